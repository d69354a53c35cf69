"""Importing in the browser: the preview keeps its report alone, applying does what it said, once."""

import io

import pytest

from parcours_app.extensions import db
from parcours_app.models import Case, ImportRun, Person
from workflows.engine import Role

HEADER = "Identifiant dans le SI*;Prénom*;Nom*;Date de naissance*;Téléphone;Situation;NIR"
PEOPLE = "\n".join(  # noqa: FLY002 - a file reads line by line
    (
        HEADER,
        "A1;Zoé;Évrard;31/03/2001;0612345678;recherche_emploi;",
        "A2;Paul;Martin;;;recherche_emploi;",
        "A3;=cmd();Petit;2000-05-17;12;recherche_emploi;1 85 05 78 006 084 91",
        "",
    )
)


@pytest.fixture
def client(client_of, make_account):
    return client_of(make_account(Role.COUNSELLOR))


@pytest.fixture
def send(client):
    def sent(text=PEOPLE, kind="people", name="file active.csv", **more):
        content = text if isinstance(text, bytes) else text.encode()
        data = {"kind": kind, "file": (io.BytesIO(content), name), **more}
        return client.submit("/counsellor/imports", data, content_type="multipart/form-data")

    return sent


def applied(client, address):
    return client.submit(address, at=f"{address}/apply")


def test_a_file_is_previewed_and_nothing_of_it_is_recorded(client, send):
    answer = send()
    assert answer.status_code == 302
    text = client.get(answer.location).text
    assert db.session.query(Person).count() == 0
    assert "À créer" in text
    assert "À corriger" in text
    assert "Ceci est un aperçu" in text
    assert "Date de naissance" in text
    assert "Cette cellule est vide." in text


def test_applying_does_what_the_preview_said_and_forgets_the_file(client, send):
    address = send().location
    before = db.session.query(ImportRun).one().report["totals"]
    assert applied(client, address).location == address
    run = db.session.query(ImportRun).one()
    assert (run.state, run.content, run.report["totals"]) == ("applied", None, before)
    assert sorted(person.family_name for person in db.session.query(Person)) == ["Petit", "Évrard"]
    assert db.session.query(Case).count() == 2
    assert "Créées" in client.get(address).text


def test_applying_twice_changes_nothing_and_keeps_the_first_report(client, send):
    address = send().location
    applied(client, address)
    first = db.session.query(ImportRun).one().report
    assert client.post(f"{address}/apply", data={"csrf_token": client.token("/counsellor/imports")}).status_code == 302
    assert db.session.query(ImportRun).one().report == first
    assert db.session.query(Person).count() == 2


def test_the_same_file_sent_again_is_unchanged(client, send):
    applied(client, send().location)
    text = client.get(send().location).text
    assert "Inchangées" in text
    assert "À créer" not in text


def test_a_file_given_up_cannot_be_applied_any_more(client, send):
    address = send().location
    client.submit(address, at=f"{address}/drop")
    assert client.post(f"{address}/apply", data={"csrf_token": client.token("/counsellor/imports")}).status_code == 302
    run = db.session.query(ImportRun).one()
    assert (run.state, run.content) == ("dropped", None)
    assert db.session.query(Person).count() == 0


def test_the_report_is_a_file_for_a_spreadsheet_without_formula_nor_name(client, send):
    address = send().location
    answer = client.get(f"{address}/report")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="import-2026-06-15-')
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert lines[0].startswith("Ligne;Identifiant;")
    assert len(lines) == 4
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line.split(";"))
    assert "Évrard" not in answer.text
    assert "85 05 78" not in answer.text


def test_a_social_security_number_is_never_kept(client, send):
    address = send().location
    text = client.get(address).text
    applied(client, address)
    stored = repr([vars(person) for person in db.session.query(Person)])
    assert "85 05 78 006" not in text + stored + client.get(address).text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "vide.csv"),
        (b"PK\x03\x04 not a workbook", "faux.xlsx"),
        (b"a;b\n1;2\n", "autre.csv"),
        (b"\x00\xff\xfe" * 50, "binaire.csv"),
    ],
)
def test_an_unusable_file_says_why_and_leaves_nothing(send, content, name):
    answer = send(content, name=name)
    assert answer.status_code == 422
    assert "field__error" in answer.text
    assert db.session.query(ImportRun).count() == 0


def test_the_form_asks_for_a_file_and_its_content(client):
    answer = client.submit("/counsellor/imports", {"source": "Mon SI !"}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Choisissez le contenu du fichier." in answer.text
    assert "Choisissez un fichier." in answer.text
    assert "Écrivez un code court" in answer.text


def test_the_lines_of_one_outcome_can_be_listed_and_fifty_are_shown(client, send):
    lines = [f"B{n};Ana;Nom{n};;;recherche_emploi;" for n in range(60)]
    address = send("\n".join((HEADER, *lines))).location
    text = client.get(f"{address}?status=rejected").text
    assert text.count('<th scope="row"') == 50
    assert "10 autres lignes figurent dans le compte rendu." in text
    assert client.get(f"{address}?status=nothing").status_code == 200


def test_the_name_of_the_file_is_text_and_nothing_else(client, send):
    text = client.get(send(name='../../<img src=x>"\x01.csv').location).text
    assert "<img" not in text
    assert "&lt;img src=x&gt;" in text
    assert "../" not in text


def test_the_file_of_another_organisation_is_not_there(send, make_account, client_of):
    address = send().location
    other = client_of(make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale"))
    token = other.token("/counsellor/imports")
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/report").status_code == 404
    for act in ("apply", "drop"):
        assert other.post(f"{address}/{act}", data={"csrf_token": token}).status_code == 404
    assert "file active.csv" not in other.get("/counsellor/imports").text
    assert db.session.query(ImportRun).one().state == "previewed"


def test_actions_are_imported_too(client, send):
    header = (
        "identifiant_unique_de;codeaction;lblaction;objectif_formation;date_prescription;date_realisation_action;"
        "date_prev_debut;date_debut;date_fin;formation;adr.dc_commune_id"
    )
    line = (
        "x1;CEJ;CONTRAT D'ENGAGEMENT JEUNE;NULL;2022-03-03 00:00:00.0;NULL;NULL;2022-03-16 00:00:00.0;NULL;NULL;13005"
    )
    applied(client, send(f"{header}\n{line}\n", kind="actions").location)
    case = db.session.query(Case).one()
    assert case.support_level == "reinforced"


def test_what_a_file_says_and_nothing_keeps_is_told(client, send):
    header = "Identifiant dans le SI;Prénom;Nom;Date de naissance;Situation;Couleur préférée;Accompagnateurs"
    lines = ("B1;Zoé;Évrard;31/03/2001;au_foyer;bleu;", "B2;Paul;Martin;31/03/1990;Demandeur d’emploi;;l@example.org")
    address = send("\n".join((header, *lines))).location
    text = " ".join(client.get(address).text.split())
    assert "Colonnes qui ne sont pas lues" in text
    assert "Couleur préférée" in text
    assert "1 personne n’a pas de dossier" in text
    assert "Aucun dossier n’est ouvert pour cette personne." in text
    assert "Aucun conseiller d’ici n’a l’une de ces adresses" in text
    applied(client, address)
    assert (db.session.query(Person).count(), db.session.query(Case).count()) == (2, 1)
    assert "1 personne n’a pas de dossier" in client.get(address).text


def test_the_form_says_which_columns_are_read(client):
    text = client.get("/counsellor/imports").text
    assert "Identifiant dans le SI, Prénom, Nom, Date de naissance." in text
    assert "identifiant_unique_de" in text
    assert "Accompagnateurs" in text

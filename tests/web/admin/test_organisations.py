"""Organisations and imports as the administrator sees them."""

import re

import pytest

from parcours_app.extensions import db
from parcours_app.models import ImportRun, Organisation

URL = "/admin/organisations"


def test_an_organisation_is_created_renamed_and_moved(office):
    assert office.submit(URL, {"name": "  Cap   emploi 93 ", "region": "11"}).status_code == 302
    made = db.session.query(Organisation).one()
    assert (made.name, made.region) == ("Cap emploi 93", "11")
    data = {"name": "Cap emploi du Nord", "region": "32"}
    assert office.submit(f"{URL}/{made.id}", data).status_code == 302
    page = office.get(URL).get_data(as_text=True)
    assert "Cap emploi du Nord" in page
    assert "Hauts-de-France" in page


@pytest.mark.parametrize(("data", "said"), [
    ({"name": "", "region": "11"}, "Écrivez le nom de la structure"),
    ({"name": "x" * 201, "region": "11"}, "200 caractères au plus"),
    ({"name": "Neuve", "region": ""}, "Choisissez la région de la structure"),
    ({"name": "Neuve", "region": "99"}, "Choisissez la région de la structure"),
    ({"name": "Mission locale de Test", "region": "11"}, "Une structure s’appelle déjà"),
])  # fmt: skip
def test_a_bad_organisation_is_refused_with_what_was_typed(office, nadia, data, said):
    for url in (URL, f"{URL}/{_other()}"):
        answer = office.submit(url, data)
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert said in page
        assert f'value="{data["name"]}"' in page or not data["name"]


def _other() -> str:
    found = db.session.query(Organisation).filter_by(name="Autre").one_or_none()
    if found is None:
        db.session.add(Organisation(id="other", name="Autre", region="53"))
        db.session.commit()
    return "other"


def test_the_regions_are_in_order_of_name_whatever_its_accents(office):
    names = re.findall(r">([^<]+)</option>", office.get(URL).text)
    assert names.index("Hauts-de-France") < names.index("Île-de-France") < names.index("La Réunion")


def test_an_organisation_that_does_not_exist_is_not_found(office):
    assert office.get(f"{URL}/nothing").status_code == 404


def test_imports_are_listed_without_their_file(office, nadia, clock):
    assert "Aucun import pour l’instant." in office.get("/admin/imports").get_data(as_text=True)
    run = ImportRun(
        id="run",
        kind="people",
        file_name="Canari-Secret.csv",
        digest="0" * 64,
        account_id=nadia.id,
        organisation_id=nadia.organisation_id,
        state="applied",
        content=None,
        report={"totals": {"created": 12, "rejected": 0, "duplicate": 1}, "outcomes": [[1, "created", "Canari", []]]},
        created_at=clock.now(),
        applied_at=clock.now(),
    )
    db.session.add(run)
    page = office.get("/admin/imports").get_data(as_text=True)
    assert "Nadia Belkacem" in page
    assert "12 créée, 1 " in page
    assert "Canari" not in page

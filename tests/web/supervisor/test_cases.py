"""A case for its supervisor: no name but revealed, no free text, their own moves and corrections."""

from datetime import date

import pytest

from parcours_app.extensions import db
from parcours_app.models import Case, EntryRow, Person, Reveal
from tests.walks import Walk
from tests.web.supervisor.test_team import text
from workflows.engine import Role


@pytest.fixture
def walk(nadia, clock) -> Walk:
    walk = Walk(nadia, clock, given_name="Canari", family_name="Secret").open("2026-01-05")
    walk.orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-02-03", "2026-02-09", "2026-12-14", provider="Afpa")
    return walk.start("qualification", "2026-02-09")


@pytest.fixture
def url(walk) -> str:
    return f"/supervisor/cases/{walk.case_id}"


def test_the_last_things_that_happened_come_first_and_the_others_are_folded(office, url, walk):
    for day in range(8):
        walk.move("pause", f"2026-03-{2 * day + 1:02}", category="other", until=f"2026-03-{2 * day + 1:02}")
    page = office.get(url).get_data(as_text=True)
    told, folded = page.split("Ce qui s’est passé avant (3)")
    assert told.count("/entries/") == 10
    assert folded.count("/entries/") == 3
    rows = told[told.index("Ce qui s’est passé") :]
    assert rows.index("15 mars 2026") < rows.index("13 mars 2026")
    assert "5 janv. 2026" in folded
    assert 'Corriger<span class="visually-hidden"> (Ouverture du dossier)</span>' in folded


def live(walk: Walk, move: str) -> EntryRow:
    query = db.session.query(EntryRow).filter_by(case_id=walk.case_id, move=move)
    return query.order_by(EntryRow.seq.desc()).first()


def test_the_case_shows_where_it_stands_without_a_name_or_a_free_text(office, url, walk):
    page = office.get(url).get_data(as_text=True)
    assert "Qualification" in page
    assert "Afpa" in page
    for hidden in ("Canari", "Secret", "Niveau vérifié"):
        assert hidden not in page


def test_a_name_is_revealed_with_its_reason_and_the_reading_is_kept(office, url, walk, session, chief):
    refused = office.submit(url, {"reason": " "}, at=f"{url}/name")
    assert refused.status_code == 422
    assert "Canari" not in refused.get_data(as_text=True)
    assert session.query(Reveal).count() == 0
    too_short = office.submit(url, {"reason": "x"}, at=f"{url}/name")
    assert (too_short.status_code, "Ce texte en dit trop peu" in too_short.get_data(as_text=True)) == (422, True)
    answer = office.submit(url, {"reason": "Réclamation de la famille"}, at=f"{url}/name")
    assert "Nom : Canari Secret." in text(answer)
    (kept,) = session.query(Reveal).all()
    assert (kept.account_id, kept.reason) == (chief.id, "Réclamation de la famille")
    assert "Canari" not in office.get(url).get_data(as_text=True)


def test_a_case_of_elsewhere_is_not_found(client_of, make_account, url, walk):
    stranger = client_of(make_account(Role.SUPERVISOR, email="loin@example.org", organisation="Ailleurs", region="93"))
    token = stranger.token("/accessibility")
    assert stranger.get(url).status_code == 404
    for at in (f"{url}/name", f"{url}/moves/void", f"{url}/entries/{live(walk, 'start').id}"):
        assert stranger.post(at, data={"csrf_token": token, "reason": "Je veux"}).status_code == 404


def test_a_supervisor_voids_a_case_with_a_reason(office, url, walk):
    empty = office.submit(f"{url}/moves/void", {"effective_on": "2026-06-15", "version": str(walk.last.version)})
    assert empty.status_code == 422
    answer = office.submit(
        f"{url}/moves/void", {"effective_on": "2026-06-15", "version": str(walk.last.version), "reason": "Doublon"}
    )
    assert answer.status_code == 302
    case = db.session.get(Case, walk.case_id)
    assert (case.stage, case.counts) == ("closed", False)
    assert "Doublon" not in office.get(url).get_data(as_text=True)


def test_a_long_pause_is_a_supervisors(office, url, walk):
    data = {
        "effective_on": "2026-06-15",
        "until": "2027-03-31",
        "category": "justified_absence",
        "version": str(walk.last.version),
    }
    assert office.submit(f"{url}/moves/pause", data).status_code == 302
    assert db.session.get(Case, walk.case_id).paused_until.isoformat() == "2027-03-31"


def test_a_dropout_that_must_be_repaid_is_a_supervisors(office, url, walk, chief):
    data = {
        "effective_on": "2026-06-10",
        "episode": walk.episodes["qualification"],
        "motive": "personal",
        "legitimate-decision": "no",
        "legitimate-by": chief.id,
        "version": str(walk.last.version),
    }
    assert office.submit(f"{url}/moves/drop_out", data).status_code == 302
    assert db.session.get(Case, walk.case_id).stage == "between"


@pytest.fixture
def twin(nadia, clock):
    """Another case, of somebody else as far as the records tell."""
    return Walk(nadia, clock, given_name="Kanari").open("2026-02-02")


def merging(walk, number, **more):
    return {"effective_on": "2026-06-15", "into_case": number, "version": str(walk.last.version), **more}


@pytest.mark.parametrize("between", ["-", "", " "])
def test_a_case_is_merged_into_another_by_its_number_once_both_were_compared(office, url, walk, twin, between):
    number = db.session.get(Case, twin.case_id).number.lower().replace("-", between)
    page = office.submit(f"{url}/moves/merge", merging(walk, number))
    assert page.status_code == 200
    assert "Fusionner les deux dossiers" in page.get_data(as_text=True)
    assert db.session.get(Case, walk.case_id).merged_into is None
    assert office.submit(f"{url}/moves/merge", merging(walk, number, compared=number)).status_code == 302
    db.session.expire_all()
    assert db.session.get(Case, walk.case_id).merged_into == twin.case_id


@pytest.mark.parametrize("named", ["number", "id"])
def test_no_case_is_merged_before_it_was_compared_however_it_is_named(office, url, walk, twin, named):
    into = getattr(db.session.get(Case, twin.case_id), named)
    assert office.submit(f"{url}/moves/merge", merging(walk, into)).status_code == 200
    assert db.session.get(Case, walk.case_id).merged_into is None
    assert "Même nom" not in text(office.get(f"{url}/moves/merge?into_case={into}")), "an address alone compares nobody"


def test_a_case_that_may_not_receive_another_is_refused_at_once(office, url, walk, twin):
    number = db.session.get(Case, twin.case_id).number
    office.submit(
        f"/supervisor/cases/{twin.case_id}/moves/void",
        {"effective_on": "2026-06-15", "version": str(twin.last.version), "reason": "Doublon"},
    )
    assert office.submit(f"{url}/moves/merge", merging(walk, number)).status_code == 422


def test_another_number_than_the_one_compared_is_compared_again(office, url, walk, twin, nadia, clock):
    first, second = (
        db.session.get(Case, found.case_id).number
        for found in (twin, Walk(nadia, clock, given_name="Third").open("2026-03-02"))
    )
    page = office.submit(f"{url}/moves/merge", merging(walk, second, compared=first))
    assert page.status_code == 200
    assert db.session.get(Case, walk.case_id).merged_into is None


def test_two_cases_are_compared_without_saying_who_they_are_of(office, url, walk, twin):
    one, other = db.session.get(Person, walk.person.id), db.session.get(Person, twin.person.id)
    one.birth_date, other.birth_date = date(2001, 3, 4), date(2001, 3, 4)
    one.ft_id, other.ft_id = "1234567A", None
    db.session.commit()
    page = text(office.submit(f"{url}/moves/merge", merging(walk, db.session.get(Case, twin.case_id).number)))
    assert "Oui : Même date de naissance" in page
    assert "Inconnu : Même identifiant France Travail" in page
    assert "Non : Même nom" in page
    for secret in (one.given_name, one.family_name, other.given_name, "2001", "1234567A"):
        assert secret not in page


def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(office, url, walk):
    data = {"effective_on": "2026-06-15", "into_case": "INCONNU", "version": str(walk.last.version)}
    answer = office.submit(f"{url}/moves/merge", data)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'value="INCONNU"' in page
    assert "Rien n’a été enregistré" in page


def test_a_stale_form_keeps_what_was_typed_and_says_what_changed(office, url, walk):
    version = str(walk.last.version)
    walk.move("start_support", "2026-03-01", level="reinforced", referent=walk.account.email)
    data = {"effective_on": "2026-06-15", "reason": "Doublon", "version": version}
    answer = office.submit(f"{url}/moves/void", data)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "Doublon" in page
    assert "Début de l’accompagnement" in page


@pytest.mark.parametrize("move", ["prescribe", "leave", "start", "nothing"])
def test_the_moves_of_counsellors_are_not_a_supervisors(office, url, move):
    assert office.get(f"{url}/moves/{move}").status_code == 404


def test_a_closed_month_is_corrected_with_a_reason(office, url, walk):
    entry = live(walk, "start")
    at = f"{url}/entries/{entry.id}"
    data = {"effective_on": "2026-02-16", "episode": walk.episodes["qualification"], "version": str(walk.last.version)}
    assert office.submit(at, data).status_code == 422
    assert office.submit(at, {**data, "correction_reason": "Feuille d’émargement"}).status_code == 302
    assert live(walk, "start").effective_on.isoformat() == "2026-02-16"
    assert office.get(at).status_code == 404


def test_a_correction_that_breaks_what_follows_names_it(office, url, walk):
    at = f"{url}/entries/{live(walk, 'complete_orientation').id}"
    data = {"void": "1", "correction_reason": "Erreur", "version": str(walk.last.version)}
    answer = office.submit(at, data)
    assert answer.status_code == 422
    assert "Ce fait plus récent ne serait plus possible" in answer.get_data(as_text=True)


def test_a_correction_never_shows_nor_loses_a_free_text(office, url, walk, session):
    entry = live(walk, "complete_orientation")
    at = f"{url}/entries/{entry.id}"
    assert "Niveau vérifié" not in office.get(at).get_data(as_text=True)
    data = {
        "effective_on": "2026-02-01",
        "needs-refresher": "no",
        "correction_reason": "Date",
        "version": str(walk.last.version),
    }
    assert office.submit(at, data).status_code == 302
    assert live(walk, "complete_orientation").data["reason"]


def test_a_handover_is_answered_by_the_receiving_supervisor(client_of, make_account, walk, url):
    make_account(Role.COUNSELLOR, email="loin@example.org", organisation="Cap emploi", region="93")
    receiver = client_of(make_account(Role.SUPERVISOR, email="cap@example.org", organisation="Cap emploi"))
    assert receiver.get(url).status_code == 404
    walk.move("request_handover", "2026-06-12", to_organisation="Cap emploi")
    assert db.session.get(Case, walk.case_id).number in receiver.get("/supervisor/").get_data(as_text=True)
    data = {"effective_on": "2026-06-15", "version": str(walk.last.version)}
    assert receiver.submit(f"{url}/moves/accept_handover", data).status_code == 302
    assert "Sans référent" in receiver.get("/supervisor/").get_data(as_text=True)


@pytest.mark.parametrize("region", [None, "32"], ids=["nation", "region"])
def test_whoever_may_assign_is_offered_the_counsellors_of_the_case(client_of, make_account, url, walk, karim, region):
    chief = make_account(Role.SUPERVISOR, email="pilote@example.org", region=region)
    browser = client_of(chief)
    assert "Karim Aziz" in text(browser.get(f"{url}/moves/assign"))
    data = {"effective_on": "2026-06-15", "referent": karim.id, "version": str(walk.last.version)}
    assert browser.submit(f"{url}/moves/assign", data).status_code == 302
    assert db.session.get(Case, walk.case_id).referent_id == karim.id

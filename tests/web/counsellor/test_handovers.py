"""Handovers: what waits for my organisation, what I sent and its age, accepting and declining."""

import pytest
from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import EpisodeRow, TrainingSession
from parcours_app.scope import operator
from parcours_app.services.imports import import_offers
from tests.lheo import lheo, session, training
from tests.walks import Walk
from tests.web.counsellor.reading import form, having, parsed, words

URL = "/counsellor/handovers"
HERE = "Mission locale de Test"


@pytest.fixture
def offered(desk, elsewhere, clock):
    """A case that another organisation asks the counsellor's to take over."""
    walk = Walk(elsewhere, clock, given_name="Yann", family_name="Le Goff").open("2026-03-02")
    walk.orient("2026-03-04", "2026-03-30")
    return walk.move("request_handover", "2026-06-01", to_organisation=HERE)


def answer(desk, walk, move, **answers):
    page = "accept" if move == "accept_handover" else f"moves/{move}"
    url = f"/counsellor/cases/{walk.case_id}/{page}"
    return desk.post(url, data={**form(desk.get(url)), **answers})


def test_nothing_received_nor_sent_says_what_to_do(desk):
    text = words(desk.get(URL))
    assert "Aucune demande n’attend votre structure." in text
    assert "Votre structure n’a demandé aucun relais." in text


def test_a_request_received_shows_who_asks_and_for_how_long(desk, offered):
    text = words(desk.get(URL))
    assert "Yann Le Goff" in text
    assert "Cap emploi 52" in text
    assert "14 jours" in text
    assert "expire dans 16 jours" in text
    assert "Interroger Odile Kervern" in text


def test_accepting_makes_my_organisation_responsible_and_me_the_referent(desk, offered):
    assert "Vous pouvez lire ce dossier" in words(desk.get(f"/counsellor/cases/{offered.case_id}"))
    assert answer(desk, offered, "accept_handover").status_code == 302
    text = words(desk.get(f"/counsellor/cases/{offered.case_id}"))
    assert "Référent : Nadia Belkacem, depuis le 15 juin 2026" in text
    assert "Faire avancer" in text
    assert "Yann Le Goff" not in words(desk.get(URL))


def test_declining_needs_a_reason_and_takes_the_case_out_of_sight(desk, offered):
    assert answer(desk, offered, "decline_handover").status_code == 422
    declined = answer(desk, offered, "decline_handover", reason="Hors de notre territoire", alternative="La ML voisine")
    assert declined.status_code == 302
    assert declined.headers["Location"].endswith(URL)
    assert desk.get(f"/counsellor/cases/{offered.case_id}").status_code == 404


def test_what_was_sent_shows_its_age_then_its_answer(desk, follow, elsewhere):
    walk = follow().move("request_handover", "2026-06-01", to_organisation="Cap emploi 52")
    text = words(desk.get(URL))
    assert "Élodie Martin" in text
    assert "14 jours" in text
    assert "Relancez la structure." in text
    walk.move("accept_handover", "2026-06-10", by=elsewhere)
    rows = [words(row) for row in having(parsed(desk.get(URL)), "badge")]
    assert "Relais accepté" in rows


def test_the_sender_may_not_answer_in_place_of_the_receiver(desk, follow, elsewhere):
    walk = follow().move("request_handover", "2026-06-01", to_organisation="Cap emploi 52")
    refused = answer(desk, walk, "accept_handover")
    assert refused.status_code == 422
    assert "Seul l’organisme à qui le relais est adressé peut y répondre." in words(refused)


def test_a_colleague_of_the_same_organisation_takes_over_by_name(desk, follow, make_account, counsellor):
    colleague = make_account(counsellor.role, email="denis@example.org", display_name="Denis Petitjean")
    walk = follow()
    sent = answer(
        desk, walk, "request_handover", to_organisation=counsellor.organisation_id, to_counsellor=colleague.id
    )
    assert sent.status_code == 302, words(sent)
    assert answer(desk, walk, "accept_handover").status_code == 302
    assert "Référent : Denis Petitjean" in words(desk.get(f"/counsellor/cases/{walk.case_id}"))


def test_a_request_between_colleagues_waits_for_the_other_and_not_for_who_asked(
    desk, follow, make_account, counsellor, client_of
):
    colleague = make_account(counsellor.role, email="denis@example.org", display_name="Denis Petitjean")
    mine = {"to_organisation": counsellor.organisation_id, "to_counsellor": colleague.id}
    walk = follow().move("request_handover", "2026-06-12", **mine)
    tile = "/counsellor/cases?waiting=handover_in"
    assert "Aucune demande n’attend votre structure." in words(desk.get(URL))
    assert walk.case_id not in desk.get(tile).text
    theirs = client_of(colleague)
    assert "pour Denis Petitjean" in words(theirs.get(URL))
    assert walk.case_id in theirs.get(tile).text
    asked = words(theirs.get(f"/counsellor/cases/{walk.case_id}/accept"))
    assert "votre structure reste responsable du dossier" in asked
    assert "devient responsable" not in asked


def test_both_lists_cost_six_statements_at_most(desk, offered, count_queries):
    desk.get(URL)
    with count_queries() as statements:
        desk.get(URL)
    assert len(statements) <= 6, statements


# The clock


@pytest.mark.parametrize(("asked", "visible"), [("2026-05-17", True), ("2026-05-16", False)])
def test_a_request_leaves_the_receiver_s_list_and_sight_the_day_it_expires(desk, elsewhere, clock, asked, visible):
    walk = Walk(elsewhere, clock).open("2026-03-02").move("request_handover", asked, to_organisation=HERE)
    assert ("expire demain" in words(desk.get(URL))) is visible
    assert desk.get(f"/counsellor/cases/{walk.case_id}").status_code == (200 if visible else 404)


def test_an_expired_request_is_sent_again_by_the_sender_who_is_still_responsible(desk, follow, elsewhere):
    walk = follow().move("request_handover", "2026-05-16", to_organisation="Cap emploi 52")
    text = words(desk.get(URL))
    assert "Expiré sans réponse le 15 juin 2026" in text
    assert "Envoyer de nouveau" in text
    walk.move("request_handover", "2026-06-15", to_organisation="Cap emploi 52")
    assert "Envoyer de nouveau" not in words(desk.get(URL)), "it was sent again already"


def test_a_refusal_shows_why_and_what_is_proposed_and_sends_the_request_there(desk, follow, elsewhere, make_account):
    near = make_account(elsewhere.role, email="voisin@example.org", organisation="Mission locale voisine", region="11")
    walk = follow().move("request_handover", "2026-06-01", to_organisation="Cap emploi 52")
    walk.move(
        "decline_handover",
        "2026-06-03",
        by=elsewhere,
        motive="outside_area",
        reason="Habite trop loin.",
        alternative_organisation="Mission locale voisine",
        alternative="Demander Paul.",
    )
    page = desk.get(URL)
    text = words(page)
    assert "Hors de notre territoire : Habite trop loin." in text
    assert "Proposé à la place : Mission locale voisine, Demander Paul." in text
    assert f"to_organisation={near.organisation_id}" in page.get_data(as_text=True)


def test_a_request_is_withdrawn_with_its_reason(desk, follow, elsewhere, client_of):
    there = client_of(elsewhere)
    walk = follow().move("request_handover", "2026-06-01", to_organisation="Cap emploi 52")
    url = f"/counsellor/cases/{walk.case_id}/withdraw"
    assert "Retirer la demande" in words(desk.get(URL))
    desk.submit(URL, {"reason": ""}, at=url)
    assert "Retirer la demande" in words(desk.get(URL)), "a withdrawal needs its reason"
    desk.submit(URL, {"reason": "Envoyée par erreur"}, at=url)
    assert "La demande est retirée" in words(desk.get(URL))
    assert "Votre structure n’a demandé aucun relais." in words(desk.get(URL))
    assert there.get(f"/counsellor/cases/{walk.case_id}").status_code == 404


def test_accepting_books_the_next_step_with_the_same_act(desk, offered):
    sent = answer(
        desk,
        offered,
        "accept_handover",
        kind="qualification",
        provider="AFPA",
        planned_start="2026-09-01",
        planned_end="2026-12-01",
    )
    assert sent.status_code == 302, words(sent)
    text = words(desk.get(f"/counsellor/cases/{offered.case_id}"))
    assert "AFPA" in text
    assert "1er septembre 2026" in text


def test_accepting_books_a_session_of_the_catalogue_chosen_in_a_list(desk, follow, elsewhere, clock, counsellor):
    import_offers(operator(clock), lheo(training(session(extras={"places": 1}), postcode="75010", city="Paris")))
    key = db.session.scalars(select(TrainingSession.id)).one()
    walk = Walk(elsewhere, clock).open("2026-03-02").orient("2026-03-09", "2026-04-02")
    walk.move("request_handover", "2026-06-10", to_organisation=HERE)
    text = words(desk.get(f"/counsellor/cases/{walk.case_id}/accept"))
    assert "Greta du Nord" in text
    assert "1 place libre" in text
    assert answer(desk, walk, "accept_handover", session=key).status_code == 302
    held = db.session.execute(
        select(EpisodeRow.session, EpisodeRow.seat, EpisodeRow.provider).where(EpisodeRow.seat)
    ).one()
    assert held == (key, True, "Greta du Nord")
    late = Walk(elsewhere, clock).open("2026-03-02").orient("2026-03-09", "2026-04-02")
    late.move("request_handover", "2026-06-10", to_organisation=HERE)
    refused = answer(desk, late, "accept_handover", session=key)
    assert refused.status_code == 422
    assert "Cette session est complète" in words(refused)
    assert "Relais accepté" not in words(desk.get(URL)), "nothing was half done"


def test_a_booking_that_is_not_possible_leaves_the_handover_waiting(desk, offered):
    refused = answer(
        desk, offered, "accept_handover", kind="qualification", provider="AFPA", planned_start="2026-09-01"
    )
    assert refused.status_code == 422
    assert "Il faut les deux dates" in words(refused) or "date" in words(refused)
    assert "Yann Le Goff" in words(desk.get(URL)), "nothing was half done"


def test_the_receivers_are_offered_with_how_fast_they_answer(desk, follow, elsewhere, counsellor, clock):
    for number, waited in enumerate(("2026-06-02", "2026-06-04", "2026-06-11")):
        walk = follow(family_name=f"Canari{number}", birth_date=f"197{number}-01-02")
        walk.move("request_handover", "2026-06-01", to_organisation="Cap emploi 52")
        walk.move("accept_handover", waited, by=elsewhere)
    other = follow(family_name="Autre", birth_date="1981-01-02")
    text = words(desk.get(f"/counsellor/cases/{other.case_id}/moves/request_handover"))
    assert "Cap emploi 52 – 3 jours en général, 3 relais" in text
    assert "Mission locale de Test – pas encore de relais" in text

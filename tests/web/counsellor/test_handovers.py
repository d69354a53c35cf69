"""Handovers: what waits for my organisation, what I sent and its age, accepting and declining."""

import pytest

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
    url = f"/counsellor/cases/{walk.case_id}/moves/{move}"
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


def test_the_pages_of_a_list_cost_few_statements(desk, offered, count_queries):
    desk.get(URL)
    with count_queries() as statements:
        desk.get(URL)
    assert len(statements) <= 4, statements

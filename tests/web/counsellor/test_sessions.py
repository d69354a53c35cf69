"""Places and sessions: searching the catalogue, booking, waiting, and what one says of a session."""

import pytest
from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import NoticeRow, TrainingSession
from parcours_app.scope import operator
from parcours_app.services.imports import import_offers
from tests.lheo import lheo, session, training
from tests.walks import Walk
from tests.web.counsellor.reading import form, parsed, words

URL = "/counsellor/sessions"
TODAY = "2026-06-15"
SOON, LATE = session("S1", "20260907", "20261218", extras={"places": "1"}), session("S2", "20261102", "20270326")


@pytest.fixture
def catalogue(app, client, clock):
    with app.app_context():
        cleaning = training(SOON, title="Agent de propreté", rome=["K2204"], nsf=["343t"], rncp="278")
        web = training(LATE, number="F2", title="Développeur Web", rome=["M1805"], postcode="44000", city="Nantes")
        import_offers(operator(clock), lheo(cleaning, web))
        rows = db.session.execute(select(TrainingSession.number, TrainingSession.id))
        return {number: key for number, key in rows}  # noqa: C416 - typed rows


def say(desk, page, what, **answers):
    """Send one of the forms of a session’s page."""
    token = next(e.get("value") for e in parsed(desk.get(URL)).iter() if e.get("name") == "csrf_token")
    return desk.post(f"{page}/{what}", data={"csrf_token": token, **answers})


@pytest.fixture
def walk(follow):
    return follow(given_name="Yann", family_name="Le Goff").orient("2026-02-09", "2026-03-02")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Agent de propreté", "Développeur Web"}),
        ("q=proprete", {"Agent de propreté"}),
        ("q=M18", {"Développeur Web"}),
        ("q=K2204+lille", {"Agent de propreté"}),
        ("region=52", {"Développeur Web"}),
        ("place=59", {"Agent de propreté"}),
        ("place=4400", {"Développeur Web"}),
        ("kind=refresher", set()),
        ("until=2026-09-30", {"Agent de propreté"}),
        ("since=2026-10-01", {"Développeur Web"}),
        ("green=yes", {"Agent de propreté"}),
        ("shortage=yes", set()),
        ("since=demain&kind=rien&after=x", {"Agent de propreté", "Développeur Web"}),
    ],
)
def test_the_address_narrows_the_catalogue(desk, catalogue, asked, found):
    text = words(desk.get(f"{URL}?{asked}"))
    assert {title for title in ("Agent de propreté", "Développeur Web") if title in text} == found


def test_the_list_costs_few_questions_whatever_its_length(desk, catalogue, count_queries):
    with count_queries() as statements:
        desk.get(URL)
    assert len(statements) <= 6


def test_an_empty_catalogue_says_where_offers_come_from(desk):
    assert "Le catalogue est vide." in words(desk.get(URL))


def test_a_place_is_booked_then_the_session_is_full_and_one_waits(desk, catalogue, walk, follow):
    url = f"/counsellor/cases/{walk.case_id}/sessions/{catalogue['S1']}"
    assert "1 place libre" in words(desk.get(url))
    assert desk.post(url, data=form(desk.get(url), "booking")).status_code == 302
    late = follow(given_name="Awa", family_name="Diop").orient("2026-02-09", "2026-03-02")
    other = f"/counsellor/cases/{late.case_id}/sessions/{catalogue['S1']}"
    assert "Cette session est complète." in words(desk.get(other))
    refused = desk.post(other, data=form(desk.get(other), "booking"))
    assert (refused.status_code, "Il reste une place dans la session" in words(refused)) == (422, True)
    assert desk.post(other, data={**form(desk.get(other), "booking"), "wait": "yes"}).status_code == 302
    page = words(desk.get(f"{URL}/{catalogue['S1']}"))
    assert "Yann Le Goff" in page
    assert "1 personne attend, la première depuis 0 jour" in page


def test_unknown_places_ask_who_confirmed_one(desk, catalogue, walk):
    url = f"/counsellor/cases/{walk.case_id}/sessions/{catalogue['S2']}"
    refused = desk.post(url, data=form(desk.get(url), "booking"))
    assert (refused.status_code, "n’est pas connu" in words(refused)) == (422, True)
    assert (
        desk.post(url, data={**form(desk.get(url), "booking"), "confirmed": "Mme Petit, au téléphone"}).status_code
        == 302
    )


def test_the_move_on_page_proposes_the_sessions_that_close_the_gap(desk, catalogue, walk, count_queries):
    db.session.execute(TrainingSession.__table__.update().values(places=5))
    db.session.commit()
    text = words(desk.get(f"/counsellor/cases/{walk.case_id}/moves"))
    assert "Les sessions qui ferment la couture" in text
    assert "couture de 189 jours" in text


def test_people_of_other_organisations_are_counted_and_not_named(desk, catalogue, elsewhere, clock):
    their = Walk(elsewhere, clock, given_name="Zoé", family_name="Ailleurs").open("2026-01-05")
    their.orient("2026-02-09", "2026-03-02").move("prescribe", TODAY, session=catalogue["S1"])
    text = words(desk.get(f"{URL}/{catalogue['S1']}"))
    assert "1 place est tenue pour une autre structure." in text
    assert "Ailleurs" not in text


def test_places_dates_and_cancellation_are_said_on_the_page(desk, catalogue, walk):
    walk.move("prescribe", TODAY, session=catalogue["S1"])
    page = f"{URL}/{catalogue['S1']}"
    assert say(desk, page, "places", places="0").status_code == 422
    assert say(desk, page, "places", places="12", version="1").status_code == 302
    assert say(desk, page, "places", places="14", version="1").status_code == 409
    assert "11 places libres" in words(desk.get(page))
    moved = say(desk, page, "dates", starts_on="2026-10-05", ends_on="2027-01-29")
    assert moved.status_code == 302
    assert "5 oct. 2026" in words(desk.get(f"/counsellor/cases/{walk.case_id}"))
    assert say(desk, page, "dates", starts_on="2026-10-05", ends_on="2026-10-01").status_code == 422
    assert say(desk, page, "cancel").status_code == 422
    assert say(desk, page, "cancel", sure="yes").status_code == 302
    assert "Cette session est annulée" in words(desk.get(page))
    assert db.session.scalars(select(NoticeRow.kind).order_by(NoticeRow.id)).all() == [
        "booking_made",
        "booking_moved",
        "session_moved",
        "booking_cancelled",
        "session_cancelled",
    ]


def test_looking_for_somebody_leads_to_their_booking(desk, catalogue, walk):
    text = desk.get(f"{URL}/{catalogue['S1']}?q=goff").get_data(as_text=True)
    assert f"/counsellor/cases/{walk.case_id}/sessions/{catalogue['S1']}" in text


def test_what_does_not_exist_is_not_found(desk, catalogue, walk):
    assert desk.get(f"{URL}/nothing").status_code == 404
    assert desk.get(f"/counsellor/cases/{walk.case_id}/sessions/nothing").status_code == 404
    assert say(desk, f"{URL}/nothing", "places", places="1").status_code == 404

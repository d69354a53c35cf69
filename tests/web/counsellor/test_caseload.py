"""The caseload page: columns, filters in the address, pages, and six SQL statements at most whatever its size."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from parcours_app.extensions import db
from parcours_app.models import Case, Person
from tests.walks import Walk
from workflows.engine import Role

LONG = ("Marie-Philippine-Éléonore", "de La Rochefoucauld-Montbéliard-Saint-Hippolyte")


@pytest.fixture
def ours(session, make_account):
    return make_account(Role.COUNSELLOR)


@pytest.fixture
def page(client_of, ours):
    client = client_of(ours)
    return lambda address="": client.get(f"/counsellor/cases{address}")


@pytest.fixture
def walk(session, ours, clock):
    return lambda family="Martin", **person: Walk(ours, clock, family_name=family, **person)


def in_refresher(walk, family="Martin", end="2026-07-10"):
    one = walk(family).open("2026-01-05").orient("2026-01-10", "2026-02-02", refresher=True)
    one.prescribe("refresher", "2026-02-03", "2026-03-02", end).start("refresher", "2026-03-02")
    return one


def many(session, model, count):
    """Copies of one case and its person: for the size of a list, not for what is in it."""
    session.commit()
    row = {c.name: getattr(model, c.name) for c in Case.__table__.c}
    person = {c.name: getattr(session.get(Person, model.person_id), c.name) for c in Person.__table__.c}
    for table, values, change in (
        (Person, person, lambda n: {"id": f"p{n}", "family_name": f"Nom{n:04}"}),
        (Case, row, lambda n: {"id": f"c{n}", "number": f"N{n}", "person_id": f"p{n}"}),
    ):
        session.execute(table.__table__.insert(), [values | change(n) for n in range(count)])
    session.commit()


def test_a_line_says_where_the_person_stands_and_what_is_missing(page, walk):
    one = in_refresher(walk)
    text = page().text
    assert f'href="/counsellor/cases/{one.case_id}"' in text
    assert "<strong>Martin</strong> Élodie" in text
    assert "jour 106 sur 131 prévus" in text
    assert "Aucune – couture à faire" in text
    assert "1 personne" in text


def test_a_booked_step_is_named_with_its_date(page, walk):
    in_refresher(walk).prescribe("qualification", "2026-06-10", "2026-07-13", "2026-12-18", provider="Afpa Besançon")
    text = page().text
    assert "Suite réservée" in text
    assert re.search(r"Qualification, le 13 juil\. 2026", text)
    assert "Afpa Besançon" in text


def test_a_gap_is_counted_in_days(page, walk):
    in_refresher(walk, end="2026-05-29").complete("refresher", "2026-05-29")
    assert "Couture rompue\N{NO-BREAK SPACE}: 17\N{NO-BREAK SPACE}j" in page().text


def test_reinforced_support_and_its_absence_are_said(page, walk, ours):
    in_refresher(walk).move("start_support", "2026-03-02", level="reinforced", referent=ours.email)
    walk("Petit").open("2026-06-01")
    cells = re.findall(r'data-label="Accompagnement renforcé">([^<]+)<', page().text)
    assert cells == ["Oui", "Non"]


def test_the_longest_names_and_a_person_without_a_name_hold_in_the_page(page, walk, session):
    one = walk(LONG[1], given_name=LONG[0]).open("2026-06-01")
    row = session.get(Person, one.person.id)
    nameless = walk("Rien").open("2026-06-01")
    bare = session.get(Person, nameless.person.id)
    bare.given_name = bare.family_name = bare.birth_date = None
    bare.to_complete = True
    session.commit()
    text = page().text
    assert row.family_name in text
    assert "Nom à compléter" in text


def test_a_name_is_text_and_never_markup(page, walk):
    walk("<script>alert(1)</script>").open("2026-06-01")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page().text


def test_each_filter_in_force_is_a_chip_that_removes_it_and_nothing_else(page, walk):
    in_refresher(walk)
    text = page("?tab=organisation&stage=refresher&seam=to_book&q=mar&sort=-name").text
    chips = re.findall(r'class="chip" href="([^"]+)"', text)
    kept = [parse_qs(urlsplit(chip.replace("&amp;", "&")).query) for chip in chips]
    assert len(kept) == 3
    assert all(query["tab"] == ["organisation"] and query["sort"] == ["-name"] for query in kept)
    assert [sorted({"stage", "seam", "q"} - query.keys()) for query in kept] == [["stage"], ["seam"], ["q"]]


@pytest.mark.parametrize(
    "address",
    [
        "?stage=nowhere",
        "?no_contact=abc",
        "?sort=password",
        "?sort=--name",
        "?after=x",
        "?sort=next&after=martin~c1",
        "?referent=somebody",
        "?q=%00%F0%9F%98%80%25_",
        "?missing=x&waiting=y&pause=z&seam=w",
    ],
)
def test_what_the_address_says_wrongly_is_left_out(page, walk, address):
    walk().open("2026-06-01")
    assert page(address).status_code == 200


def test_who_waits_for_a_step_that_is_accepted_is_not_in_a_broken_seam(page, walk):
    waiting = walk().open("2026-05-01").orient("2026-05-04", "2026-06-05")
    assert "Couture rompue\N{NO-BREAK SPACE}: 10" in page().text
    waiting.prescribe("qualification", "2026-06-08", "2026-06-22", "2026-12-18")
    waiting.move("admit", "2026-06-10", episode=waiting.episodes["qualification"])
    text = page().text
    assert "Suite réservée, attente\N{NO-BREAK SPACE}: 10\N{NO-BREAK SPACE}j" in text
    assert "Couture rompue\N{NO-BREAK SPACE}:" not in text


def test_filters_folded_away_are_shown_when_one_is_in_force(page, walk):
    walk().open("2026-06-01")
    assert '<details class="disclosure filters__more">' in page().text
    assert '<details class="disclosure filters__more" open>' in page("?pause=no").text


def test_a_sorted_column_says_so_and_turns_round(page, walk):
    walk().open("2026-06-01")
    text = page("?sort=next").text
    assert 'aria-sort="ascending"' in text
    assert "sort=-next" in text


def test_an_empty_list_says_why_and_what_to_do(page, walk):
    assert "Vous n’accompagnez encore personne." in page().text
    assert "Votre structure n’accompagne encore personne." in page("?tab=organisation").text
    assert "Personne ne correspond à ces filtres." in page("?stage=closed").text


def test_five_hundred_people_make_ten_pages_of_fifty(page, walk, session):
    one = in_refresher(walk)
    many(session, db.session.get(Case, one.case_id), 499)
    address, seen, turns = "", [], 0
    while address is not None:
        text = page(address).text
        seen += re.findall(r'<th scope="row"><a href="/counsellor/cases/([^"]+)"', text)
        turns += 1
        following = re.search(r'href="/counsellor/cases(\?[^"]+)" rel="next"', text)
        address = following.group(1).replace("&amp;", "&") if following else None
    assert turns == 10
    assert len(seen) == len(set(seen)) == 500


def test_the_page_takes_six_statements_at_most_whatever_its_size(page, walk, session, count_queries):
    one = in_refresher(walk)
    with count_queries() as few:
        page("?tab=organisation&q=e&seam=to_book&missing=any")
    many(session, db.session.get(Case, one.case_id), 499)
    with count_queries() as lots:
        assert "500 personnes" in page("?tab=organisation").text
    assert len(lots) <= 6
    assert len(few) <= 6
    assert not [sql for sql in lots if re.search(r"OFFSET (?!\?)", sql)]


def test_another_organisation_sees_nothing_of_it(walk, make_account, client_of):
    walk("Secretname").open("2026-06-01")
    other = make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale")
    client = client_of(other)
    for address in ("", "?tab=organisation", "?tab=organisation&q=secretname", "?waiting=handover_in"):
        assert "<strong>Secretname" not in client.get(f"/counsellor/cases{address}").text


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR, Role.BENEFICIARY])
def test_no_other_role_enters(make_account, client_of, role, walk):
    more = {"person_id": walk().person.id} if role is Role.BENEFICIARY else {}
    client = client_of(make_account(role, **more))
    assert client.get("/counsellor/cases").status_code == 403
    assert client.get("/counsellor/").status_code == 403


def test_the_page_speaks_english_too(page, walk):
    in_refresher(walk)
    assert "None – next step to book" in page("?lang=en").text

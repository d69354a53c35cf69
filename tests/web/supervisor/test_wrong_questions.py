"""A question that cannot be read: its page says what is wrong, its file is none, for it would answer another."""

import re

import pytest

from parcours_app.scope import operator
from parcours_app.services.imports import import_series
from workflows.engine import Role

SERIES = b"series,year,month,value,unit,perimeter,source\nentries,2026,2,15217,entries,France,Dares\n"
UNREADABLE = "Cette date est illisible"
TO_COME = "pas encore venu"
EXCHANGED = "les deux jours ont été échangés"
TWICE = "Deux jours différents ont été demandés"
# page: (a wrong question, what the page says of it)
WRONG = [
    ("totals", "on=abc", UNREADABLE),
    ("totals", "on=2030-01-01", TO_COME),
    ("totals", "known=2026-06-16", TO_COME),
    ("programme", "known=2031-01-01", TO_COME),
    ("programme/pacts", "on=2031-01-01", TO_COME),
    ("programme/series", "series=entries&known=2031-01-01", TO_COME),
    ("totals/reconciliation", "until=2030-01-01", TO_COME),
    ("success", "on=2030-01-01", TO_COME),
    ("success/completion", "known=2026-06-16", TO_COME),
    ("equity", "on=2030-01-01", TO_COME),
    ("organisations-compared", "on=2030-01-01", TO_COME),
    ("totals", "by=region&by=sex", "retrouver des nombres masqués"),
    ("totals", "by=shoes", "Cette répartition n’existe pas"),
    ("totals/reconciliation", "since=2026-05-01&until=2026-04-01", "Ce jour vient avant celui"),
    ("success", "since=2026-05-01&until=2026-04-01", EXCHANGED),
    ("success", "until=99999999999-01-01", UNREADABLE),
    ("success/completion", "by=shoes", "Cette répartition n’existe pas"),
    ("equity", "known=hier", UNREADABLE),
    ("programme", "on=2026-02-30", UNREADABLE),
    ("programme/pacts", "on=2026-02-30", UNREADABLE),
    ("programme/series", "series=entries&known=hier", UNREADABLE),
    ("organisations-compared", "name=shoes", "Ce choix n’existe pas"),
    ("organisations-compared", "since=2026-05-01&until=2026-04-01", EXCHANGED),
    ("organisations-compared", "by=region&by=provider", "Ce choix n’existe pas"),
    ("totals", "on=2026-05-01&on=2026-04-01", TWICE),
    ("totals/reconciliation", "until=2026-05-01&until=2026-04-01", TWICE),
    ("success/completion", "by=sex&by=region", "Cette répartition n’existe pas"),
    ("programme", "extended=maybe", "Le programme n’a pas cette fin"),
    ("programme/series", "series=entries&year=abcd", "n’a rien pour cette année"),
    ("programme/series", "series=entries&year=2026&year=2025", "n’a rien pour cette année"),
]


@pytest.fixture
def nation(client_of, make_account, clock):
    import_series(operator(clock), SERIES)
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.mark.parametrize(("page", "query", "said"), WRONG)
def test_a_file_is_refused_where_its_page_says_what_is_wrong(nation, page, query, said):
    for shape in ("csv", "xlsx", "json"):
        answer = nation.get(f"/supervisor/{page}.{shape}?{query}")
        assert answer.status_code == 302, shape
    html = nation.get(answer.location).get_data(as_text=True)
    assert said in html
    assert (UNREADABLE in html) == (said == UNREADABLE), "no other fault is told than the one there is"


def test_a_day_said_twice_alike_is_one_day(nation):
    answer = nation.get("/supervisor/totals?on=2026-05-01&on=2026-05-01&on=")
    assert TWICE not in answer.get_data(as_text=True)


def test_nothing_of_the_question_leads_elsewhere(nation):
    asked = "on=abc&endpoint=x&_external=1&_scheme=javascript&_anchor=x&_method=POST&name=%0d%0aX: y"
    answer = nation.get(f"/supervisor/totals.csv?{asked}")
    assert answer.status_code == 302
    assert answer.location.startswith("/supervisor/totals?on=abc&endpoint=x&")
    assert nation.get(answer.location).status_code == 200


@pytest.mark.parametrize("table", ["flow", "curve"])
def test_so_are_the_two_tables_of_a_cohort(nation, table):
    answer = nation.get(f"/supervisor/cohorts/{table}.csv?start=shoes")
    assert answer.status_code == 302
    assert "Ce choix n’existe pas" in nation.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ("programme/open-data.zip?on=garbage", "/supervisor/programme?on=garbage"),
        ("programme/open-data.zip?known=2031-01-01", "/supervisor/programme?known=2031-01-01"),
        ("programme/series.csv?series=entries&year=1999", "/supervisor/programme/series?series=entries&year=1999"),
    ],
)
def test_nor_is_there_an_archive_or_another_year(nation, file, page):
    assert nation.get(f"/supervisor/{file}").location == page


def test_two_knowledges_are_compared_from_the_earlier_to_the_later(nation, make_account, people, clock):
    counsellor = make_account(Role.COUNSELLOR, email="nadia@example.org")
    clock.set("2026-04-10")
    people(counsellor, 30)
    clock.set("2026-06-15")
    people(counsellor, 12, given_name="Tardive")
    for known, versus in (("2026-06-15", "2026-06-14"), ("2026-06-14", "2026-06-15")):
        html = nation.get(f"/supervisor/totals?on=2026-03-31&known={known}&versus={versus}").get_data(as_text=True)
        assert "entre le 14 juin 2026 et le 15 juin 2026" in html
        assert "42 (+12)" in html


@pytest.mark.parametrize(
    ("page", "query", "field", "said"),
    [
        ("totals", "on=2030-01-01", "on", "Situation au"),
        ("success", "known=2031-01-01", "known", "Telle que connue le"),
        ("success", "since=hier", "since", "Premier jour de la période"),
        ("totals/reconciliation", "known_then=hier", "known_then", "Première situation, telle que connue le"),
    ],
)
def test_what_is_wrong_names_the_answer_to_mend(nation, page, query, field, said):
    html = nation.get(f"/supervisor/{page}?{query}").get_data(as_text=True)
    assert f'<li><a href="#{field}">{said}\xa0: ' in html


def test_a_refused_crossing_keeps_what_was_ticked(nation):
    for page, query in (
        ("totals", "by=region&by=sex"),
        ("totals", "by=region,%20sex"),
        ("publications/new", "by=region,sex"),
    ):
        html = nation.get(f"/supervisor/{page}?{query}").get_data(as_text=True)
        assert re.findall(r'name="by" value="(\w+)"[^>]* checked', html) == ["region", "sex"]

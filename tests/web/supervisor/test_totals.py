"""Totals on the page: two dates, masks, the lists behind the numbers, what later knowledge changed, the file."""

import csv
import io
import re
from html import unescape as html_unescaped
from urllib.parse import parse_qsl, urlsplit

import pytest

from parcours_app.models import Organisation
from parcours_app.queries.totals import totals, withheld_from
from parcours_app.scope import Viewer
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.web.supervisor.test_team import text
from workflows.engine import Role

URL = "/supervisor/totals"


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


def test_the_page_says_its_two_dates_its_definition_and_its_rules(nation, nadia, people):
    people(nadia, 12)
    page = text(nation.get(URL))
    assert "Totaux du programme 12 personnes" in page
    assert "Situation au 15 juin 2026, telle que connue le 15 juin 2026" in page
    assert "Définition : totaux du programme, version 1." in page
    assert "Une personne est comptée une seule fois" in page


def test_small_counts_are_masked_and_open_nothing(nation, nadia, people):
    people(nadia, 10)
    html = nation.get(URL).get_data(as_text=True)
    assert "masqué" in html
    assert "/supervisor/totals/cases" not in html
    refused = nation.get("/supervisor/totals/cases?measure=persons&by=region,stage&at_region=32&at_stage=referred")
    assert refused.status_code == 404


def test_a_number_opens_as_many_cases(nation, nadia, people):
    walks = people(nadia, 11)
    html = nation.get(URL).get_data(as_text=True)
    url = re.search(r'href="(/supervisor/totals/cases[^"]+)">11<', html).group(1).replace("&amp;", "&")
    listed = nation.get(url).get_data(as_text=True)
    assert set(re.findall(r'href="/supervisor/cases/([\w-]{36})"', listed)) == {walk.case_id for walk in walks}
    assert "Canari" not in listed


def test_regions_go_down_and_stages_across_with_their_sums(nation, nadia, people):
    for walk in people(nadia, 24)[:11]:
        walk.orient("2026-03-10", "2026-04-01")
    page = text(nation.get(URL))
    assert "Région de résidence À orienter Entre deux étapes Ensemble" in page
    assert "Hauts-de-France 13 11 24" in page


def test_every_number_of_the_crossed_table_opens_as_many_cases(nation, nadia, people):
    for walk in people(nadia, 24)[:11]:
        walk.orient("2026-03-10", "2026-04-01")
    html = nation.get(URL).get_data(as_text=True)
    links = set(re.findall(r'href="(/supervisor/totals/cases[^"]+measure=persons[^"]*)">(\d+)<', html))
    assert sorted(int(number) for _url, number in links) == [11, 11, 13, 13, 24, 24]
    for url, number in links:
        listed = nation.get(url.replace("&amp;", "&")).get_data(as_text=True)
        assert len(set(re.findall(r'href="/supervisor/cases/([\w-]{36})"', listed))) == int(number), url


def test_the_situation_of_a_past_day_as_then_known(nation, nadia, people, clock):
    clock.set("2026-04-01")
    people(nadia, 11, opened="2026-02-02")
    clock.set("2026-06-15")
    people(nadia, 12, opened="2026-02-03", given_name="Tardive")
    assert "23 personnes" in text(nation.get(f"{URL}?on=2026-03-01"))
    assert "11 personnes" in text(nation.get(f"{URL}?on=2026-03-01&known=2026-05-01"))
    assert "Totaux du programme 0 personne " in text(nation.get(f"{URL}?on=2026-03-01&known=2026-03-01"))


def test_what_was_learnt_between_two_days_is_evident(nation, nadia, people, clock):
    clock.set("2026-04-01")
    people(nadia, 11, opened="2026-02-02")
    clock.set("2026-06-15")
    people(nadia, 12, opened="2026-02-03", given_name="Tardive")
    page = text(nation.get(f"{URL}?on=2026-03-01&known=2026-06-15&versus=2026-05-01"))
    assert "Ce que l’on a appris entre le 1er mai 2026 et le 15 juin 2026" in page
    assert "Toutes les personnes 11 23 (+12)" in page
    same = text(nation.get(f"{URL}?on=2026-03-01&known=2026-06-15&versus=2026-06-15"))
    assert "Rien n’a changé" in same


def test_a_count_masked_on_one_side_is_not_said_to_have_changed(nation, nadia, people, clock):
    """Its mask may be all that moved, and what it was would be told beside what it is."""
    clock.set("2026-04-10")
    walks = [*people(nadia, 3, opened="2026-02-02"), *people(nadia, 27, opened="2026-02-02", given_name="Autre")]
    clock.set("2026-06-15")
    for walk in walks[:3]:
        walk.orient("2026-02-10", "2026-02-20")
    page = text(nation.get(f"{URL}?on=2026-02-15&known=2026-06-15&versus=2026-05-01&by=stage"))
    assert "Ce que l’on a appris entre le 1er mai 2026 et le 15 juin 2026" in page
    assert "Aucun chiffre montré aux deux dates n’a changé." in page
    assert "Rien n’a changé" not in page


def test_the_sums_are_compared_where_every_row_is_masked(nation, one_recorded_late):
    one_recorded_late()
    page = text(nation.get(f"{URL}?on=2026-03-31&known=2026-06-15&versus=2026-05-01&by=sex"))
    assert "Ensemble 12 12 12" in page
    assert "Toutes les entrées en formation 11 12 (+1)" in page
    assert "Toutes les personnes formées 11 12 (+1)" in page
    assert "n’a changé" not in page


def test_a_comparison_leads_to_the_corrections_behind_it(nation, one_recorded_late):
    one_recorded_late()
    html = nation.get(f"{URL}?on=2026-03-31&known=2026-06-15&versus=2026-05-01&by=sex").get_data(as_text=True)
    url = html_unescaped(re.search(r'href="([^"]+)"[^>]*>\s*Les corrections à l’origine', html).group(1))
    assert dict(parse_qsl(urlsplit(url).query)) == {
        "since": "2026-03-31",
        "until": "2026-03-31",
        "known_then": "2026-05-01",
        "known": "2026-06-15",
    }
    page = text(nation.get(url))
    assert "31 mars 2026" in page
    assert "échangez" not in page


def test_a_list_of_entries_says_how_many_each_person_has(nation, nadia, people):
    walks = people(nadia, 11, birth_date="2000-05-17")
    for walk in walks:
        walk.orient("2026-03-03", "2026-03-10").prescribe("qualification", "2026-03-10", "2026-03-20", "2026-09-20")
        walk.start("qualification", "2026-03-20")
    page = nation.get(f"{URL}/cases?measure=entries&by=&on=2026-06-15").get_data(as_text=True)
    assert page.count('data-label="Entrées en formation" class="numeric">1</td>') == len(walks)
    assert "Entrées en formation" not in nation.get(f"{URL}/cases?measure=persons&by=").get_data(as_text=True)


def test_the_edges_of_a_crossed_table_are_compared_too(nation, nadia, people, clock):
    clock.set("2026-04-10")
    walks = people(nadia, 30, opened="2026-02-02")
    clock.set("2026-06-15")
    people(nadia, 4, opened="2026-02-02", given_name="Tardive")
    for walk in walks[:4]:
        walk.orient("2026-02-10", "2026-02-20")
    page = text(nation.get(f"{URL}?on=2026-02-15&known=2026-06-15&versus=2026-05-01&by=region,stage"))
    assert "Hauts-de-France : personnes 30 34 (+4)" in page


def test_where_nobody_shows_nobody_trained_is_withheld(app, session, clock):
    """A line of persons trained may be withheld with its zeros; the zero of persons beside it tells them already."""
    simulate(Asked(60, 2, clock.today()))
    reader = Viewer(role=Role.SUPERVISOR, now=clock.now(), today=clock.today())
    found = totals(reader, clock.today(), clock.today(), ("year", "stage"))
    hidden = withheld_from(reader, clock.today(), clock.today()).cells(("year", "stage"), "trained")
    empty = [row for row in found.rows if row.persons == 0 and tuple(row.dimensions.values()) in hidden]
    assert [row.trained for row in empty] == [0] * len(empty) != []


def test_a_territory_sees_its_own_totals_only(office, nadia, make_account, people):
    people(nadia, 11)
    away = make_account(Role.COUNSELLOR, email="loin@example.org", organisation="Ailleurs", region="93")
    people(away, 12)
    assert "Totaux du programme 11 personnes" in text(office.get(URL))


def test_a_date_or_a_breakdown_that_cannot_be_read_is_said(nation):
    page = text(nation.get(f"{URL}?on=hier&by=names"))
    assert "Cette date est illisible : choisissez un jour dans le calendrier." in page
    assert "Cette répartition n’existe pas : choisissez dans la liste." in page


def test_more_breakdowns_than_can_be_read_are_refused_with_a_sentence(nation):
    page = text(nation.get(f"{URL}?by=region,year,public,stage,organisation,pact,sex"))
    assert "Trop de répartitions à la fois : choisissez-en six au plus." in page


@pytest.mark.parametrize("by", ["region,year,stage", "sex,level"])
def test_a_table_in_which_masked_counts_could_be_worked_out_is_refused_with_a_sentence(nation, by):
    assert "Choisissez une répartition, ou deux parmi région, année" in text(nation.get(f"{URL}?by={by}"))


def test_a_provider_counts_entries_and_persons_are_on_a_line_of_their_own(nation, nadia, people):
    for walk in people(nadia, 12):
        walk.orient("2026-03-10", "2026-04-01")
        walk.prescribe("qualification", "2026-04-01", "2026-04-08", "2026-09-30", funder="region")
        walk.start("qualification", "2026-04-08")
    page = text(nation.get(f"{URL}?by=provider"))
    assert re.search(r"Greta sans \w+ 12 sans", page)
    assert re.search(r"personnes, tous organismes de formation confondus 12 sans \w+ 12", page)
    assert re.search(r"Région sans \w+ 12 sans", text(nation.get(f"{URL}?by=funder")))


def test_nobody_counted_is_said(nation):
    assert "Personne n’est compté dans cette situation." in text(nation.get(URL))


@pytest.mark.parametrize(
    "by",
    [
        "",
        "region",
        "year,public",
        "organisation",
        "pact,stage",
        "sex",
        "level",
        "rqth",
        "provider",
        "funder",
    ],
)
def test_every_breakdown_is_a_page_and_a_file(nation, nadia, people, by):
    people(nadia, 12)
    page = nation.get(URL, query_string={"by": by})
    assert "12 personnes" in text(page)
    answer = nation.get("/supervisor/totals.csv", query_string={"by": by})
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert sum(int(row["persons"] or 0) for row in rows) == 12


def test_the_file_masks_like_the_page_and_runs_no_formula(nation, make_account, people, session):
    away = make_account(Role.COUNSELLOR, email="loin@example.org", organisation="=1+1", region="93")
    session.query(Organisation).filter_by(name="=1+1").one()
    people(away, 3)
    answer = nation.get("/supervisor/totals.csv?by=organisation,pact")
    body = answer.get_data().decode("utf-8-sig")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert not re.search(r"(^|;)[=+@-]", body, re.MULTILINE)
    (row,) = csv.DictReader(io.StringIO(body), delimiter=";")
    assert (row["persons"], row["masked"]) == ("", "true")


def test_the_last_line_adds_up_what_its_table_counts(nation, nadia, people):
    people(nadia, 12)
    for walk in people(nadia, 13, given_name="Entrante"):
        walk.orient("2026-03-10", "2026-04-01")
        walk.prescribe("qualification", "2026-04-01", "2026-04-08", "2026-09-30", funder="region")
        walk.start("qualification", "2026-04-08")
    page = text(nation.get(f"{URL}?by=stage"))
    assert "Ensemble 25 13 13" in page
    assert "<tfoot" not in nation.get(f"{URL}?by=").get_data(as_text=True)

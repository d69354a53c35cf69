"""The same figures by every way out: page, its three files, API as JSON, CSV and XLSX; masked alike for one viewer."""

import io
import json
import re
import zipfile
from datetime import date

import pytest

from parcours_app.scope import operator
from parcours_app.services.accounts import create_token
from parcours_app.services.imports import import_series
from parcours_app.writers import CSV_TYPE, XLSX_TYPE
from tests.copies import copies
from tests.outlets.reading import SHAPES
from workflows.engine import Role

COUNTS = {"persons", "entries", "trained", "numerator", "denominator", "open", "paused", "immature", "target", "count"}
# The page whose address takes a shape, the address of the API, what both are asked: they name a period, a series apart.
WAYS_OUT = [
    ("/supervisor/totals", "/totals", "on=2026-06-15&by=region,stage"),
    ("/supervisor/success/entries", "/indicators/entries", "{period}&by=sex"),
    ("/supervisor/totals/reconciliation", "/reconciliation", "since=2026-02-28&known_then=2026-06-15"),
    ("/supervisor/equity", "/equity", "{period}"),
    ("/supervisor/success/completion", "/indicators/completion", "{period}&on=2026-06-15"),
    ("/supervisor/programme", "/programme", "on=2026-06-15"),
    ("/supervisor/programme/pacts", "/pacts", "on=2021-12-31"),
    ("/supervisor/programme/series", "/series", "{series}&year=2026"),
    ("/supervisor/cohorts/flow", "/cohorts", "{period}"),
    ("/supervisor/cohorts/curve", "/cohorts", "{period}&table=curve&ending=qualification"),
    ("/supervisor/organisations-compared", "/funnels/loss_before_start", "{period}&name=loss_before_start"),
]
SAID = {
    "page": {"period": "since=2026-01-01&until=2026-06-30", "series": "series=entries"},
    "api": {"period": "from=2026-01-01&to=2026-06-30", "series": "series=entries"},
}
SERIES = b"series,year,month,value,unit,perimeter,source\nentries,2026,2,15217,entries,France,Dares\n"
ASKED = {"name", "version", "by", "from", "to", "since", "until", "on", "known", "start", "ending"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture
def nation(make_account):
    return make_account(Role.SUPERVISOR, email="nation@example.org")


@pytest.fixture
def trained(program, clock):
    """Twelve women and two men in a refresher, three people not yet oriented; a month of an outside series."""
    for sex, number in (("f", 12), ("m", 2)):
        case, _episode = program.in_refresher(person=program.person(given_name=f"Awa {sex}", sex=sex))
        copies(case["id"], number - 1)
    copies(program.case(person=program.person(given_name="Jo"))["id"], 2)
    import_series(operator(clock), SERIES)


@pytest.fixture
def browser(client_of, nation):
    return client_of(nation)


@pytest.fixture
def call(app, nation, clock):
    """call(path, **headers): the API as the same supervisor; the answer."""
    token = create_token(nation.email, clock.now())

    def get(path, **headers):
        headers = {"Authorization": f"Bearer {token}", **headers}
        return app.test_client(use_cookies=False).get(f"/api/v1{path}", headers=headers)

    return get


def from_csv(content):
    return [tidy(row) for row in SHAPES["csv"](content)]


def from_xlsx(content):
    return [tidy(row) for row in cells(content)]


def cells(content):
    """The cells of a workbook as a spreadsheet holds them; none is a formula."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(re.search(rb"<f[ >/]", parts.read(name)) for name in parts.namelist())
    return SHAPES["xlsx"](content)


def from_json(content, table="rows"):
    return [tidy(row) for row in told_in(content, table)]


def told_in(content, table):
    """The rows of a document; a cohort has two tables, and says where a stage leads to in one of them only in JSON."""
    document = json.loads(content)
    rows = document.get(table, document.get("rows"))
    return [{name: value for name, value in row.items() if name != "moved"} for row in rows]


def tidy(row):
    """A row as anybody understands it: numbers as numbers, nothing as nothing."""
    return {name: meant(value) for name, value in row.items()}


def meant(value):
    if value in ("", None):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if str(value).lower() in ("true", "false"):
        return str(value).lower() == "true"
    try:
        return float(value)
    except ValueError:
        return value


@pytest.mark.parametrize(("page", "path", "query"), WAYS_OUT)
def test_every_way_out_tells_the_same_rows(browser, call, trained, page, path, query):
    on_page, asked = (query.format(**SAID[reader]) for reader in ("page", "api"))
    table = page.rpartition("/")[2]
    book = browser.get(f"{page}.xlsx?{on_page}").get_data()
    api = call(f"{path}?{asked}").get_data()
    told = {
        "page csv": from_csv(browser.get(f"{page}.csv?{on_page}").get_data()),
        "page xlsx": from_xlsx(book),
        "api csv": from_csv(call(f"{path}?{asked}&format=csv").get_data()),
        "api xlsx": from_xlsx(call(f"{path}?{asked}", Accept=XLSX_TYPE).get_data()),
    }
    first = from_json(api, table)
    assert first
    assert set(told["page csv"][0]) - set(first[0]) <= ASKED, "said once in a document, in every row of a file"
    assert browser.get(f"{page}.json?{on_page}").json == json.loads(api)
    for way, rows in told.items():
        assert [{name: row[name] for name in first[0]} for row in rows] == first, way
    for row, cell in zip(told_in(api, table), cells(book), strict=True):
        assert {name: cell[name] for name in row} == {name: held(value) for name, value in row.items()}


def held(value):
    """A value of a document as a workbook holds it: a number, a date, an empty cell."""
    if value is None:
        return ""
    return date.fromisoformat(value) if DAY.fullmatch(str(value)) else value


@pytest.mark.parametrize(("page", "path", "query"), WAYS_OUT[:4])
def test_what_is_masked_is_nowhere(call, trained, page, path, query):
    rows = from_json(call(f"{path}?{query.format(**SAID['api'])}").get_data())
    assert any(row["masked"] for row in rows)
    shown = [row[name] for row in rows for name in COUNTS & set(row) if row[name] is not None]
    assert not [count for count in shown if 0 < count < 11]


def test_the_api_chooses_by_what_is_accepted_and_answers_json_otherwise(call, trained):
    assert call("/totals").mimetype == "application/json"
    assert call("/totals", Accept=CSV_TYPE).mimetype == CSV_TYPE
    assert call("/totals", Accept=XLSX_TYPE).mimetype == XLSX_TYPE
    assert call("/totals", Accept="*/*").mimetype == "application/json"
    assert call("/totals", Accept="image/png").mimetype == "application/json"
    assert call("/totals?format=csv", Accept=XLSX_TYPE).mimetype == CSV_TYPE
    refused = call("/totals?format=pdf")
    assert refused.status_code == 422
    assert refused.json["reasons"][0]["explanation"] == "«\xa0format\xa0» est à choisir parmi\xa0: json, csv, xlsx."


def test_the_whole_register_is_one_file(browser, call, trained):
    here = from_csv(browser.get("/supervisor/success.csv?since=2026-01-01&on=2026-06-15").get_data())
    assert here == from_csv(call("/indicators?on=2026-06-15&format=csv").get_data())
    assert len(here) > 20

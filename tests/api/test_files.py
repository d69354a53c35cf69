"""The same figures by every way out: page, its three files, API as JSON, CSV and XLSX; masked alike for one viewer."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from parcours_app.services.accounts import create_token
from parcours_app.writers import CSV_TYPE, XLSX_TYPE
from tests.copies import copies
from workflows.engine import Role

COUNTS = {"persons", "entries", "trained", "numerator", "denominator", "open", "paused", "immature", "target"}
WAYS_OUT = [
    ("/supervisor/totals", "/totals", "on=2026-06-15&by=region,stage"),
    ("/supervisor/success/entries", "/indicators/entries", "on=2026-06-15&by=sex"),
    ("/supervisor/success/completion", "/indicators/completion", "on=2026-06-15"),
    ("/supervisor/programme", "/programme", "on=2026-06-15"),
]


@pytest.fixture
def nation(make_account):
    return make_account(Role.SUPERVISOR, email="nation@example.org")


@pytest.fixture
def trained(program):
    """Twelve women and two men in a refresher, three people not yet oriented: counts to show and counts to mask."""
    for sex, number in (("f", 12), ("m", 2)):
        case, _episode = program.in_refresher(person=program.person(given_name=f"Awa {sex}", sex=sex))
        copies(case["id"], number - 1)
    copies(program.case(person=program.person(given_name="Jo"))["id"], 2)


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
    return [tidy(row) for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")]


def from_xlsx(content):
    header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [tidy(dict(zip(header, row, strict=True))) for row in rows]


def from_json(content):
    return [tidy(row) for row in json.loads(content)["rows"]]


def tidy(row):
    """A row as anybody understands it: numbers as numbers, nothing as nothing; what was asked is left out."""
    asked = {"name", "version", "from", "to", "on", "known"}
    return {name: meant(value) for name, value in row.items() if name not in asked}


def meant(value):
    if value in ("", None):
        return None
    if str(value).lower() in ("true", "false"):
        return str(value).lower() == "true"
    try:
        return float(value)
    except ValueError:
        return value


@pytest.mark.parametrize(("page", "path", "query"), WAYS_OUT)
def test_every_way_out_tells_the_same_rows(browser, call, trained, page, path, query):
    told = {
        "page csv": from_csv(browser.get(f"{page}.csv?{since(page)}{query}").get_data()),
        "page xlsx": from_xlsx(browser.get(f"{page}.xlsx?{since(page)}{query}").get_data()),
        "page json": from_json(browser.get(f"{page}.json?{since(page)}{query}").get_data()),
        "api json": from_json(call(f"{path}?{query}").get_data()),
        "api csv": from_csv(call(f"{path}?{query}&format=csv").get_data()),
        "api xlsx": from_xlsx(call(f"{path}?{query}", Accept=XLSX_TYPE).get_data()),
    }
    first = told["api json"]
    assert first
    for way, rows in told.items():
        assert rows == first, way


def since(page):
    """The API counts the year of the day, the page the year before too: both are asked for the same."""
    return "since=2026-01-01&" if "success" in page else ""


@pytest.mark.parametrize(("page", "path", "query"), WAYS_OUT[:2])
def test_what_is_masked_is_nowhere(call, trained, page, path, query):
    rows = from_json(call(f"{path}?{query}").get_data())
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
    assert call("/totals?format=pdf").status_code == 422


def test_the_whole_register_is_one_file(browser, call, trained):
    here = from_csv(browser.get("/supervisor/success.csv?since=2026-01-01&on=2026-06-15").get_data())
    assert here == from_csv(call("/indicators?on=2026-06-15&format=csv").get_data())
    assert len(here) > 20

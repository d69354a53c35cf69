"""A definition that changed: the one before is computed for any day beside the one that holds now, on every way out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from parcours_app.extensions import db
from parcours_app.jobs.figures import Preparer
from tests.outlets import lives
from tests.outlets.conftest import TODAY
from tests.outlets.test_four_outlets import PERIOD
from workflows.indicators import REGISTER, VERSIONS, earlier

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
# What the rate was before anybody thought of who is still running: of all that started.
NAIVE = replace(
    REGISTER["completion"],
    version=0,
    definition="Of all the trainings started, the share that went to the end.",
    denominator="Trainings started",
    out_of=lambda _unit: True,
)
QUERY = "&".join(f"{name}={value}" for name, value in PERIOD.items())


@pytest.fixture
def lived(office, clock, monkeypatch):
    monkeypatch.setitem(VERSIONS, "completion@0", NAIVE)
    clock.set(TODAY)
    lives.worked_example(office("Exemple"))
    db.session.commit()


def test_both_are_computed_for_the_same_day_on_every_way_out(lived, outlets):
    now = outlets.indicators(["completion"], **PERIOD)
    assert {table["completion", "Exemple"][:3] for table in now.values()} == {(9, 13, Decimal("69.2"))}
    program, browser = outlets.program, outlets.browser
    before = program.get(f"/indicators/completion@0?{QUERY}").json
    assert (before["name"], before["version"], before["definition"]) == ("completion", 0, NAIVE.definition)
    assert [(row["numerator"], row["denominator"], row["rate"]) for row in before["rows"]] == [(9, 17, 52.9)]
    page = browser.get(f"/supervisor/success/completion@0?{QUERY}").get_data(as_text=True)
    assert NAIVE.definition in page
    assert "completion, version 0" in page
    assert earlier(REGISTER["completion"]) == ["completion@0"]
    assert "completion@0" in browser.get(f"/supervisor/success/completion?{QUERY}").get_data(as_text=True)
    assert b";52.9;" in browser.get(f"/supervisor/success/completion@0.csv?since=2018-01-01&{QUERY}").data
    assert program.get("/indicators/completion@1").json["version"] == 1
    assert program.get("/indicators/completion@7").status_code == 404


def test_what_is_prepared_holds_both(lived, outlets, app, clock, monkeypatch):
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 0)
    assert outlets.program.get(f"/indicators/completion@0?{QUERY}").status_code == 202
    while Preparer(app, clock).pass_once():
        pass
    for name, of in (("completion@0", 17), ("completion", 13)):
        answer = outlets.program.get(f"/indicators/{name}?{QUERY}")
        assert (answer.status_code, answer.json["rows"][0]["denominator"]) == (200, of), name

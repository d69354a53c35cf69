"""The naive figures are worth something: they know nothing of the application, and disagree when it is wrong."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest

import workflows.totals
from parcours_app.journal import counting
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force import naive_totals
from tests.brute_force.questions import UNTIL, answers, corrected, naive, seeded
from tests.brute_force.test_indicators import differing
from workflows.episode import Kind
from workflows.fields import FIELDS
from workflows.indicators import gaps, leavings, trainings

APPEND = counting.append_deltas


def lose_a_delta(session, case, entry, found):
    APPEND(session, case, entry, found[1:])


BUGS = {
    "refreshers are not entries": (workflows.totals, "TRAINING", (Kind.QUALIFICATION,)),
    "a delta is lost": (counting, "append_deltas", lose_a_delta),
}


BUGS_OF_INDICATORS = {
    "judged before the tolerance": (trainings, "TOLERANCE", timedelta(0), {"completion", "dropout"}),
    "a return may take longer": (leavings, "RETURN_MONTHS", 24, {"returns"}),
    "every end was booked": (gaps, "is_booked_ahead", lambda _seam: True, {"booked_ahead"}),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_makes_the_two_disagree(session, clock, monkeypatch, bug):
    monkeypatch.setattr(*BUGS[bug])
    simulate(Asked(20, seed=20, until=UNTIL))
    corrected(clock, seeded(5), 10)
    days = [(UNTIL, clock.today())]
    assert answers(clock, days) != naive(days)


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_bug_planted_in_the_units_makes_the_indicators_disagree(session, clock, monkeypatch):
    simulate(Asked(60, seed=41, until=UNTIL))
    question = (date(2024, 6, 1), clock.today(), date(2018, 1, 1), UNTIL, ("region", "sex"))
    assert differing(clock, [question]) == {}
    for module, name, wrong, codes in BUGS_OF_INDICATORS.values():
        with monkeypatch.context() as planted:
            planted.setattr(module, name, wrong)
            assert codes <= {code for _question, code, _by in differing(clock, [question])}


def test_the_naive_totals_tell_a_move_that_changes_something_from_one_that_does_not():
    assert {"admit", "pause"} <= naive_totals.NEUTRAL
    source = Path(naive_totals.__file__).read_text(encoding="utf-8")
    assert [move for move in FIELDS if f'"{move}"' not in source] == []


def test_the_naive_totals_import_nothing_of_the_application():
    tree = ast.parse(Path(naive_totals.__file__).read_text(encoding="utf-8"))
    modules = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.partition(".")[0] for module in modules} == {
        "collections",
        "datetime",
        "json",
        "sqlalchemy",
        "zoneinfo",
    }

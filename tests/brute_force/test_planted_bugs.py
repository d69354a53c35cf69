"""The naive totals are worth something: they know nothing of the application, and disagree with it when it is wrong."""

import ast
from pathlib import Path

import pytest

import workflows.totals
from parcours_app.journal import counting
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force import naive_totals
from tests.brute_force.questions import UNTIL, answers, corrected, naive, seeded
from workflows.episode import Kind
from workflows.fields import FIELDS

APPEND = counting.append_deltas


def lose_a_delta(session, case, entry, found):
    APPEND(session, case, entry, found[1:])


BUGS = {
    "refreshers are not entries": (workflows.totals, "TRAINING", (Kind.QUALIFICATION,)),
    "a delta is lost": (counting, "append_deltas", lose_a_delta),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_makes_the_two_disagree(session, clock, monkeypatch, bug):
    monkeypatch.setattr(*BUGS[bug])
    simulate(Asked(20, seed=20, until=UNTIL))
    corrected(clock, seeded(5), 10)
    days = [(UNTIL, clock.today())]
    assert answers(clock, days) != naive(days)


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

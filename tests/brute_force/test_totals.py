"""The folded totals against the naive ones, on simulated people and retroactive corrections; and seen to disagree."""

import ast
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

import workflows.totals
from parcours_app.extensions import db
from parcours_app.journal import counting
from parcours_app.models import Case, EntryRow
from parcours_app.queries.reconcile import differences
from parcours_app.queries.totals import totals
from parcours_app.scope import operator
from parcours_app.services.corrections import CorrectionRequest, Superseded, correct
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force import naive_totals
from workflows.engine import Refused
from workflows.episode import Kind

PEOPLE, CORRECTIONS = 60, 200
UNTIL = date(2026, 4, 30)
QUESTIONS = (
    (),
    ("region", "stage"),
    ("year", "public"),
    ("organisation", "pact"),
    ("region", "year", "stage", "public"),
)


@pytest.fixture
def simulated(session, clock):
    simulate(Asked(PEOPLE, seed=20, until=UNTIL))
    db.session.rollback()


def seeded(seed):
    return random.Random(seed)  # noqa: S311 - repeatable, so that a failure comes back


def ten_days(rng, last):
    """Ten (D, K): what was the case on D, as known on K, some of them before or after each other."""
    first = date(2019, 1, 1)
    days = [first + timedelta(days=rng.randrange((last - first).days)) for _ in range(18)]
    return [(last, last), *zip(days[:9], days[9:], strict=True)]


def folded(clock, on, known, by):
    answer = totals(operator(clock), on, known, by)
    rows = {tuple(row.dimensions[name] for name in by): (row.persons, row.entries, row.trained) for row in answer.rows}
    assert sum(persons for persons, _entries, _trained in rows.values()) == answer.total
    return {key: counts for key, counts in rows.items() if any(counts)}


def answers(clock, days):
    return {(on, known, by): folded(clock, on, known, by) for on, known in days for by in QUESTIONS}


def naive(days):
    people = naive_totals.read_entries(db.session.connection())
    return {(on, known, by): naive_totals.totals(people, on, known, by) for on, known in days for by in QUESTIONS}


def corrected(clock, rng, how_many):
    """Correct entries drawn at random: another day, or void; those the rules refuse do not count."""
    done = tried = 0
    entries = db.session.execute(select(EntryRow.case_id, EntryRow.id, EntryRow.effective_on, EntryRow.seq)).all()
    while done < how_many:
        tried += 1
        assert tried < 60 * how_many, "the rules refuse nearly every correction"
        case_id, entry, day, seq = rng.choice(entries)
        moved = min(day + timedelta(days=rng.randrange(-20, 21)), UNTIL)
        void = rng.random() < 0.3 and seq > 1
        request = CorrectionRequest(entry, "essai", None if void else moved, void=void)
        clock.advance(minutes=1)
        try:
            correct(operator(clock), case_id, request)
        except (Refused, Superseded):
            db.session.rollback()
        else:
            done += 1
    return tried


def test_the_folded_totals_are_the_naive_ones_for_ten_days_as_known_on_ten_days(simulated, clock):
    days = ten_days(seeded(3), UNTIL)
    asked = answers(clock, days)
    assert asked == naive(days)
    assert asked[UNTIL, UNTIL, ()][()][0] == db.session.query(Case.person_id).filter(Case.counts).distinct().count()


def test_retroactive_corrections_change_no_earlier_answer_and_later_ones_are_the_naive_ones(simulated, clock):
    rng = seeded(4)
    days = ten_days(rng, UNTIL)
    before = answers(clock, days)
    corrected(clock, rng, CORRECTIONS)
    assert answers(clock, days) == before
    later = [(on, clock.today()) for on, _known in days]
    after = answers(clock, later)
    assert after == naive(later)
    assert after != {(on, clock.today(), by): before[on, known, by] for on, known in days for by in QUESTIONS}
    assert list(differences()) == []


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

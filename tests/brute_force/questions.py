"""The same questions asked of the application and of the naive replay, and corrections drawn to disturb the answers."""

import os
import random
from datetime import date, timedelta

from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import EntryRow
from parcours_app.queries.totals import totals
from parcours_app.scope import operator
from parcours_app.services.corrections import CorrectionRequest, Superseded, correct
from tests.brute_force import naive_totals
from workflows.engine import Refused

UNTIL = date(2026, 4, 30)
DAYS = int(os.environ.get("PARCOURS_BRUTE_FORCE_DAYS", "10"))
QUESTIONS = (
    (),
    ("region", "stage"),
    ("year", "public"),
    ("organisation", "pact"),
    ("region", "year", "stage", "public"),
    ("sex", "age", "level"),
    ("qpv", "rqth", "region"),
    ("provider", "funder"),
)


def seeded(seed):
    return random.Random(seed)  # noqa: S311 - repeatable, so that a failure comes back


def drawn_days(rng, last):
    """Ten (D, K), or as many as asked: what was the case on D, as known on K, some before or after each other."""
    first = date(2019, 1, 1)
    days = [first + timedelta(days=rng.randrange((last - first).days)) for _ in range(2 * (DAYS - 1))]
    return [(last, last), *zip(days[: DAYS - 1], days[DAYS - 1 :], strict=True)]


def answers(clock, days):
    """What the application says: {(D, K, by): {values: counts}}."""
    return {(on, known, by): folded(clock, on, known, by) for on, known in days for by in QUESTIONS}


def folded(clock, on, known, by):
    answer = totals(operator(clock), on, known, by)
    rows = {tuple(row.dimensions[name] for name in by): (row.persons, row.entries, row.trained) for row in answer.rows}
    assert sum(persons for persons, _entries, _trained in rows.values()) == answer.total
    return {key: counts for key, counts in rows.items() if any(counts)}


def place(row, by):
    """The values a row of an indicator stands for."""
    return tuple(row.dimensions[name] for name in by)


def figures(row):
    """All that a row of an indicator says."""
    counts = (row.numerator, row.denominator, row.rate, row.open, row.paused, row.immature)
    return (*counts, dict(row.details))


def naive(days):
    """What a replay by hand says: each situation is replayed once, then counted every way."""
    people = naive_totals.read_entries(db.session.connection())
    found = {}
    for on, known in days:
        everybody = naive_totals.situation(people, on, known)
        found |= {(on, known, by): naive_totals.totals(everybody, by) for by in QUESTIONS}
    return found


def corrected(clock, rng, how_many):
    """Correct entries drawn at random: another day, or void; those the rules refuse do not count."""
    done = tried = 0
    entries = db.session.execute(
        select(EntryRow.case_id, EntryRow.id, EntryRow.effective_on, EntryRow.seq).order_by(EntryRow.id)
    ).all()
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

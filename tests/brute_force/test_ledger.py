"""The projected ledger of every simulated person against the naive one; PARCOURS_BRUTE_FORCE sets how many people."""

import ast
import os
from collections import defaultdict
from pathlib import Path

from sqlalchemy import text

import workflows.seams
from parcours_app.extensions import db
from parcours_app.queries.seam_filters import Filters
from parcours_app.queries.seam_list import all_seams
from parcours_app.scope import operator
from parcours_app.services.simulation import Asked, simulate
from tests.brute_force import naive_ledger, naive_totals
from tests.brute_force.questions import UNTIL, corrected, seeded

PEOPLE = int(os.environ.get("PARCOURS_BRUTE_FORCE", "120"))
COMPARED = ("after", "before", "since", "until", "cause", "not_a_gap", "ahead", "accepted")
LINES = """
SELECT c.person_id, s.case_id AS "case", s.after, s.before, s.since, s.until, s.cause, s.not_a_gap, s.ahead, s.accepted,
       s.days, s.net_days, s.seamless, s.n
FROM seams s JOIN cases c ON c.id = s.case_id
"""


def stored():
    """The lines the application keeps, by person, read with plain SQL."""
    found = defaultdict(list)
    for row in db.session.execute(text(LINES)).mappings():
        line = {name: row[name] for name in ("case", *COMPARED, "days", "net_days", "seamless")}
        for name in ("not_a_gap", "ahead", "accepted"):
            line[name] = bool(line[name])
        for name in ("since", "until"):
            line[name] = naive_totals.as_day(line[name]) if line[name] else None
        found[row["person_id"]].append(line)
    return found


def naive(on):
    """The lines a reader of the journal would write, by person."""
    found = {}
    for person, cases in naive_totals.read_entries(db.session.connection()).items():
        held = {key: naive_totals.standing_entries(entries, on, on) for key, entries in cases.items()}
        found[person] = naive_ledger.ledger([naive_ledger.lived(key, entries) for key, entries in held.items()], on)
    return found


def plain(line):
    """What both say of a line; the days of what is over, as those of an open gap depend on who asks when."""
    told = tuple(line[name] for name in ("case", *COMPARED))
    over = line["until"] is not None
    seamless = line["seamless"] if line["seamless"] is None else bool(line["seamless"])
    return (*told, line["days"] if over else None, line["net_days"] if over else None, seamless if over else None)


def key(line):
    return (line[3], line[1], line[7])


def differing(on):
    mine, theirs = naive(on), stored()
    return {
        person: (sorted(map(plain, lines), key=key), sorted(map(plain, theirs[person]), key=key))
        for person, lines in mine.items()
        if sorted(map(plain, lines), key=key) != sorted(map(plain, theirs[person]), key=key)
    }


def test_the_ledger_of_every_person_is_the_naive_one_before_and_after_corrections(session, clock):
    simulate(Asked(PEOPLE, seed=31, until=UNTIL))
    db.session.rollback()
    assert differing(clock.today()) == {}
    assert sum(map(len, naive(clock.today()).values())) > PEOPLE
    corrected(clock, seeded(6), 60)
    assert differing(clock.today()) == {}


def test_the_days_of_open_gaps_are_the_naive_ones_on_the_day_they_are_read(session, clock):
    simulate(Asked(60, seed=32, until=UNTIL))
    today = clock.today()
    listed = {line.seam.after: line.seam for line in all_seams(operator(clock), Filters())}
    for lines in naive(today).values():
        for line in lines:
            if not line["ahead"] and line["after"] in listed:
                seam = listed[line["after"]]
                told = (line["days"], line["net_days"], line["seamless"])
                assert (seam.days, seam.net_days, seam.seamless) == told, line


def test_a_planted_bug_makes_the_two_disagree(session, clock, monkeypatch):
    monkeypatch.setattr(workflows.seams, "paused_days", lambda *_given: 1)
    simulate(Asked(40, seed=31, until=UNTIL))
    db.session.rollback()
    assert differing(clock.today())


def test_the_naive_ledger_imports_nothing_of_the_application():
    tree = ast.parse(Path(naive_ledger.__file__).read_text(encoding="utf-8"))
    assert {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} == {"datetime"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]

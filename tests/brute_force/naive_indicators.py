"""The indicators, computed again the slow and simple way from the entries, one person after the other.

A second author's reading of the register. It imports nothing of the application: an indicator added there and not here
turns the comparison red.
"""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby

from sqlalchemy import text

from tests.brute_force import naive_totals
from tests.brute_force.naive_stories import story
from tests.brute_force.naive_units import units_of

QUERY = """
SELECT c.person_id, e.case_id, e.seq, e.id, e.move, e.effective_on, e.recorded_at, e.data, e.supersedes, e.void
FROM entries e JOIN cases c ON c.id = e.case_id ORDER BY c.person_id, e.case_id, e.seq
"""


def yes(unit):
    return unit["state"] == "yes"


def judged(unit):
    return unit["state"] in ("yes", "no")


def followed(unit):
    return unit["detail"] in ("within", "within_net", "beyond")


def says(*details):
    return lambda unit: unit["detail"] in details


def gave_up(unit):
    return unit["state"] == "no" and unit["detail"].startswith("dropped_out:")


def left_for_a_job(unit):
    return unit["state"] == "no" and unit["detail"].endswith(":employment")


# code: (what is made of the units, which units, those of the numerator, those of the denominator)
DEFINITIONS = {
    "entries": ("count", "entries", yes, None),
    "persons": ("persons", "entries", yes, None),
    "stock_during": ("count", "entries", yes, None),
    "stock_last_day": ("count", "entries", yes, None),
    "completion": ("share", "outcomes", yes, judged),
    "early_exit": ("share", "outcomes", lambda unit: unit["state"] == "no", judged),
    "dropout": ("share", "outcomes", gave_up, judged),
    "job_before_term": ("share", "outcomes", left_for_a_job, judged),
    "certification": ("share", "certifications", yes, judged),
    "partial_certification": ("share", "certifications", says("partial"), judged),
    "loss_before_start": ("share", "prescriptions", yes, judged),
    "complete_pathway": ("share", "pathway", yes, judged),
    "oriented_45": ("share", "oriented", yes, judged),
    "accompanied_30": ("share", "accompanied", yes, judged),
    "onward": ("share", "onward", yes, judged),
    "onward_certifying": ("share", "onward", lambda unit: yes(unit) and unit["detail"] == "certifying", judged),
    "seam_median": ("middle of days", "gaps", followed, None),
    "seam_median_net": ("middle of net", "gaps", followed, None),
    "seam_ninth_decile": ("ninth of days", "gaps", followed, None),
    "seam_ninth_decile_net": ("ninth of net", "gaps", followed, None),
    "seam_within_threshold": ("share", "gaps", says("within", "within_net"), followed),
    "seam_within_threshold_gross": ("share", "gaps", says("within"), followed),
    "seamless": ("share", "gaps", yes, followed),
    "never_followed": ("share", "gaps", says("never_followed"), lambda unit: unit["detail"] != ""),
    "booked_ahead": ("share", "ends", yes, judged),
    "access_6_months": ("share", "access", yes, judged),
    "employed_3_months": ("share", "held_3", yes, judged),
    "employed_6_months": ("share", "held_6", yes, judged),
    "employed_12_months": ("share", "held_12", yes, judged),
    "durable_p102": ("share", "P102", yes, judged),
    "durable_iae": ("share", "IAE", yes, judged),
    "returns": ("share", "returns", yes, judged),
}

TOLD_BY_MOTIVE = ("early_exit", "loss_before_start")


def answers(connection, questions):
    """{(D, K, first day, last day, dimensions): {(code, dimensions or none): {values: row}}}, people read once."""
    tables = {
        question: {(code, by): table(by) for code in DEFINITIONS for by in ((), question[4])} for question in questions
    }
    for cases in everybody(connection):
        units = {}
        for question, told in tables.items():
            on, known, since, until, _by = question
            if (on, known) not in units:
                units[on, known] = units_of(stories(cases, on, known), on)
            for (code, by), places in told.items():
                count(places, code, units[on, known], since, until, by)
    return {
        question: {key: finished_table(key[0], places) for key, places in told.items()}
        for question, told in tables.items()
    }


def tabled(code, people, since, until, by):
    """{values: row} of one indicator over the units of some people."""
    places = table(by)
    for units in people:
        count(places, code, units, since, until, by)
    return finished_table(code, places)


def everybody(connection):
    """The entries of one person after the other, by case: as many people as one likes, one in memory."""
    rows = connection.execute(text(QUERY), execution_options={"yield_per": 2000}).mappings()
    for _person, of_person in groupby(map(naive_totals.as_entry, rows), key=lambda entry: entry["person_id"]):
        cases = defaultdict(list)
        for entry in of_person:
            cases[entry["case_id"]].append(entry)
        yield cases


def stories(cases, on, known):
    """Her cases as they stood on a day, as known on a day, in order of their keys."""
    return [story(key, naive_totals.standing_entries(cases[key], on, known)) for key in sorted(cases)]


def count(places, code, units, since, until, by):
    how, family, counts, out_of = DEFINITIONS[code]
    wanted = [unit for unit in units[family] if belongs(code, unit, since, until)]
    if how == "persons":
        wanted = sorted(wanted, key=lambda unit: unit["on"])[:1]
    for unit in wanted:
        row = places[tuple(unit["about"][name] for name in by)]
        row["states"][unit["state"]] += 1
        row["denominator"] += bool(out_of and out_of(unit))
        if counts(unit):
            row["numerator"] += 1
            if code in TOLD_BY_MOTIVE:
                row["details"][unit["detail"]] += 1
            row["lengths"].append(unit.get(how.rpartition(" ")[2]))


def belongs(code, unit, since, until):
    if code == "stock_during":
        return unit["on"] <= until and (unit["until"] is None or since <= unit["until"])
    if code == "stock_last_day":
        return unit["on"] <= until and (unit["until"] is None or until <= unit["until"])
    return since <= unit["on"] <= until


def table(by):
    """A row for each place met, and one in any case where nothing is broken down."""
    return defaultdict(new_row) if by else defaultdict(new_row, {(): new_row()})


def new_row():
    return {"numerator": 0, "denominator": 0, "states": Counter(), "details": Counter(), "lengths": []}


def finished_table(code, places):
    return {place: finished(code, row) for place, row in places.items()}


def finished(code, row):
    """(numerator, denominator, rate, open, paused, early, details) of what was counted in one place."""
    how, states = DEFINITIONS[code][0], row["states"]
    below = row["denominator"] if how == "share" else row["numerator"]
    rate = percent(row["numerator"], below) if how == "share" else None
    if how.startswith("middle"):
        rate = middle(sorted(row["lengths"]))
    if how.startswith("ninth"):
        rate = ninth(sorted(row["lengths"]))
    details = {detail: n for detail, n in row["details"].items() if detail}
    return row["numerator"], below, rate, states["open"], states["paused"], states["early"], details


def percent(numerator, denominator):
    """To a tenth, halves up, in whole numbers all along; None out of nothing."""
    if denominator == 0:
        return None
    return Decimal((2000 * numerator + denominator) // (2 * denominator)) / 10


def middle(values):
    if not values:
        return None
    return Decimal(values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def ninth(values):
    """The first value that nine tenths of them, or more, do not go beyond."""
    for n, value in enumerate(values, 1):
        if 10 * n >= 9 * len(values):
            return Decimal(value)
    return None

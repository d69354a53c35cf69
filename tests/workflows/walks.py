"""Random walks: moves of the table with drawn data, recorded late and corrected, as people do.

A walk keeps what the rules accept and shrugs at what they refuse; it asserts nothing by itself.
"""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.workflows.case_builder import COUNSELLOR, NEEDS_REFRESHER, NO_REFRESHER, OPERATOR, SUPERVISOR, Case
from workflows.candidates import candidates, naming
from workflows.engine import Refused
from workflows.fields import LEAVE
from workflows.journal import holding
from workflows.pathway import MOVES, NATIONAL
from workflows.standing import Standing

STEPS = st.sampled_from([0, 0, 1, 2, 5, 15, 40, 100])
JOBS = st.sampled_from([None, {"contract": "cdi", "starts_on": "2022-06-01"}, {"contract": "cdd"}])
# The rarer a move in life, the rarer here; what ends everything hardly ever.
RARE = ("void", "merge", "leave", "redirect", "no_show", "cancel", "decline", "refuse", "no_place")
ONWARD = ("begin_orientation", "complete_orientation", "prescribe", "start", "complete", "drop_out", "reopen")


def _prescription(draw: Any, on: date) -> dict[str, Any]:
    start = on + timedelta(days=draw(st.integers(0, 60)))
    data = {
        "kind": draw(st.sampled_from(["refresher", "qualification"])),
        "planned_start": start.isoformat(),
        "planned_end": (start + timedelta(days=draw(st.integers(0, 120)))).isoformat(),
        "parallel": draw(st.booleans()),
    }
    if data["kind"] == "qualification" and draw(st.booleans()):
        data |= {"rncp": "RNCP1", "blocs": draw(st.lists(st.sampled_from(["B1", "B2", "B3"]), unique=True))}
    return data


def _needs(draw: Any, _on: date) -> dict[str, Any]:
    return draw(st.sampled_from([{"needs": NEEDS_REFRESHER}, {"needs": NO_REFRESHER, "reason": "CléA in hand."}]))


def _settlement(draw: Any, _on: date) -> dict[str, Any]:
    return draw(st.sampled_from([{"cause": "funding"}, {"not_a_gap": True, "reason": "Planned leave."}]))


DRAWN = {
    "prescribe": _prescription,
    "complete_orientation": _needs,
    "record_result": lambda draw, _on: {
        "result": draw(st.sampled_from(["full", "partial", "none", "absent"])),
        "blocs": draw(st.sampled_from([["B1"], ["B1", "B2"]])),
    },
    "pause": lambda draw, on: {"until": (on + timedelta(days=draw(st.integers(0, 30)))).isoformat()},
    "redirect": lambda draw, _on: {"decision": draw(st.sampled_from(["accepted", "denied"]))},
    "settle_seam": _settlement,
    "leave": lambda draw, _on: {"motive": draw(st.sampled_from(LEAVE)), "job": draw(JOBS)},
    "check_employment": lambda draw, _on: {"at_months": draw(st.sampled_from([3, 6, 12]))},
}


def is_open(case: Case, standing: Standing, move: str, on: date) -> bool:
    """Whether no guard is unmet, the likeliest episode supposed."""
    episodes = candidates(standing, move)
    attempt = case.attempt(move, on, {str(naming(move)): episodes[0].id} if episodes else {}, OPERATOR)
    return all(check.met is not False for check in NATIONAL.checks(standing, attempt))


def possible(case: Case, standing: Standing, on: date, *, open_only: bool) -> list[str]:
    """The moves to draw from, the likelier in life the more often; now and then one that is not open."""
    names = [move.name for move in MOVES if standing.stage in move.sources]
    names = [name for name in names if not open_only or is_open(case, standing, name, on)]
    return [name for name in names for _ in range(1 if name in RARE else 6 if name in ONWARD else 2)]


def _data(draw: Any, standing: Standing, move: str, on: date) -> dict[str, Any]:
    data = DRAWN[move](draw, on) if move in DRAWN else {}
    if episodes := candidates(standing, move):
        data[str(naming(move))] = draw(st.sampled_from(episodes)).id
    return {key: value for key, value in data.items() if value is not None}


def step(draw: Any, case: Case, on: date, recorded: date) -> bool:
    """Try one move on a day; whether the rules took it."""
    standing = case.standing(on=on)
    moves = possible(case, standing, on, open_only=draw(st.sampled_from([True, True, True, False])))
    if not moves:
        return False
    move = draw(st.sampled_from(moves))
    by = SUPERVISOR if move in ("void", "merge") else draw(st.sampled_from([COUNSELLOR, COUNSELLOR, OPERATOR]))
    try:
        data = _data(draw, standing, move, on)
        case.do(move, on, by=by, override=draw(st.booleans()), recorded=recorded, **data)
    except Refused:
        return False
    return True


def correction(draw: Any, case: Case, recorded: date) -> bool:
    """Try to move or void one entry that holds; whether the rules took it."""
    entries = [entry for entry in holding(case.entries) if entry.move != "open"]
    if not entries:
        return False
    entry = draw(st.sampled_from(entries))
    on = min(recorded, entry.effective_on + timedelta(days=draw(st.integers(-20, 20))))
    try:
        case.correct(entry, on, void=draw(st.booleans()), recorded=recorded)
    except Refused:
        return False
    return True


@st.composite
def walks(draw: Any, longest: int = 14, *, late: bool = False, name: str = "case") -> Case:
    """A case walked for some steps. late: some moves are recorded after the fact, and some entries are corrected."""
    today = draw(st.dates(date(2021, 11, 1), date(2022, 2, 1)))
    case = Case(today, name=name)
    if draw(st.sampled_from([True, True, True, False])):
        today += timedelta(days=20)
        case.orient(today, today, refresher=draw(st.booleans()))
    for _ in range(draw(st.integers(longest // 2, longest))):
        today += timedelta(days=draw(STEPS))
        kind = draw(st.sampled_from(["now", "now", "late", "correct"])) if late else "now"
        if kind == "correct":
            correction(draw, case, today)
        else:
            back = draw(st.integers(0, 30)) if kind == "late" else 0
            step(draw, case, max(case.entries[0].effective_on, today - timedelta(days=back)), today)
    return case

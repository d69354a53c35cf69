"""Rows of indicators over real moves, for the tests of each family: who is counted, and what they make."""

from datetime import date

from tests.workflows.case_builder import Case
from workflows.indicators import REGISTER, evaluate

YEAR = (date(2022, 1, 1), date(2022, 12, 31))
JUDGED = date(2023, 6, 1)


def trained(number, start="2022-03-01", end="2022-06-30", **facts):
    """Somebody oriented, with a refresher prescribed from `start` to `end`; the case and the episode."""
    case = Case(name=f"p{number}", **facts).orient()
    return case, case.prescribe("2022-02-07", start, end)


def row(code, *people, on=JUDGED, period=YEAR, by=()):
    cases = [person if isinstance(person, list) else [person] for person in people]
    rows = evaluate(REGISTER[code], [[c.standing(on) for c in person] for person in cases], on, period, by)
    return rows[0] if not by else {tuple(r.dimensions.values()): r for r in rows}


def figures(found):
    return found.numerator, found.denominator, found.rate


def qualified(result=None, blocs=None, **more):
    case = Case().orient(refresher=False)
    aimed = {"rncp": "RNCP38417", "blocs": ["B1", "B2", "B3", "B4"]}
    episode = case.train("2022-03-01", "2022-06-30", kind="qualification", **aimed)
    if result:
        case.do("record_result", "2022-07-15", episode=episode, result=result, **({"blocs": blocs} if blocs else {}))
    return case

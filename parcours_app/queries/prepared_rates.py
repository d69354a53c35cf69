"""Indicators and the equity view as they are prepared: a part per indicator and breakdown, its rows as plain values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from parcours_app.models import FigureQuestion
from parcours_app.queries.equity import BREAKDOWNS, RATES, Equity, equity
from parcours_app.queries.indicators import Answer, Asked, breakdown, indicators, named, with_year
from parcours_app.queries.prepared import Parts, Prepared, Question, parts, prepared
from parcours_app.scope import Viewer
from workflows.indicators import VERSIONS, Indicator, Row, name_of

INDICATORS, EQUITY = "indicators", "equity"
# The rows of all the units that ever began lie once beside the indicators that count them.
EVER, EVER_VERSION = "ever", 1
FIRST = {indicator.family: indicator.code for indicator in reversed([*VERSIONS.values()])}
COUNTS = ("numerator", "denominator", "open", "paused", "immature")


def indicators_question(asked: Asked) -> Question:
    """The whole register, by the dimensions asked."""
    return {"kind": INDICATORS, **_same(asked), "terms": ",".join(asked.counted_by)}


def figures(viewer: Viewer, wanted: Sequence[Indicator], asked: Asked) -> Prepared[Sequence[Answer]]:
    """The answers of some indicators; what is prepared is the whole register."""
    at_once = partial(indicators, viewer, wanted, asked)
    return prepared(viewer, indicators_question(asked), at_once, partial(_register, wanted, asked))


def equity_question(asked: Asked) -> Question:
    """The equity view, which takes no more than its days."""
    return {"kind": EQUITY, **_same(asked), "terms": ""}


def _same(asked: Asked) -> dict[str, date]:
    """The days of a question, the same where the answer is: a page opens with its day, its list says 31 December."""
    return {**asked.days, "until": asked.last}


def equity_figures(viewer: Viewer, asked: Asked) -> Prepared[Equity]:
    """The equity view."""
    return prepared(viewer, equity_question(asked), partial(equity, viewer, asked), partial(_equity, asked))


def indicator_parts(viewer: Viewer, question: FigureQuestion) -> Iterator[dict[str, Any]]:
    """The whole register, earlier versions too, calculated and ready to be stored."""
    asked = replace(_days(question), by=breakdown(question.terms))
    every = list(VERSIONS.values())
    return _stored((name_of(answer.indicator), answer) for answer in indicators(viewer, every, asked))


def equity_parts(viewer: Viewer, question: FigureQuestion) -> Iterator[dict[str, Any]]:
    """The equity view, calculated and ready to be stored."""
    found = equity(viewer, _days(question))
    return _stored((_name(a.indicator.code, a.asked.by), a) for answers in found for a in answers)


def _days(question: FigureQuestion) -> Asked:
    return Asked(question.since, question.until, question.on, question.known)


def _name(name: str, by: Sequence[str]) -> str:
    return ":".join((name, *by))


def _ever(indicator: Indicator, by: Sequence[str]) -> str:
    return _name(EVER, (FIRST[indicator.family], *by))


def _register(wanted: Sequence[Indicator], asked: Asked, question: FigureQuestion) -> Sequence[Answer] | None:
    beside = {_ever(indicator, asked.counted_by) for indicator in wanted}
    found = parts(question, [*beside, *(name_of(indicator) for indicator in wanted)])
    return _whole([_answer(indicator, asked, question, found, name_of(indicator)) for indicator in wanted])


def _equity(asked: Asked, question: FigureQuestion) -> Equity | None:
    found = parts(question)
    tables = [
        _whole([_answer(i, replace(asked, by=by), question, found, _name(i.code, by)) for i in named(RATES)])
        for by in BREAKDOWNS
    ]
    told = [table for table in tables if table is not None]
    return told if len(told) == len(tables) else None


def _whole(answers: Sequence[Answer | None]) -> list[Answer] | None:
    """The answers when none is missing."""
    told = [answer for answer in answers if answer is not None]
    return told if len(told) == len(answers) else None


def _answer(indicator: Indicator, asked: Asked, question: FigureQuestion, found: Parts, name: str) -> Answer | None:
    """The stored answer; one of another version of the definition is no answer, nor one without what is beside it."""
    by = asked.counted_by
    part, ever = found.get(name), found.get(_ever(indicator, by))
    if part is None or part.version != indicator.version or ever is None or ever.version != EVER_VERSION:
        return None
    rows, years = (tuple(_row(names, row) for row in each.rows) for names, each in ((by, part), (with_year(by), ever)))
    return Answer(indicator, asked, rows, years, question.prepared_at)


def _stored(answers: Iterable[tuple[str, Answer]]) -> Iterator[dict[str, Any]]:
    told: set[str] = set()
    for name, answer in answers:
        yield {"name": name, "version": answer.indicator.version, "rows": [row_json(row) for row in answer.rows]}
        beside = _ever(answer.indicator, answer.asked.counted_by)
        if beside not in told:
            told.add(beside)
            yield {"name": beside, "version": EVER_VERSION, "rows": [row_json(row) for row in answer.years]}


def row_json(row: Row) -> dict[str, Any]:
    """A row as it is stored: its place in the order of the breakdown; a rate is text, for it is exact."""
    counts = {name: getattr(row, name) for name in COUNTS}
    rate = None if row.rate is None else str(row.rate)
    units = [[*kind, number] for kind, number in row.units.items()]
    place = list(row.dimensions.values())
    return {"place": place, **counts, "rate": rate, "details": dict(row.details), "units": units}


def _row(by: Sequence[str], stored: Mapping[str, Any]) -> Row:
    rate = None if stored["rate"] is None else Decimal(stored["rate"])
    counts = {name: stored[name] for name in COUNTS}
    dimensions = dict(zip(by, stored["place"], strict=True))
    units = {tuple(kind): number for *kind, number in stored["units"]}
    return Row(dimensions=dimensions, **counts, rate=rate, details=stored["details"], units=units)

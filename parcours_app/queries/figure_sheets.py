"""Figures as tables for files, and as documents for programs: the same rows, masked alike, whatever carries them.

Page, API, command line and open data all pass here, so that none shows what another withholds.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from parcours_app.queries.indicators import Answer
from parcours_app.queries.named_columns import columns, values
from parcours_app.queries.programme import Line, Programme
from parcours_app.queries.register_words import about
from parcours_app.queries.sheet_fields import ASKED, COUNTED, DAYS, MASKED, RATES
from parcours_app.queries.shown_rates import ShownRow
from parcours_app.queries.totals import Totals
from parcours_app.writers import Field, Kind, Sheet, Value
from workflows.engine import sentence
from workflows.indicators import Indicator, name_of
from workflows.totals import MEASURES, TOTALS
from workflows.totals_rules import OF_PUBLICS, RULES, VERSION

Say = Callable[[str], str]
WHOLE_YEARS = sentence(
    "From supervisors, figures are told of whole calendar years only, from a 1 January to a 31 December or to the day "
    "asked: periods that overlap would tell by subtraction what became of a few people."
)
RATE_FIGURES = ("numerator", "denominator", "rate", "open", "paused", "immature")
PROGRAMME = (
    Field("public", Kind.STRING, sentence("The public each person counts in, once.")),
    Field("trained", Kind.INTEGER, sentence("Persons with at least one entry."), "person"),
    Field("target", Kind.INTEGER, sentence("Persons to be trained by the end of the programme."), "person"),
    Field("share", Kind.NUMBER, sentence("Share of the target, in percent."), "%"),
    Field("needed", Kind.NUMBER, sentence("Persons a month that would reach the target."), "person/month"),
    Field("measured", Kind.NUMBER, sentence("Persons a month over the last twelve months."), "person/month"),
    Field("expected", Kind.INTEGER, sentence("Persons projected on the last day."), "person"),
    Field("low", Kind.INTEGER, sentence("Lower end of the interval at 95 percent."), "person"),
    Field("high", Kind.INTEGER, sentence("Higher end of the interval at 95 percent."), "person"),
    MASKED,
)


def totals_sheet(answer: Totals) -> Sheet:
    """The rows of the totals; a masked count is empty."""
    fields = (*columns(answer.by), *(COUNTED[measure] for measure in MEASURES), MASKED)
    places = values([row.dimensions for row in answer.rows])
    rows = [
        (*place, *(getattr(row, measure) for measure in MEASURES), row.masked)
        for place, row in zip(places, answer.rows, strict=True)
    ]
    said: dict[str, Value] = {
        "definition": answer.definition,
        **{f"rule.{n}": rule for n, rule in enumerate(RULES, 1)},
        "version": VERSION,
        "on": answer.on,
        "known": answer.known,
        **{TOTALS[measure]: count for measure, count in answer.everybody.items()},
    }
    return Sheet("totals", fields, rows, said)


def totals_document(answer: Totals, say: Say) -> dict[str, Any]:
    """The same rows as the API and the command line tell them."""
    rows = [{**row.dimensions, **{m: getattr(row, m) for m in MEASURES}, "masked": row.masked} for row in answer.rows]
    return {
        "on": answer.on,
        "known": answer.known,
        "by": list(answer.by),
        "definition": say(answer.definition),
        "rows": rows,
        **{TOTALS[measure]: count for measure, count in answer.everybody.items()},
    }


def indicators_sheet(by: Sequence[str], answers: Sequence[tuple[Answer, Sequence[ShownRow]]], say: Say = str) -> Sheet:
    """The rows shown of indicators asked with the same groups, one under the other; all that is said of each."""
    fields = (*ASKED, *columns(by), *(RATES[name] for name in RATE_FIGURES), MASKED)
    shown = [(answer, row) for answer, rows in answers for row in rows]
    places = values([row.dimensions for _answer, row in shown])
    rows = [_rate_row(answer, row, place) for (answer, row), place in zip(shown, places, strict=True)]
    said = {name: text for answer, _rows in answers for name, text in _said(answer.indicator, say)}
    return Sheet("indicators", fields, rows, said)


def _said(indicator: Indicator, say: Say) -> Iterator[tuple[str, str]]:
    """What a file says of an indicator, under the name of its version."""
    name = name_of(indicator)
    yield name, say(indicator.definition)
    yield from ((f"{name}.{word}", text) for word, text in about(indicator, say).items())


def _rate_row(answer: Answer, row: ShownRow, place: tuple[Value, ...]) -> tuple[Any, ...]:
    asked, indicator = answer.asked, answer.indicator
    days = (asked.since, asked.until, asked.on, asked.known)
    figures = (getattr(row, name) for name in RATE_FIGURES)
    return (indicator.code, indicator.version, *days, *place, *figures, row.masked)


def indicator_document(answer: Answer, rows: Sequence[ShownRow], say: Say) -> dict[str, Any]:
    """An indicator with the rows shown of it, as the API tells it."""
    indicator, asked = answer.indicator, answer.asked
    return {
        "name": indicator.code,
        "version": indicator.version,
        "label": say(indicator.name),
        "definition": say(indicator.definition),
        "about": about(indicator, say),
        "from": asked.since,
        "to": asked.until,
        "on": asked.on,
        "known": asked.known,
        "by": list(asked.by),
        "prepared_at": answer.prepared_at,
        "note": say(WHOLE_YEARS) if rows and asked.period.years is None and all(r.masked for r in rows) else None,
        "rows": [_rate_json(row) for row in rows],
    }


def _rate_json(row: ShownRow) -> dict[str, Any]:
    figures = {name: getattr(row, name) for name in RATE_FIGURES}
    rate = None if row.rate is None else float(row.rate)
    return {**row.dimensions, **figures, "rate": rate, "masked": row.masked}


def programme_sheet(answer: Programme) -> Sheet:
    """One row per public; what is masked or cannot be said is empty."""
    days = (answer.since, answer.until, answer.on, answer.known)
    rows = [(*days, *_public_row(line).values()) for line in answer.lines]
    rules = {f"rule.{n}": rule for n, rule in enumerate(OF_PUBLICS, 1)}
    return Sheet("programme", (*DAYS, *PROGRAMME), rows, {"definition": answer.definition, **rules, "version": VERSION})


def programme_document(answer: Programme, say: Say) -> dict[str, Any]:
    """The same lines for programs."""
    days = {"from": answer.since, "to": answer.until, "on": answer.on, "known": answer.known}
    rows = [{name: _plain(value) for name, value in _public_row(line).items()} for line in answer.lines]
    return {**days, "definition": say(answer.definition), "rows": rows}


def _public_row(line: Line) -> dict[str, Any]:
    ahead = line.projection
    return {
        "public": line.public,
        "trained": line.trained,
        "target": line.target,
        "share": line.share,
        "needed": line.needed,
        "measured": line.measured,
        **{name: getattr(ahead, name, None) for name in ("expected", "low", "high")},
        "masked": line.masked,
    }


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value

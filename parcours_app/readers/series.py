"""A monthly series of an outside source: series, year, month, value, unit, perimeter, source; extraction date if any.

A value may be “NC” (not communicated): it is kept so, and is no zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parcours_app.readers.cells import parse_date
from parcours_app.readers.columns import Column, Note, locate
from parcours_app.readers.numbers import read_month, read_year, whole
from parcours_app.readers.problems import ERROR, Problem, shown
from parcours_app.readers.table import Line, Table
from workflows.calendar import end_of_month
from workflows.engine import sentence

NOT_COMMUNICATED = "NC"
_SAID_SO = frozenset({"nc", "n.c.", "n.c"})
_LONGEST = {"series": 80, "perimeter": 80, "source": 120, "unit": 24}
TWICE = sentence("This month of the series is in the file twice: only the first one is kept.")
NOT_OVER = sentence("This month was not over when the figure was taken: check the year, the month and the extraction.")


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of a month; value None is “NC”. extracted_on: None when the file does not say."""

    series: str
    year: int
    month: int
    value: int | None
    unit: str
    perimeter: str
    source: str
    extracted_on: date | None

    @property
    def key(self) -> tuple[str, str, str, int, int]:
        """What tells a figure from all others of one extraction."""
        return (self.series, self.perimeter, self.source, self.year, self.month)


@dataclass(frozen=True, slots=True)
class Item:
    """A line that is not blank: its point, or what is wrong with it."""

    number: int
    reference: str
    point: Point | None
    problems: tuple[Problem, ...]


def read_series(table: Table, today: date, extracted_on: date) -> Iterator[Item]:
    """Each line of the file, extracted on the day it says or on this one. Raises UnusableFile: a column is missing."""
    columns = locate(table.header, COLUMNS)
    seen: set[tuple[object, ...]] = set()
    for line in table:
        if line.blank:
            continue
        values, problems = columns.read(line, today)
        if any(problem.kind == ERROR for problem in problems):
            yield Item(line.number, _reference(line), None, tuple(problems))
            continue
        point = _point(values)
        again = (*point.key, point.extracted_on)
        if wrong := TWICE if again in seen else NOT_OVER if _too_early(point, extracted_on) else None:
            yield Item(line.number, _reference(line), None, (Problem("month", ERROR, wrong),))
            continue
        seen.add(again)
        yield Item(line.number, f"{point.series} {point.year}-{point.month:02}", point, tuple(problems))


def _point(values: dict[str, object]) -> Point:
    value = values["value"]
    said = {**values, "value": None if value == NOT_COMMUNICATED else value}
    return Point(**{"extracted_on": None, **said})  # type: ignore[arg-type]


def _too_early(point: Point, extracted_on: date) -> bool:
    """Whether there is a figure for a month that was not over: what is not communicated may be of any month."""
    taken = point.extracted_on or extracted_on
    return point.value is not None and end_of_month(date(point.year, point.month, 1)) > taken


def _reference(line: Line) -> str:
    return shown(" ".join(line.cells[:3]))


def _read_value(text: str, note: Note, _today: date) -> int | str | None:
    if text.casefold() in _SAID_SO:
        return NOT_COMMUNICATED
    number = whole(text)
    if number is None:
        note(sentence("“%(value)s” is neither a whole number nor NC."), value=shown(text))
    return number


def _read_day(text: str, note: Note, today: date) -> date | None:
    day = parse_date(text)
    if day is None or day > today:
        note(sentence("“%(value)s” is not the day of an extraction."), kind=ERROR, value=shown(text))
        return None
    return day


def _short(name: str) -> Column:
    def read(text: str, note: Note, _today: date) -> str | None:
        if len(text) <= _LONGEST[name]:
            return text
        note(sentence("This text is longer than %(length)s characters. Shorten it."), length=str(_LONGEST[name]))
        return None

    return Column(name, name, read, aliases=_ALIASES.get(name, ()), required=True)


_ALIASES = {"series": ("série",), "unit": ("unité",), "perimeter": ("périmètre",)}
COLUMNS = (
    _short("series"),
    Column("year", "year", read_year, aliases=("année",), required=True),
    Column("month", "month", read_month, aliases=("mois",), required=True),
    Column("value", "value", _read_value, aliases=("valeur",), required=True),
    _short("unit"),
    _short("perimeter"),
    _short("source"),
    Column("extracted_on", "extracted_on", _read_day, aliases=("extraction_date", "date d'extraction", "extracted")),
)

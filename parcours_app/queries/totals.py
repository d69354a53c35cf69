"""Programme totals as of a day, as known on a day: a fold of the count deltas. Never reads a case, never writes.

persons: people with a counting case opened, at the stage of their latest case. entries: refresher and qualification
episodes started. trained: persons with at least one entry (decisions.md, Totals).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import InstrumentedAttribute

from parcours_app.extensions import db
from parcours_app.journal.cells import COLUMN
from parcours_app.models import CountDelta
from parcours_app.queries.folded import Counted, summands
from parcours_app.queries.masking import Withheld, crossable
from parcours_app.queries.organisations import organisation_names
from parcours_app.queries.past_years import past_years
from parcours_app.scope import Viewer, bounded_by, within_bounds
from workflows.disclosure import Cell
from workflows.engine import Role, sentence
from workflows.stage import Stage
from workflows.totals import DIMENSIONS, MEASURES

DEFINITION = sentence(
    "Persons: people with a case opened by that date, at the stage of their latest case; cancelled and merged cases "
    "are left out. Entries: refresher and qualification steps started by that date. Trained: persons with at least one "
    "entry."
)
COLUMNS: Mapping[str, InstrumentedAttribute[Any]] = {name: getattr(CountDelta, at) for name, at in COLUMN.items()}
STAGE_ORDER = {stage.value: rank for rank, stage in enumerate(Stage)}
MOST_CROSSED = 6
Value = str | int | None
Counts = dict[str, int]
Hidden = Mapping[str, frozenset[Cell]]
Stages = tuple[str, ...] | None


class UnknownDimension(ValueError):
    """A dimension nobody counts by; `name` is what was asked."""

    def __init__(self, name: str) -> None:
        """Keep the name."""
        super().__init__(name)
        self.name = name


class TooManyDimensions(ValueError):
    """More dimensions than anybody can read crossed, and than can be masked while somebody waits."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the value of each dimension, in the order asked; a count is None where it is masked."""

    dimensions: Mapping[str, Value]
    persons: int | None
    entries: int | None
    trained: int | None

    @property
    def masked(self) -> bool:
        """Whether a count of this row is withheld."""
        return None in (self.persons, self.entries, self.trained)


@dataclass(frozen=True, slots=True)
class Totals:
    """The answer for day `on` as known on `known`. total: persons, the true total; definition is an English msgid."""

    on: date
    known: date
    by: tuple[str, ...]
    rows: tuple[Line, ...]
    total: int
    definition: str = DEFINITION


def dimensions(text: str | None) -> tuple[str, ...]:
    """The dimensions named in a comma-separated text, each once. Raises UnknownDimension, TooManyDimensions."""
    names = tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))
    for name in names:
        if name not in DIMENSIONS:
            raise UnknownDimension(name)
    if len(names) > MOST_CROSSED:
        raise TooManyDimensions
    return names


def totals(viewer: Viewer, on: date, known: date, by: tuple[str, ...] = ()) -> Totals:
    """The totals this viewer is entitled to: its territory, and small counts withheld from supervisors."""
    return tables(viewer, on, known, by)[0]


def tables(viewer: Viewer, on: date, known: date, *asked: tuple[str, ...]) -> list[Totals]:
    """Several tables of one situation, for the price of one as regards what is withheld."""
    counted = partial(_counted, viewer, on, known)
    withheld = _withheld(viewer, on, known) if viewer.role is Role.SUPERVISOR else None
    return [_table(on, known, by, counted(by), withheld) for by in asked]


def told(viewer: Viewer, on: date, known: date, stocks: Iterable[tuple[str, Stages]]) -> list[bool]:
    """Whether a supervisor's totals tell each of these: a measure in some stages together, or in all of them (None)."""
    withheld = _withheld(viewer, on, known)

    def tells(measure: str, stages: Stages) -> bool:
        if () in withheld.cells((), measure):
            return False
        hidden = {stage for (stage,) in withheld.cells(("stage",), measure)}
        return stages is None or not hidden & set(stages) or hidden <= set(stages)

    return [tells(measure, stages) for measure, stages in stocks]


def _withheld(viewer: Viewer, on: date, known: date) -> Withheld:
    """What is withheld from a supervisor; of a territory, beside what is of the nation."""
    past = partial(past_years, bounds(viewer), partial(territory, viewer), min(on, known))
    whole = None
    for name, value in zip(("organisation", "region"), bounded_by(viewer), strict=True):
        if value:
            whole = (_withheld(replace(viewer, organisation=None, region=None), on, known), name, value)
    return Withheld(partial(_counted, viewer, on, known), past, whole)


def _counted(viewer: Viewer, on: date, known: date, by: tuple[str, ...]) -> dict[tuple[Value, ...], Counts]:
    found = cells(viewer, on, known, by)
    return found if by else {(): found.get((), _nothing())}


def _table(
    on: date, known: date, by: tuple[str, ...], found: dict[tuple[Value, ...], Counts], withheld: Withheld | None
) -> Totals:
    """A table as it may be read; one that may not is withheld as a whole."""
    total = sum(counts["persons"] for counts in found.values())
    if withheld is None:
        return Totals(on, known, by, _rows(by, found, dict.fromkeys(MEASURES, frozenset())), total)
    hidden: Hidden = {m: withheld.cells(by, m) if crossable(by) else frozenset(found) for m in MEASURES}
    return Totals(on, known, by, _rows(by, found, hidden), total)


def organisations_in(answer: Totals) -> dict[str, str]:
    """The names of the organisations of an answer, by key."""
    return organisation_names(str(key) for row in answer.rows if (key := row.dimensions.get("organisation")))


def territory(viewer: Viewer, counts: Counted = CountDelta) -> ColumnElement[bool]:
    """What part of the counts a viewer may ask about: its organisation, else its region, else the nation."""
    return within_bounds(viewer, counts.organisation_id, counts.region)


def bounds(viewer: Viewer) -> tuple[str, ...]:
    """The dimensions that `territory` reads."""
    return tuple(name for name, value in zip(("organisation", "region"), bounded_by(viewer), strict=True) if value)


def cells(viewer: Viewer, on: date, known: date, by: tuple[str, ...]) -> dict[tuple[Value, ...], Counts]:
    """The true counts of the viewer's territory, masked for nobody: only to compare and to mask, never to show."""
    rows = summands((*by, *bounds(viewer)), on, known, partial(territory, viewer)).c
    columns, amount = [rows[name] for name in by], func.sum(rows.amount)
    statement = select(rows.measure, amount, *columns).group_by(rows.measure, *columns).having(amount != 0)
    return _gathered(db.session.execute(statement))


def _gathered(rows: Iterable[Row[Any]]) -> dict[tuple[Value, ...], Counts]:
    cells: dict[tuple[Value, ...], Counts] = defaultdict(_nothing)
    for row in rows:
        measure, amount, *values = tuple(row)
        cells[tuple(values)][measure] = int(amount)
    return cells


def _nothing() -> Counts:
    return dict.fromkeys(MEASURES, 0)


def _rank(by: tuple[str, ...], key: tuple[Value, ...]) -> tuple[tuple[bool, int, str], ...]:
    """Stages in the order of the pathway, years as numbers, the rest by code; “none” comes last."""
    return tuple(
        (value is None, STAGE_ORDER[str(value)] if name == "stage" else 0, str(value))
        for name, value in zip(by, key, strict=True)
    )


def _rows(by: tuple[str, ...], found: Mapping[tuple[Value, ...], Counts], hidden: Hidden) -> tuple[Line, ...]:
    """The rows in their order, a zero that is withheld with its line among them."""
    places = {*found, *(cell for cells in hidden.values() for cell in cells)}
    return tuple(
        Line(
            dimensions=dict(zip(by, key, strict=True)),
            **{m: None if key in hidden[m] else found.get(key, _nothing())[m] for m in MEASURES},
        )
        for key in sorted(places, key=lambda key: _rank(by, key))
    )

"""The true counts of a situation: a territory on a day, as known on a day. Masked for nobody, so never shown as such.

To compare, to mask, and for those who read everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from parcours_app.extensions import db
from parcours_app.journal.cells import COLUMN
from parcours_app.models import CountDelta
from parcours_app.queries.crossed import CROSSED
from parcours_app.queries.folded import summands
from parcours_app.queries.territory import Bounded, bounds, kept_in
from parcours_app.scope import Viewer, bounded_by
from workflows.totals import MEASURES

COLUMNS: Mapping[str, InstrumentedAttribute[Any]] = {name: getattr(CountDelta, at) for name, at in COLUMN.items()}
Value = str | int | None
Counts = dict[str, int]
Cells = dict[tuple[Value, ...], Counts]
# How many questions are kept: of few people, one takes longer to make than to answer.
KEPT = 64


def cells(viewer: Viewer, on: date, known: date, by: tuple[str, ...]) -> Cells:
    """The counts of the viewer's territory by these dimensions; a cell where nothing is counted is not there."""
    return _cells(bounded_by(viewer), on, known, by, over=known < viewer.today)


def _cells(bounded: Bounded, on: date, known: date, by: tuple[str, ...], *, over: bool) -> Cells:
    return _gathered(db.session.execute(_question(bounded, on, known, by, over=over)))


def question(bounded: Bounded, on: date, known: date, by: tuple[str, ...], *, over: bool) -> Select[*tuple[Any, ...]]:
    """Asks the measure, the amount and the dimensions of each cell of a territory where something is counted."""
    rows = summands((*by, *bounds(bounded)), on, known, kept_in(bounded), over=over).c
    columns, amount = [rows[name] for name in by], func.sum(rows.amount)
    return select(rows.measure, amount, *columns).group_by(rows.measure, *columns).having(amount != 0)


_question = lru_cache(maxsize=KEPT)(question)


def counted(viewer: Viewer, on: date, known: date, by: tuple[str, ...]) -> Cells:
    """The same, the row of everybody included when nobody is counted."""
    found = cells(viewer, on, known, by)
    return found if by else {(): found.get((), nothing())}


class Situation:
    """The true counts of one situation, whose tables are summed from the counts that decide what is withheld of them.

    They are read once, so that both are those of one instant; a table is made once. over: the day of knowledge is.
    """

    def __init__(self, bounded: Bounded, on: date, known: date, *, over: bool) -> None:
        self._read = partial(_cells, bounded, on, known, over=over)
        self._tables: dict[tuple[str, ...], Cells] = {}

    def __call__(self, by: tuple[str, ...]) -> Cells:
        """The counts by some dimensions, in their order: to be read, never written."""
        if by not in self._tables:
            self._tables[by] = self._table(by)
        return self._tables[by]

    def _table(self, by: tuple[str, ...]) -> Cells:
        if by == CROSSED or not set(by) <= set(CROSSED):
            return self._read(by)
        return _summed(self(CROSSED), [CROSSED.index(name) for name in by])


def _summed(crossed: Cells, places: Sequence[int]) -> Cells:
    found: Cells = defaultdict(nothing) if places else {(): nothing()}
    for cell, counts in crossed.items():
        here = found[tuple([cell[place] for place in places])]
        for measure, amount in counts.items():
            here[measure] += amount
    return {cell: counts for cell, counts in found.items() if any(counts.values()) or not places}


def _gathered(rows: Iterable[Row[Any]]) -> Cells:
    cells: Cells = defaultdict(nothing)
    for row in rows:
        measure, amount, *values = tuple(row)
        cells[tuple(values)][measure] = int(amount)
    return cells


def everybody(found: Cells) -> Counts:
    """All the cells of a table together: whatever they are counted by, they add up to everybody."""
    return {measure: sum(counts[measure] for counts in found.values()) for measure in MEASURES}


def nothing() -> Counts:
    """No unit, by any measure."""
    return dict.fromkeys(MEASURES, 0)

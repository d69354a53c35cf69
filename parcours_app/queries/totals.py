"""Programme totals as of a day, as known on a day: a fold of the count deltas. Never reads a case, never writes.

persons: people with a counting case opened, at the stage of their latest case. entries: refresher and qualification
episodes started. trained: persons with at least one entry (decisions.md, Totals).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from parcours_app.queries.counted import Cells, Value, counted, everybody, nothing
from parcours_app.queries.crossed import crossable
from parcours_app.queries.masking import Withheld
from parcours_app.queries.organisations import organisation_names
from parcours_app.queries.withheld import withheld_from
from parcours_app.scope import Viewer
from workflows.disclosure import Cell
from workflows.engine import Role, sentence
from workflows.stage import Stage
from workflows.totals import DIMENSIONS, MEASURES

DEFINITION = sentence(
    "Persons: people with a case opened by that date, at the stage of their latest case; cancelled and merged cases "
    "are left out. Entries: refresher and qualification steps started by that date. Trained: persons with at least one "
    "entry."
)
STAGE_ORDER = {stage.value: rank for rank, stage in enumerate(Stage)}
MOST_CROSSED = 6
Hidden = Mapping[str, frozenset[Cell]]
Stages = tuple[str, ...] | None
Count = Callable[[tuple[str, ...]], Cells]


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
    """The answer for day `on` as known on `known`; definition is an English msgid.

    total: persons, the true total. together: the counts of all the rows as one, each withheld or not for itself.
    """

    on: date
    known: date
    by: tuple[str, ...]
    rows: tuple[Line, ...]
    total: int
    together: Line
    definition: str = DEFINITION

    @property
    def everybody(self) -> Mapping[str, int | None]:
        """The count of everybody by measure: the true total of persons, the others withheld or not."""
        return {measure: getattr(self.together, measure) for measure in MEASURES} | {"persons": self.total}


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
    withheld = withheld_from(viewer, on, known) if viewer.role is Role.SUPERVISOR else None
    count: Count = withheld.counted if withheld else partial(counted, viewer, on, known)
    found = [count(by) for by in asked]
    whole = everybody(found[0])
    (together,) = _lines((), {(): whole}, withheld)
    lines = [_lines(by, cells, withheld) for by, cells in zip(asked, found, strict=True)]
    return [Totals(on, known, by, rows, whole["persons"], together) for by, rows in zip(asked, lines, strict=True)]


def told(viewer: Viewer, on: date, known: date, stocks: Iterable[tuple[str, Stages]]) -> list[bool]:
    """Whether a supervisor's totals tell each of these: a measure in some stages together, or in all of them (None)."""
    withheld = withheld_from(viewer, on, known)

    def tells(measure: str, stages: Stages) -> bool:
        if () in withheld.cells((), measure):
            return False
        hidden = {stage for (stage,) in withheld.cells(("stage",), measure)}
        return stages is None or not hidden & set(stages) or hidden <= set(stages)

    return [tells(measure, stages) for measure, stages in stocks]


def _lines(by: tuple[str, ...], found: Cells, withheld: Withheld | None) -> tuple[Line, ...]:
    """A table as it may be read; one that may not is withheld as a whole. Where zero persons show, none is trained."""
    if withheld is None:
        return _rows(by, found, dict.fromkeys(MEASURES, frozenset()))
    hidden: Hidden = {m: withheld.cells(by, m) if crossable(by) else frozenset(found) for m in MEASURES}
    nobody = {cell for cell in hidden["trained"] - hidden["persons"] if not found.get(cell, nothing())["persons"]}
    return _rows(by, found, {**hidden, "trained": hidden["trained"] - nobody})


def organisations_in(answer: Totals) -> dict[str, str]:
    """The names of the organisations of an answer, by key."""
    return organisation_names(str(key) for row in answer.rows if (key := row.dimensions.get("organisation")))


def _rank(by: tuple[str, ...], key: tuple[Value, ...]) -> tuple[tuple[bool, int, str], ...]:
    """Stages in the order of the pathway, years as numbers, the rest by code; “none” comes last."""
    return tuple(
        (value is None, STAGE_ORDER[str(value)] if name == "stage" else 0, str(value))
        for name, value in zip(by, key, strict=True)
    )


def _rows(by: tuple[str, ...], found: Cells, hidden: Hidden) -> tuple[Line, ...]:
    """The rows in their order, a zero that is withheld with its line among them."""
    places = {*found, *(cell for cells in hidden.values() for cell in cells)}
    return tuple(
        Line(
            dimensions=dict(zip(by, key, strict=True)),
            **{m: None if key in hidden[m] else found.get(key, nothing())[m] for m in MEASURES},
        )
        for key in sorted(places, key=lambda key: _rank(by, key))
    )

"""What changed since in a published figure of the same day, and the entries that explain it. Never writes.

A published count plus the amounts of its entries is the count as known today, to the last unit. What is masked then or
now is neither compared nor explained: its entries would give it back. They are among those of all together, unnamed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import Case, CountDelta, EntryRow, Publication
from parcours_app.queries.counted import COLUMNS, Value
from parcours_app.queries.frozen import Frozen
from parcours_app.queries.publications import publisher
from parcours_app.queries.territory import territory
from parcours_app.queries.totals import Line, Totals, totals
from parcours_app.scope import Viewer, visible_to
from workflows.totals import MEASURES

Place = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One entry's share in a change. case_id and number are None when the viewer may not see the case.

    key: of the entry, whoever may see it.
    """

    key: tuple[str, int]
    case_id: str | None
    number: str | None
    move: str
    corrects: bool
    effective_on: date
    recorded_at: datetime
    cell: Mapping[str, Value]
    measure: str
    amount: int


@dataclass(frozen=True, slots=True)
class Restated:
    """A count published, and as known now."""

    cell: Mapping[str, Value]
    measure: str
    published: int
    now: int
    difference: int
    explained: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """The table's dimensions, the day of knowledge compared with, all together then and now, what changed, and why.

    published, now: persons. together: each count of everybody that shows on both days, changed or not.
    masked: whether a count is, on one of the two days: it is not compared, since its mask alone may have moved.
    """

    by: tuple[str, ...]
    known: date
    published: int
    now: int
    together: tuple[Restated, ...]
    changed: tuple[Restated, ...]
    masked: bool
    entries: tuple[Explanation, ...]

    @property
    def whole(self) -> bool:
        """Whether the entries explain every difference to the last unit."""
        return all(each.difference == each.explained for each in (*self.together, *self.changed))

    @property
    def recorded(self) -> int:
        """How many entries explain them: one may change several figures."""
        return len({each.key for each in self.entries})

    @property
    def same(self) -> bool:
        """Whether no count that shows on both days has changed."""
        return not self.changed and all(each.difference == 0 for each in self.together)


def restatement(viewer: Viewer, found: Publication, content: Frozen) -> Restatement:
    """The publication against the same question asked today. Raises ValueError when its file says another one."""
    by = tuple(found.by)
    if by != content.by:
        raise ValueError(f"{by} is not {content.by}")
    present = totals(publisher(found, viewer), found.on, viewer.today, by)
    then = {tuple(row.dimensions.values()): row for row in content.rows}
    now = {tuple(row.dimensions.values()): row for row in present.rows}
    recorded = _entries(viewer, found, by)
    entries = [entry for entry in recorded if _shown(entry, then, now)]
    explained: dict[tuple[Place, str], int] = {}
    for entry in entries:
        place = (tuple(entry.cell.values()), entry.measure)
        explained[place] = explained.get(place, 0) + entry.amount
    changed = tuple(_changed(by, then, now, explained))
    together = tuple(_together(content, present, recorded))
    masked = any(row.masked for row in (*content.rows, *present.rows))
    return Restatement(by, viewer.today, content.total, present.total, together, changed, masked, tuple(entries))


def _together(content: Frozen, present: Totals, recorded: Sequence[Explanation]) -> Iterator[Restated]:
    """The counts of everybody that show on both days."""
    for measure in MEASURES:
        then, now = content.totals.get(measure), present.everybody[measure]
        if then is not None and now is not None:
            amount = sum(each.amount for each in recorded if each.measure == measure)
            yield Restated({}, measure, then, now, now - then, amount)


def _changed(
    by: tuple[str, ...],
    then: Mapping[Place, Line],
    now: Mapping[Place, Line],
    explained: Mapping[tuple[Place, str], int],
) -> Iterator[Restated]:
    for place in dict.fromkeys((*then, *now)):
        for measure in MEASURES:
            old, new = _count(then, place, measure), _count(now, place, measure)
            if old is not None and new is not None and old != new:
                cell = dict(zip(by, place, strict=True))
                yield Restated(cell, measure, old, new, new - old, explained.get((place, measure), 0))


def _count(rows: Mapping[Place, Line], place: Place, measure: str) -> int | None:
    """A count of a table; a row that is not there is zero."""
    return getattr(rows[place], measure) if place in rows else 0


def _shown(entry: Explanation, then: Mapping[Place, Line], now: Mapping[Place, Line]) -> bool:
    place = tuple(entry.cell.values())
    return None not in (_count(then, place, entry.measure), _count(now, place, entry.measure))


def _entries(viewer: Viewer, found: Publication, by: tuple[str, ...]) -> list[Explanation]:
    """What was recorded since about the days up to the published one, entry by entry and cell by cell."""
    columns = [COLUMNS[name] for name in by]
    amount = func.sum(CountDelta.amount).label("amount")
    shares = (
        select(CountDelta.case_id, CountDelta.seq, CountDelta.measure, amount, *columns)
        .where(
            CountDelta.effective_on <= found.on,
            CountDelta.recorded_on > found.known,
            CountDelta.recorded_on <= viewer.today,
            territory(publisher(found, viewer)),
        )
        .group_by(CountDelta.case_id, CountDelta.seq, CountDelta.measure, *columns)
        .having(amount != 0)
        .subquery()
    )
    facts = (EntryRow.move, EntryRow.supersedes, EntryRow.effective_on, EntryRow.recorded_at)
    seen = visible_to(viewer).with_only_columns(Case.id, Case.number).subquery()
    entry = (EntryRow.case_id == shares.c.case_id) & (EntryRow.seq == shares.c.seq)
    query = (
        select(*shares.c, *facts, seen.c.id.label("seen"), seen.c.number)
        .join(EntryRow, entry)
        .outerjoin(seen, seen.c.id == shares.c.case_id)
        .order_by(EntryRow.recorded_at, shares.c.case_id, shares.c.seq, shares.c.measure, *list(shares.c)[4:])
    )
    return [_explanation(by, tuple(row)) for row in db.session.execute(query)]


def _explanation(by: tuple[str, ...], row: Sequence[Any]) -> Explanation:
    case, seq, measure, amount, *rest = row
    values, (move, supersedes, effective_on, recorded_at, case_id, number) = rest[: len(by)], rest[len(by) :]
    cell = dict(zip(by, values, strict=True))
    return Explanation(
        key=(case, seq),
        case_id=case_id,
        number=number,
        move=move,
        corrects=supersedes is not None,
        effective_on=effective_on,
        recorded_at=recorded_at,
        cell=cell,
        measure=measure,
        amount=int(amount),
    )

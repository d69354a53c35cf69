"""What is drawn before the figures of a cohort: which are withheld, which are told in tens, which days of its curve."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parcours_app.queries.cohorts import AskedCohort, Group
from parcours_app.queries.line_masking import masked_table
from workflows.cohorts import INSIDE, LEFT, MOVED, Point, StageFlow
from workflows.disclosure import SMALLEST

# How many people a group reached of each event by a day, then of how many nothing more was seen, then who is followed.
Parts = tuple[int, ...]
Place = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class ShownStage:
    """A row of the flow as shown; None where a count is withheld, or where no stay has ended (days)."""

    stage: str
    persons: int | None
    entered: int | None
    inside: int | None
    moved_on: int | None
    left: int | None
    moved: Mapping[str, int | None]
    days: Decimal | None
    net_days: Decimal | None
    masked: bool
    rounded: bool


@dataclass(frozen=True, slots=True)
class ShownCohort:
    """The group asked, as shown. followed: persons of the curve, None when withheld; points: the days that may show.

    withheld: nothing at all may be said, for so few people. masked: something of it is withheld. rounded: these persons
    are told in tens.
    """

    asked: AskedCohort
    persons: int | None
    cases: int | None
    stages: tuple[ShownStage, ...]
    followed: int | None
    points: tuple[Point, ...]
    withheld: bool
    masked: bool
    rounded: bool = False

    @property
    def stages_masked(self) -> bool:
        """Whether something of its stages is withheld, so that the rest of them is told in tens."""
        return self.cases is None or any(stage.masked or stage.rounded for stage in self.stages)


@dataclass(frozen=True, slots=True)
class Curtain:
    """What is drawn before the counts of 1 to `limit`, and before what would give them back."""

    limit: int

    def small(self, count: int) -> bool:
        """Whether a count is withheld for itself."""
        return SMALLEST <= count <= self.limit

    def few(self, sizes: Mapping[str, int]) -> frozenset[str]:
        """The groups too small to be told of, and one more when it would tell the only one."""
        masked = masked_table({(key,): size for key, size in sizes.items()}, self.limit)
        return frozenset(str(cell[0]) for cell in masked)

    def hidden(self, groups: Mapping[str, Group]) -> frozenset[Place]:
        """The cells of the flow to withhold: by stage, by what became of those in it, and by where they moved on."""
        cells: dict[Place, int] = {}
        for key, group in groups.items():
            for row in group.flow.stages:
                cells[key, row.stage, INSIDE, ""] = row.inside
                cells[key, row.stage, LEFT, ""] = row.gone
                cells.update({(key, row.stage, MOVED, to): count for to, count in row.moved.items()})
        return frozenset().union(*(masked_table(_summed(cells, width), self.limit) for width in (2, 3, 4)))

    def told(
        self,
        asked: AskedCohort,
        name: str,
        group: Group,
        hidden: frozenset[Place] | None,
        points: tuple[Point, ...],
        *,
        rounded: bool = False,
    ) -> ShownCohort:
        """The group with what shows of it; hidden: what is withheld of the flow, None for whoever reads everything.

        rounded: its persons are told in tens, and so are the stays it begins with.
        """
        more = self.small(group.flow.cases - group.flow.persons)
        again = any(self.small(row.entered - row.persons) for row in group.flow.stages)
        tens = hidden is not None and (bool(hidden) or more or again or (rounded and asked.group is None))
        stages = tuple(self.stage(name, row, hidden, tens=tens) for row in group.flow.stages)
        size = _tens if rounded else int
        seen = tuple(replace(point, followed=size(point.followed)) for point in points if point.at_risk)
        cases = None if hidden is not None and more else size(group.flow.cases)
        masked = len(points) < len(group.points) or cases is None or any(stage.masked for stage in stages)
        persons, followed = size(group.flow.persons), size(group.followed)
        return ShownCohort(
            asked, persons, cases, stages, followed, seen, withheld=False, masked=masked, rounded=rounded
        )

    def stage(self, name: str, row: StageFlow, hidden: frozenset[Place] | None, *, tens: bool) -> ShownStage:
        """A row as shown. tens: to the nearest ten, for a count of the group is withheld."""

        def seen(count: int, *more: str) -> int | None:
            if hidden and (name, row.stage, *more) in hidden:
                return None
            return _tens(count) if tens else count

        entered, moved_on, left = seen(row.entered), seen(row.moved_on, MOVED), seen(row.gone, LEFT)
        again = hidden is not None and self.small(row.entered - row.persons)
        ended = moved_on is not None and left is not None
        moved = {to: seen(count, MOVED, to) for to, count in row.moved.items()}
        inside = seen(row.inside, INSIDE)
        return ShownStage(
            stage=row.stage,
            persons=None if entered is None or again else seen(row.persons),
            entered=entered,
            inside=inside,
            moved_on=moved_on,
            left=left,
            moved=moved,
            days=row.days if ended else None,
            net_days=row.net_days if ended else None,
            masked=again or None in (entered, inside, moved_on, left, *moved.values()),
            rounded=tens,
        )

    def kept(self, asked: Sequence[int], courses: Sequence[Sequence[Parts]]) -> frozenset[int]:
        """The days to show: what happened since the day shown before, and what is still to happen, tells no few."""
        since = [(0,) * len(course[0]) for course in courses]
        ends = [course[-1] for course in courses]
        days = []
        for place, day in enumerate(asked):
            now = [course[place] for course in courses]
            if all(self.safe(*each) for each in zip(since, now, ends, strict=True)):
                days.append(day)
                since = now
        return frozenset(days)

    def safe(self, since: Parts, now: Parts, end: Parts) -> bool:
        """Whether neither what happened between two days, nor what is ahead, nor who is followed is small."""
        happened = [after - before for before, after in zip(since[:-1], now[:-1], strict=True)]
        ahead = [after - before for before, after in zip(now[:-1], end[:-1], strict=True)]
        return not any(self.small(count) for count in (*happened, *ahead, now[-1]))


def _summed(cells: Mapping[Place, int], width: int) -> dict[Place, int]:
    sums: dict[Place, int] = defaultdict(int)
    for cell, count in cells.items():
        sums[cell[:width]] += count
    return sums


def _tens(count: int) -> int:
    """The nearest ten, half up."""
    return (count + 5) // 10 * 10

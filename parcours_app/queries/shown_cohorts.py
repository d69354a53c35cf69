"""A cohort as a viewer may read it: supervisors see nothing that tells how one to ten people fared.

The flow is masked as the other tables, and then what still shows is rounded to tens: whoever enters a stage has left
another, so that exact counts would give back the passages withheld. It is rounded too when few people have several
cases or stays, or the stays begun would tell how many. A curve cannot have a hole: instead, a day is kept
only when, since the day kept before, each event happened to nobody or to more than ten, and as many are followed after
it and ended later. So every difference between two days is the share of a crowd. When a group is asked for, this holds
of every one of its dimension at once, the small ones together: no subtraction tells one of them. Its persons are told
in tens, for the totals may withhold how many they are.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parcours_app.queries.cohorts import AskedCohort, Cohort, Group
from parcours_app.queries.line_masking import masked_table
from parcours_app.queries.masking import largest
from parcours_app.scope import Viewer
from workflows.cohorts import INSIDE, LEFT, MOVED, Flow, Point, StageFlow
from workflows.disclosure import SMALLEST
from workflows.engine import Role

# How many people a group reached of each event by a day, then of how many nothing more was seen, then who is followed.
Parts = tuple[int, ...]
Place = tuple[Hashable, ...]
NOBODY = Group(Flow(0, 0, ()), 0, ())


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


def shown(viewer: Viewer, answer: Cohort, limit: int | None = None) -> ShownCohort:
    """What a viewer may read of the group asked: masked for supervisors only. limit: the greatest count withheld."""
    name = answer.asked.group[1] if answer.asked.group else ""
    group = answer.groups.get(name, NOBODY)
    if viewer.role is not Role.SUPERVISOR:
        return _Curtain(0).told(answer.asked, name, group, None, group.points)
    curtain = _Curtain(largest() if limit is None else limit)
    small = curtain.few({key: each.flow.persons for key, each in answer.groups.items()})
    small |= curtain.few({key: each.followed for key, each in answer.groups.items()})
    if name in small:
        return ShownCohort(answer.asked, None, None, (), None, (), withheld=True, masked=True)
    crowds = [_course(each) for key, each in answer.groups.items() if key not in small and each.points]
    days = curtain.kept(answer.asked.days, [*crowds, _rest(answer, small)])
    points = tuple(point for point in group.points if point.day in days)
    return curtain.told(answer.asked, name, group, curtain.hidden(answer.groups), points)


@dataclass(frozen=True, slots=True)
class _Curtain:
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
    ) -> ShownCohort:
        """The group with what shows of it; hidden: what is withheld of the flow, None for whoever reads everything."""
        more = self.small(group.flow.cases - group.flow.persons)
        again = any(self.small(row.entered - row.persons) for row in group.flow.stages)
        tens = hidden is not None and (bool(hidden) or more or again)
        stages = tuple(self.stage(name, row, hidden, tens=tens) for row in group.flow.stages)
        rounded = hidden is not None and asked.group is not None
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


def _course(group: Group) -> list[Parts]:
    """What happened to a group up to each day of the grid; nothing to nobody."""
    return [(*point.ended.values(), point.unseen, point.followed) for point in group.points]


def _rest(answer: Cohort, small: frozenset[str]) -> list[Parts]:
    """The groups too small to be told of, together: a subtraction would give them."""
    nothing = [(0,) * (len(answer.asked.causes) + 2)] * len(answer.asked.days)
    courses = [nothing, *(course for key in small if (course := _course(answer.groups[key])))]
    return [tuple(map(sum, zip(*parts, strict=True))) for parts in zip(*courses, strict=True)]

"""A cohort as a viewer may read it: supervisors see nothing that tells how one to ten people fared.

The flow is masked as the other tables, and then what still shows is rounded to tens: whoever enters a stage has left
another, so that exact counts would give back the passages withheld. It is rounded too when few people have several
cases or stays, or the stays begun would tell how many. A curve cannot have a hole: instead, a day is kept
only when, since the day kept before, each event happened to nobody or to more than ten, and as many are followed after
it and ended later. So every difference between two days is the share of a crowd. When a group is asked for, this holds
of every one of its dimension at once, the small ones together: no subtraction tells one of them. Persons are told in
tens when the totals withhold how many they are, or may.
"""

from datetime import date

from parcours_app.queries.cohort_curtain import Curtain, Parts, ShownCohort
from parcours_app.queries.cohorts import AskedCohort, Cohort, Group
from parcours_app.queries.masking import largest
from parcours_app.queries.withheld import withheld_from
from parcours_app.scope import Viewer
from workflows.cohorts import Flow
from workflows.disclosure import SMALLEST
from workflows.engine import Role
from workflows.indicators.periods import Period

NOBODY = Group(Flow(0, 0, ()), 0, ())


def shown(viewer: Viewer, answer: Cohort) -> ShownCohort:
    """What a viewer may read of the group asked: masked for supervisors only."""
    asked = answer.asked
    if viewer.role is not Role.SUPERVISOR:
        name, group = _asked_group(answer)
        return Curtain(0).told(asked, name, group, None, group.points)
    limit = largest()
    if limit >= SMALLEST and not is_one_year(asked.since, asked.until, asked.on):
        return _nothing(asked)
    return masked(answer, limit, rounded=asked.group is None and not _told_in_totals(viewer, asked))


def masked(answer: Cohort, limit: int, *, rounded: bool = False) -> ShownCohort:
    """What a supervisor may read of the group asked.

    limit: the greatest count withheld. rounded: whether persons are told in tens, as those of any group are.
    """
    asked, curtain = answer.asked, Curtain(limit)
    name, group = _asked_group(answer)
    small = curtain.few({key: each.flow.persons for key, each in answer.groups.items()})
    small |= curtain.few({key: each.followed for key, each in answer.groups.items()})
    if name in small:
        return _nothing(asked)
    crowds = [_course(each) for key, each in answer.groups.items() if key not in small and each.points]
    days = curtain.kept(asked.days, [*crowds, _rest(answer, small)])
    points = tuple(point for point in group.points if point.day in days)
    rounded = rounded or asked.group is not None
    return curtain.told(asked, name, group, curtain.hidden(answer.groups), points, rounded=rounded)


def _asked_group(answer: Cohort) -> tuple[str, Group]:
    name = answer.asked.group[1] if answer.asked.group else ""
    return name, answer.groups.get(name, NOBODY)


def is_one_year(since: date, until: date, on: date) -> bool:
    """Whether a cohort is that of one calendar year, as far as it has come: supervisors read no other.

    Periods that overlap would tell by subtraction what became of those who began in a few days.
    """
    years = Period(since, until, on).years
    return years is not None and len(years) == 1


def _nothing(asked: AskedCohort) -> ShownCohort:
    return ShownCohort(asked, None, None, (), None, (), withheld=True, masked=True)


def _told_in_totals(viewer: Viewer, asked: AskedCohort) -> bool:
    """Whether the totals tell how many persons' cases were opened in the year of a cohort."""
    return (asked.since.year,) not in withheld_from(viewer, asked.on, asked.known).cells(("year",), "persons")


def _course(group: Group) -> list[Parts]:
    """What happened to a group up to each day of the grid; nothing to nobody."""
    return [(*point.ended.values(), point.unseen, point.followed) for point in group.points]


def _rest(answer: Cohort, small: frozenset[str]) -> list[Parts]:
    """The groups too small to be told of, together: a subtraction would give them."""
    nothing = [(0,) * (len(answer.asked.causes) + 2)] * len(answer.asked.days)
    courses = [nothing, *(course for key in small if (course := _course(answer.groups[key])))]
    return [tuple(map(sum, zip(*parts, strict=True))) for parts in zip(*courses, strict=True)]

"""What a supervisor reads of a cohort tells of nobody, whatever is subtracted: days, events, groups, flows."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours_app.queries.cohorts import AskedCohort, Cohort, Group
from parcours_app.queries.shown_cohorts import masked, shown
from parcours_app.scope import Viewer
from tests.frozen import FrozenClock
from workflows.cohorts import Observation, Stay, curve, flow
from workflows.disclosure import LARGEST
from workflows.engine import Role

CAUSES = ("employment", "other_exit")
START = date(2022, 1, 1)


def asked(group=None):
    return AskedCohort(START, START, START + timedelta(days=360), START + timedelta(days=360), group=group)


def reader(role=Role.SUPERVISOR):
    clock = FrozenClock()
    return Viewer(role=role, now=clock.now(), today=clock.today())


def stays(observation):
    """A person referred until the event, or still so."""
    until = START + timedelta(days=observation.days) if observation.cause else None
    to = "follow_up" if observation.cause else None
    return [Stay("referred", START, until, to, observation.days, observation.days)]


def group(observations, question):
    people = flow([stays(each)] for each in observations)
    return Group(people, len(observations), tuple(curve(Counter(observations), CAUSES, question.days)))


def read(observations, role=Role.SUPERVISOR):
    """What is read of one cohort."""
    question = asked()
    answer = Cohort(question, {"": group(observations, question)})
    return masked(answer, LARGEST) if role is Role.SUPERVISOR else shown(reader(role), answer)


def read_groups(groups):
    """What is read of each group of a dimension, asked for in turn."""
    made = {name: group(those, asked()) for name, those in groups.items()}
    return {name: masked(Cohort(asked(("sex", name)), made), LARGEST) for name in groups}


def parts(point):
    return (*point.ended.values(), point.unseen, point.followed)


def small(count):
    return 1 <= abs(count) <= 10


OBSERVED = st.lists(
    st.tuples(st.builds(Observation, st.integers(0, 360), st.sampled_from(["", *CAUSES])), st.integers(1, 40)),
    min_size=1,
    max_size=8,
).map(lambda drawn: [each for each, count in drawn for _ in range(count)])


@pytest.mark.parametrize(("twice", "told"), [(0, (42, 42, False)), (1, (None, 40, True)), (12, (54, 54, False))])
def test_stays_are_told_in_tens_when_a_few_people_have_several_cases(twice, told):
    """Persons and stays begun would tell how many, whom the count of cases withholds."""
    question, still = asked(), Observation(360, "")
    people = flow([stays(still)] * (2 if n < twice else 1) for n in range(42))
    made = Group(people, 42, tuple(curve(Counter([still] * 42), CAUSES, question.days)))
    found = masked(Cohort(question, {"": made}), LARGEST)
    stage = next(each for each in found.stages if each.stage == "referred")
    assert found.persons == 42
    assert (found.cases, stage.entered, stage.rounded) == told
    assert stage.inside == stage.entered


@settings(max_examples=60, deadline=None)
@given(OBSERVED)
def test_no_difference_between_two_days_tells_of_a_few(observations):
    found = read(observations)
    if found.withheld:
        assert (found.persons, found.followed, found.points, found.stages) == (None, None, (), ())
        return
    told = [(0, 0, 0, len(observations)), *map(parts, found.points)]
    for before, after in pairwise(told):
        assert not any(small(now - then) for then, now in zip(before[:3], after[:3], strict=True))
        assert not small(after[3])


@settings(max_examples=60, deadline=None)
@given(OBSERVED, OBSERVED, OBSERVED)
def test_nor_does_the_difference_between_the_whole_and_the_groups(women, men, unsaid):
    whole = {point.day: parts(point) for point in read([*women, *men, *unsaid]).points}
    groups = read_groups({"f": women, "m": men, "unknown": unsaid})
    told = [found for found in groups.values() if not found.withheld]
    common = set(whole).intersection(*({point.day for point in found.points} for found in told))
    for day in common:
        at = [parts(point) for found in told for point in found.points if point.day == day]
        happened = [each[:-1] for each in (whole[day], *at)]  # who is followed is told in tens
        rest = [total - sum(values) for total, *values in zip(*happened, strict=True)]
        assert not any(map(small, rest))


def test_the_others_read_every_day():
    observations = [Observation(10 * n, "employment") for n in range(5)]
    found = read(observations, Role.COUNSELLOR)
    assert [point.day for point in found.points] == [0, 30]
    assert (found.persons, found.masked) == (5, False)


def test_a_median_is_read_only_where_the_stays_it_is_drawn_from_are():
    few = read([*[Observation(20, "employment")] * 4, *[Observation(360)] * 20])
    (stage,) = [stage for stage in few.stages if stage.stage == "referred"]
    assert (stage.entered, stage.left, stage.inside, stage.days, stage.masked) == (20, None, None, None, True)
    many = read([*[Observation(20, "employment")] * 14, *[Observation(360)] * 20])
    (stage,) = [stage for stage in many.stages if stage.stage == "referred"]
    assert (stage.left, stage.inside, stage.days) == (14, 20, 20)


def test_the_persons_of_a_group_are_told_in_tens_and_those_of_all_exactly():
    """How many they are is for the totals to tell, or to withhold."""
    many = [Observation(360)] * 24
    found, whole = read_groups({"f": many, "m": [Observation(360)] * 16})["f"], read(many)
    assert (found.persons, found.cases, found.followed, found.rounded) == (20, 20, 20, True)
    assert {point.followed for point in found.points} == {20}
    assert (whole.persons, whole.followed, whole.rounded) == (24, 24, False)


def test_a_group_nobody_belongs_to_is_nobody():
    found = read_groups({"f": [Observation(360)] * 20})["f"]
    assert found.persons == 20
    nobody = masked(Cohort(asked(("sex", "x")), {"f": group([Observation(360)] * 20, asked())}), LARGEST)
    assert (nobody.persons, nobody.withheld) == (0, False)


@pytest.mark.parametrize("size", [1, 10])
def test_a_cohort_of_one_to_ten_is_not_told_at_all(size):
    assert read([Observation(360)] * size).withheld

"""The flow of a cohort: a pathway by hand, and on any history entered = inside + moved on + left."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.case_builder import SUPERVISOR, Case
from tests.workflows.walks import walks
from workflows.cohorts import flow, members, stays

JOB = {"contract": "cdi", "starts_on": "2022-09-05"}
LATE = date(2023, 1, 1)
often = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def of(*people, on=LATE):
    """The flow of people, each one case or several; rows by stage."""
    groups = [person if isinstance(person, list) else [person] for person in people]
    told = [[stays(case.entries, on)[1] for case in group] for group in groups]
    found = flow(told)
    return found, {row.stage: row for row in found.stages}


def through():
    """Opened on 3 January, oriented until 7 February, in a refresher from 1 March to 30 June, gone on 5 September."""
    case = Case("2022-01-03").orient("2022-01-10", "2022-02-07")
    episode = case.prescribe("2022-02-07", "2022-03-01", "2022-06-30")
    case.do("start", "2022-03-01", episode=episode)
    case.do("pause", "2022-04-01", until="2022-04-10")
    case.do("complete", "2022-06-30", episode=episode)
    case.do("leave", "2022-09-05", motive="employment", job=JOB)
    return case


def test_one_pathway_by_hand():
    found, rows = of(through())
    assert (found.persons, found.cases) == (1, 1)
    refresher = rows["refresher"]
    assert (refresher.entered, refresher.inside, refresher.moved, refresher.left) == (1, 0, {"between": 1}, {})
    assert (refresher.days, refresher.net_days) == (121, 111)
    between = rows["between"]
    assert (between.entered, between.moved, between.left) == (2, {"refresher": 1}, {"follow_up": 1})
    assert (between.persons, between.days) == (1, (22 + 67) / 2), "two stays of one person"
    assert (rows["follow_up"].entered, rows["follow_up"].inside) == (1, 1)


def test_as_of_a_day_the_stay_that_goes_on_is_inside():
    _, rows = of(through(), on=date(2022, 4, 5))
    assert (rows["refresher"].inside, rows["refresher"].days) == (1, None)
    _, (stay,) = stays(Case("2022-01-03").entries, date(2022, 1, 13))
    assert (stay.stage, stay.until, stay.days, stay.net_days) == ("referred", None, 10, 10)


def test_the_last_paused_day_of_a_stay_that_goes_on_counts_as_in_seams():
    case = Case("2022-01-03").orient("2022-01-10", "2022-02-07", refresher=False)
    case.do("pause", "2022-03-01", until="2022-03-31")
    stay = stays(case.entries, date(2022, 3, 10))[1][-1]
    assert (stay.days, stay.net_days) == (31, 21)


def test_a_closed_case_has_left_for_good_and_one_reopened_has_moved_on():
    case = through()
    for months, on in ((3, "2022-12-05"), (6, "2023-03-05"), (12, "2023-09-05")):
        case.do("check_employment", on, at_months=months, employed="yes")
    _, rows = of(case, on=date(2024, 1, 1))
    assert (rows["follow_up"].left, rows["closed"].inside) == ({"closed": 1}, 1)
    case.do("reopen", "2023-10-01")
    _, rows = of(case, on=date(2024, 1, 1))
    assert (rows["closed"].moved, rows["between"].inside) == ({"between": 1}, 1)


def test_two_cases_of_one_person_are_one_person_and_two_cases():
    found, rows = of([through(), through()], through())
    assert (found.persons, found.cases) == (2, 3)
    assert (rows["refresher"].persons, rows["refresher"].entered) == (2, 3)


@often
@given(st.lists(walks(late=True), min_size=1, max_size=2), st.integers(0, 400))
def test_whoever_entered_is_inside_moved_on_or_left(cases, after):
    on = date(2021, 11, 1) + timedelta(days=after)
    _, rows = of(*cases, on=on)
    for row in rows.values():
        assert row.entered == row.inside + row.moved_on + row.gone
        assert row.persons <= row.entered
    arrived = dict.fromkeys(rows, 0)
    for row in rows.values():
        for stage, count in (*row.moved.items(), *row.left.items()):
            arrived[stage] += count
    opened = sum(row.entered for row in rows.values()) - sum(arrived.values())
    assert opened == sum(case.entries[0].effective_on <= on for case in cases), (
        "one stay of each case comes from nowhere"
    )
    assert sum(row.inside for row in rows.values()) == opened, "each case is inside exactly one stage"


@often
@given(walks(late=True), st.integers(0, 400))
def test_the_stays_of_a_case_follow_each_other_and_end_where_it_stands(case, after):
    on = date(2021, 11, 1) + timedelta(days=after)
    standing, made = stays(case.entries, on)
    assert standing == case.standing(on)
    for stay, following in pairwise(made):
        assert (stay.until, stay.to) == (following.since, following.stage)
        assert 0 <= stay.net_days <= stay.days
    assert [stay.stage for stay in made if stay.to is None] == ([standing.stage] if made else [])


def test_void_and_merged_cases_are_in_no_cohort():
    case = through()
    assert len(members([case.entries], LATE)) == 1
    case.do("void", "2022-10-01", by=SUPERVISOR, recorded="2022-10-02")
    assert members([case.entries], LATE) == []
    assert len(members([case.entries], LATE, known=date(2022, 10, 1))) == 1, "as then known it still counted"

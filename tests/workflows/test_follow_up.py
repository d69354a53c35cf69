"""After an exit: when each check is due, until when, and what became of it; a job renewed, a person who comes back."""

from datetime import date

import pytest

from tests.workflows.case_builder import Case
from workflows.exits import Job, durable, renewed
from workflows.follow_up import CheckState, due_checks, next_check
from workflows.stage import Stage

FIVE_MONTHS = {"contract": "cdd", "starts_on": "2022-03-31", "ends_on": "2022-08-30"}


@pytest.fixture
def gone():
    case = Case("2022-01-03")
    case.do("leave", "2022-03-31", motive="employment", job=FIVE_MONTHS)
    return case


def states(case, on):
    return [check.state for check in due_checks(case.standing(on), date.fromisoformat(on))]


def test_the_checks_fall_three_six_and_twelve_months_after_the_exit(gone):
    checks = due_checks(gone.standing("2022-03-31"), date(2022, 3, 31))
    assert [(check.at_months, check.due_on, check.until) for check in checks] == [
        (3, date(2022, 6, 30), date(2022, 7, 29)),
        (6, date(2022, 9, 30), date(2022, 10, 29)),
        (12, date(2023, 3, 31), date(2023, 4, 30)),
    ]


@pytest.mark.parametrize(("on", "first"), [
    ("2022-06-29", CheckState.TO_COME),
    ("2022-06-30", CheckState.DUE),
    ("2022-07-29", CheckState.DUE),
    ("2022-07-30", CheckState.OVERDUE),
])  # fmt: skip
def test_a_check_is_due_for_a_month_then_overdue(gone, on, first):
    assert states(gone, on) == [first, CheckState.TO_COME, CheckState.TO_COME]


@pytest.mark.parametrize(("employed", "state"), [
    ("yes", CheckState.DONE), ("no", CheckState.DONE), ("unknown", CheckState.UNKNOWN),
])  # fmt: skip
def test_an_answer_not_known_is_counted_apart(gone, employed, state):
    gone.do("check_employment", "2022-07-01", at_months=3, employed=employed)
    assert states(gone, "2022-07-02")[0] is state


def test_what_was_not_asked_before_the_last_check_was_never_asked(gone):
    gone.do("check_employment", "2023-04-03", at_months=12, employed="yes")
    standing = gone.standing("2023-04-03")
    assert standing.stage == Stage.CLOSED
    assert states(gone, "2023-04-03") == [CheckState.NEVER_ASKED, CheckState.NEVER_ASKED, CheckState.DONE]
    assert next_check(standing) is None


def test_the_next_check_is_the_first_one_not_made(gone):
    assert next_check(gone.standing("2022-05-02")) == (3, date(2022, 6, 30))
    gone.do("check_employment", "2022-07-01", at_months=3, employed="unknown")
    assert next_check(gone.standing("2022-07-01")) == (6, date(2022, 9, 30))


def test_nothing_is_asked_before_an_exit_nor_after_a_death():
    case = Case("2022-01-03")
    assert (due_checks(case.standing("2022-02-01"), date(2022, 2, 1)), next_check(case.standing("2022-02-01"))) == (
        [],
        None,
    )
    case.do("leave", "2022-03-31", motive="death")
    assert (due_checks(case.standing("2022-12-01"), date(2022, 12, 1)), next_check(case.standing("2022-12-01"))) == (
        [],
        None,
    )


def test_a_relapse_starts_the_checks_afresh_at_the_next_exit(gone):
    gone.do("check_employment", "2022-07-01", at_months=3, employed="no")
    gone.do("reopen", "2022-07-05")
    standing = gone.standing("2022-07-05")
    assert (standing.stage, due_checks(standing, date(2022, 7, 5))) == (Stage.BETWEEN, [])
    gone.do("leave", "2022-09-01", motive="own_request")
    assert next_check(gone.standing("2022-09-01")) == (3, date(2022, 12, 1))


def test_five_months_renewed_to_eight_become_a_lasting_job(gone):
    told = {"contract": "cdd", "starts_on": "2022-03-31", "ends_on": "2022-11-30"}
    assert durable(gone.standing("2022-07-01").exit.job) == {"P102": False, "IAE": False}
    gone.do("check_employment", "2022-10-03", at_months=6, employed="yes", job=told)
    standing = gone.standing("2022-10-03")
    assert standing.exit.job.ends_on == date(2022, 8, 30)
    seen = renewed(standing.exit.job, [check.job for check in standing.checks.values()])
    assert (seen.ends_on, durable(seen)) == (date(2022, 11, 30), {"P102": True, "IAE": True})


SIGNED = Job("cdd", date(2022, 4, 1), date(2022, 8, 31))


@pytest.mark.parametrize(("later", "expected"), [
    (Job("cdd", date(2022, 9, 1), date(2022, 11, 30)), Job("cdd", date(2022, 4, 1), date(2022, 11, 30))),
    (Job("cdd", date(2022, 7, 1), date(2022, 9, 30)), Job("cdd", date(2022, 4, 1), date(2022, 9, 30))),
    (Job("cdi", date(2022, 9, 1)), Job("cdi", date(2022, 4, 1))),
    (Job("cdd", date(2022, 9, 2), date(2022, 12, 31)), SIGNED),
    (Job("cdd", None, date(2022, 12, 31)), SIGNED),
    (Job("cdd", date(2022, 4, 1), None), SIGNED),
    (Job("cdd", date(2022, 4, 1), date(2022, 6, 30)), SIGNED),
    (None, SIGNED),
])  # fmt: skip
def test_a_job_goes_on_only_with_one_that_follows_it_without_a_day_between(later, expected):
    assert renewed(SIGNED, [later]) == expected


@pytest.mark.parametrize("first", [None, Job("cdi", date(2022, 4, 1)), Job("cdd", date(2022, 4, 1))])
def test_what_cannot_be_renewed_stays_as_it_was(first):
    assert renewed(first, [Job("cdd", date(2022, 4, 1), date(2023, 4, 1))]) == first


def test_renewals_told_in_turn_add_up():
    later = [Job("cdd", date(2022, 9, 1), date(2022, 10, 31)), Job("interim", date(2022, 11, 1), date(2023, 1, 31))]
    assert renewed(SIGNED, later) == Job("cdd", date(2022, 4, 1), date(2023, 1, 31))

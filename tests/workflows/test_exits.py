"""What makes a job a lasting one, under two definitions that are never mixed, and the family of an exit."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflows.calendar import add_months
from workflows.exits import Exit, Job, durable, exit_type


def job(contract, starts=None, ends=None):
    return Job(contract, date.fromisoformat(starts) if starts else None, date.fromisoformat(ends) if ends else None)


@pytest.mark.parametrize(
    ("starts", "ends", "p102", "iae"),
    [
        ("2022-04-01", "2022-09-29", False, False),
        ("2022-04-01", "2022-09-30", True, False),
        ("2022-04-01", "2022-10-01", True, True),
        ("2022-01-15", "2022-07-14", True, False),
        ("2022-01-15", "2022-07-13", False, False),
        ("2022-08-31", "2023-02-28", True, False),
        ("2022-08-31", "2023-02-27", False, False),
        ("2022-08-31", "2023-03-01", True, True),
        ("2023-08-31", "2024-02-29", True, False),
        ("2022-03-31", "2022-09-30", True, False),
        ("2022-03-31", "2022-09-29", False, False),
    ],
)
@pytest.mark.parametrize("contract", ["cdd", "interim", "apprenticeship"])
def test_six_calendar_months_are_enough_for_p102_and_not_for_iae(contract, starts, ends, p102, iae):
    assert durable(job(contract, starts, ends)) == {"P102": p102, "IAE": iae}


@pytest.mark.parametrize("contract", ["cdi", "creation", "public"])
@pytest.mark.parametrize(
    ("starts", "ends"), [(None, None), ("2022-04-01", None), (None, "2022-04-30"), ("2022-04-01", "2022-04-30")]
)
def test_an_open_ended_contract_a_business_and_a_public_post_last_by_nature(contract, starts, ends):
    assert durable(job(contract, starts, ends)) == {"P102": True, "IAE": True}


@pytest.mark.parametrize(("starts", "ends"), [(None, None), ("2022-04-01", None), (None, "2022-09-30")])
def test_a_term_without_its_dates_is_unknown_not_no(starts, ends):
    assert durable(job("cdd", starts, ends)) == {"P102": None, "IAE": None}


@pytest.mark.parametrize(
    ("motive", "lasts"),
    [("own_request", False), ("training_elsewhere", False), ("employment", None)],
)
def test_no_job_does_not_last_but_one_that_nobody_described_may(motive, lasts):
    assert Exit(motive, date(2022, 3, 1)).durable == {"P102": lasts, "IAE": lasts}
    assert Exit(motive, date(2022, 3, 1), job("cdi")).durable == {"P102": True, "IAE": True}


@pytest.mark.parametrize(
    ("motive", "contract", "family"),
    [
        ("employment", job("cdi"), "durable"),
        ("employment", job("cdd", "2022-04-01", "2022-09-30"), "durable"),
        ("employment", job("cdd", "2022-04-01", "2022-09-29"), "transition"),
        ("training_elsewhere", None, "positive"),
        ("no_contact", None, "other"),
        ("death", None, "other"),
        ("moved", job("cdi"), "other"),
    ],
)
def test_the_family_of_an_exit(motive, contract, family):
    assert exit_type(motive, contract) == family


@example(date(2018, 3, 1), 183)
@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.integers(0, 500))
def test_what_lasts_for_iae_lasts_for_p102_and_a_longer_job_never_lasts_less(starts, length):
    ends = starts + timedelta(days=length)
    now, later = durable(Job("cdd", starts, ends)), durable(Job("cdd", starts, ends + timedelta(days=1)))
    assert now["P102"] or not now["IAE"]
    for definition in ("P102", "IAE"):
        assert later[definition] or not now[definition]
    assert now["P102"] is (ends >= add_months(starts, 6) - timedelta(days=1)) or starts.day >= 28

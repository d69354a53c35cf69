"""The working lives after an exit, drawn alone: the published figures within chance, contracts that hold together."""

import random
from datetime import date
from itertools import pairwise
from math import sqrt

import pytest

from parcours_app.services.employment_rates import EmploymentRates
from parcours_app.services.simulated_jobs import any_contract, at_work, signed, told, working_life
from workflows.calendar import ONE_DAY, add_months, last_day_of
from workflows.exits import LASTING, Exit, Job, durable
from workflows.indicators.leavings import ACCESS_MONTHS, lasts_a_month

RATES = EmploymentRates()
LEFT, LIVES, STANDARD_ERRORS = date(2022, 1, 10), 3000, 3.3
AT_EXIT = {True: RATES.at_exit_after_qualification, False: RATES.at_exit_otherwise}


def lives_of(*, qualified):
    rng = random.Random(7)  # noqa: S311 - repeatable on purpose
    for _ in range(LIVES):
        job = signed(rng, RATES, any_contract(rng, RATES), LEFT) if rng.random() < AT_EXIT[qualified] else None
        yield working_life(rng, RATES, Exit("employment" if job else "other", LEFT, job), qualified=qualified)


@pytest.mark.parametrize(("qualified", "published"), [(True, 0.67), (False, 0.41)])
def test_people_have_access_to_employment_as_published(qualified, published):
    window = last_day_of(LEFT, ACCESS_MONTHS)
    found = sum(
        any(lasts_a_month(contract.job) and contract.job.starts_on <= window for contract in contracts)
        for contracts in lives_of(qualified=qualified)
    )
    assert abs(found / LIVES - published) <= STANDARD_ERRORS * sqrt(published * (1 - published) / LIVES)


def test_fewer_are_in_a_job_on_the_day_than_had_one_in_the_window_and_more_a_year_later():
    lives = list(lives_of(qualified=True))
    half_year, year = (sum(at_work(life, add_months(LEFT, months)) is not None for life in lives) for months in (6, 12))
    assert 0.5 < half_year / LIVES < 0.62
    assert 0.58 < year / LIVES < 0.75


def test_contracts_follow_one_another_and_a_run_of_renewals_has_no_day_between():
    renewals = 0
    for contracts in lives_of(qualified=True):
        for before, after in pairwise(contracts):
            assert before.until < after.job.starts_on
            if after.since < after.job.starts_on:
                renewals += 1
                assert after.job.starts_on == before.job.ends_on + ONE_DAY
                assert after.since == before.since
    assert renewals > 100


def test_some_contracts_are_of_six_calendar_months_to_the_day_and_some_of_two_weeks():
    jobs = [contract.job for contracts in lives_of(qualified=False) for contract in contracts]
    assert any(durable(job) == {"P102": True, "IAE": False} for job in jobs)
    assert any(lasts_a_month(job) is False for job in jobs)
    assert all((job.ends_on is None) == (job.contract in LASTING) for job in jobs)


def test_what_is_told_of_a_job_runs_on_the_day_it_is_told():
    rng = random.Random(3)  # noqa: S311 - repeatable on purpose
    nothing = without_end = as_one = 0
    day = add_months(LEFT, 6)
    running = [contract for contracts in lives_of(qualified=True) if (contract := at_work(contracts, day))]
    for contract in running:
        match told(rng, RATES, contract):
            case None:
                nothing += 1
            case Job(kind, begins, ends):
                assert kind == contract.job.contract
                assert begins <= day <= (ends or day)
                without_end += ends is None and kind not in LASTING
                as_one += begins < contract.job.starts_on
    assert 0 < nothing < 0.1 * len(running)
    assert 0 < without_end < 0.1 * len(running)
    assert as_one > 0

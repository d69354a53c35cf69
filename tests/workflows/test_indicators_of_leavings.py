"""Indicators of exits over real moves: jobs found, held and lasting, returns."""

from datetime import date
from decimal import Decimal

from tests.workflows.case_builder import Case
from tests.workflows.indicator_rows import figures, row


def left(motive="employment", on="2022-03-01", **job):
    case = Case().orient()
    contract = {"contract": "cdd", "starts_on": "2022-03-07", **job} if motive == "employment" else None
    case.do("leave", on, motive=motive, **({"job": contract} if contract else {}))
    return case


def test_six_calendar_months_are_lasting_for_one_definition_and_not_for_the_other():
    exact = left(starts_on="2022-04-01", ends_on="2022-09-30")
    assert figures(row("durable_p102", exact)) == (1, 1, Decimal("100.0"))
    assert figures(row("durable_iae", exact)) == (0, 1, Decimal("0.0"))
    assert row("durable_p102", left()).open == 1, "without its last day nobody can say"


def test_six_months_and_a_later_job_without_dates_are_lasting_for_one_and_not_known_for_the_other():
    case = left(starts_on="2022-04-01", ends_on="2022-09-30")
    case.do("check_employment", "2022-09-30", at_months=6, employed="yes", job={"contract": "cdd"})
    assert figures(row("durable_p102", case)) == (1, 1, Decimal("100.0"))
    iae = row("durable_iae", case)
    assert (iae.numerator, iae.denominator, iae.open) == (0, 0, 1)
    assert row("durable_p102", case).open == 0


def test_a_renewal_learnt_later_makes_the_exit_lasting():
    case = left(starts_on="2022-03-07", ends_on="2022-08-06")
    assert row("durable_p102", case).numerator == 0
    job = {"contract": "cdd", "starts_on": "2022-03-07", "ends_on": "2022-11-06"}
    case.do("check_employment", "2022-09-05", at_months=6, employed="yes", job=job)
    assert row("durable_p102", case).numerator == 1


def test_a_job_renewed_without_a_day_between_is_one_job():
    case = left(starts_on="2022-03-07", ends_on="2022-06-06")
    job = {"contract": "cdd", "starts_on": "2022-06-07", "ends_on": "2022-09-30"}
    case.do("check_employment", "2022-09-05", at_months=6, employed="yes", job=job)
    assert figures(row("durable_iae", case)) == (1, 1, Decimal("100.0"))


def test_a_job_nobody_described_is_neither_a_job_nor_none():
    case = left("own_request")
    case.do("check_employment", "2022-09-01", at_months=6, employed="yes")
    assert row("employed_6_months", case).numerator == 1
    for code in ("access_6_months", "durable_p102", "durable_iae"):
        assert (row(code, case).denominator, row(code, case).open) == (0, 1), code
    same = left(starts_on="2022-03-07", ends_on="2022-09-02")
    same.do("check_employment", "2022-09-01", at_months=6, employed="yes")
    assert figures(row("durable_p102", same)) == (0, 1, Decimal("0.0")), "it is the job of the exit"
    assert figures(row("access_6_months", same)) == (1, 1, Decimal("100.0"))


def test_an_exit_to_a_job_nobody_described_fails_nothing():
    case = Case().orient()
    case.do("leave", "2022-03-01", motive="employment", override=True)
    case.do("check_employment", "2022-09-01", at_months=6, employed="no")
    for code in ("access_6_months", "durable_p102", "durable_iae"):
        assert (row(code, case).denominator, row(code, case).open) == (0, 1), code
    assert figures(row("employed_6_months", case)) == (0, 1, Decimal("0.0")), "that is asked of the day itself"


def test_access_within_six_months_and_a_job_held_at_six_months_are_two_measures():
    case = left(starts_on="2022-03-07", ends_on="2022-05-06")
    case.do("check_employment", "2022-09-02", at_months=6, employed="no")
    assert figures(row("access_6_months", case)) == (1, 1, Decimal("100.0"))
    assert figures(row("employed_6_months", case)) == (0, 1, Decimal("0.0"))
    assert row("access_6_months", case, on=date(2022, 8, 31)).immature == 1
    assert row("employed_12_months", case).open == 1, "nobody asked at twelve months: not known"


def test_a_short_job_is_no_access_and_an_unknown_situation_is_apart():
    short = left(starts_on="2022-03-07", ends_on="2022-04-05")
    assert row("access_6_months", short).open == 1
    short.do("check_employment", "2022-09-02", at_months=6, employed="no")
    assert figures(row("access_6_months", short)) == (0, 1, Decimal("0.0"))


def test_a_death_is_in_no_denominator():
    codes = ("access_6_months", "employed_6_months", "durable_p102", "returns")
    assert [row(code, left("death")).denominator for code in codes] == [0, 0, 0, 0]
    after = left(starts_on="2022-03-07", ends_on="2022-12-06")
    after.do("leave", "2022-05-02", motive="death")
    assert [row(code, after, on=date(2024, 1, 1)).denominator for code in codes] == [0, 0, 0, 0]


def test_a_return_within_twelve_months_is_counted_when_they_are_over():
    back, gone = left("own_request"), left("own_request")
    back.do("reopen", "2022-09-01")
    assert row("returns", back, gone, on=date(2023, 3, 1)).immature == 2
    assert figures(row("returns", back, gone, on=date(2023, 3, 2))) == (1, 2, Decimal("50.0"))
    again = Case("2022-12-01", name="again")
    assert figures(row("returns", [gone, again])) == (1, 1, Decimal("100.0")), "a new case is a return too"


def test_whoever_is_back_and_leaves_again_the_same_day_came_back_once():
    case = left("own_request")
    case.do("reopen", "2022-09-01")
    case.do("leave", "2022-09-01", motive="moved")
    assert figures(row("returns", case, on=date(2024, 1, 1))) == (1, 2, Decimal("50.0"))


def test_an_exit_somebody_came_back_from_keeps_what_was_known_of_it():
    case = left(starts_on="2022-03-07", ends_on="2022-10-06")
    case.do("check_employment", "2022-06-02", at_months=3, employed="yes")
    case.do("reopen", "2022-10-10")
    assert row("durable_p102", case).numerator == 1
    assert figures(row("employed_3_months", case)) == (1, 1, Decimal("100.0"))

"""Indicators of seams, of ends to book, and of what follows a preparation, over real moves."""

from datetime import date
from decimal import Decimal

import pytest

from tests.workflows.case_builder import SUPERVISOR, Case
from tests.workflows.indicator_rows import figures, row, trained


def test_two_refreshers_in_a_row_are_judged_on_the_last():
    case = Case().orient()
    case.train("2022-03-01", "2022-04-30")
    case.train("2022-05-02", "2022-06-30")
    assert row("onward", case, on=date(2022, 12, 29)).immature == 1
    assert figures(row("onward", case, on=date(2022, 12, 30))) == (0, 1, Decimal("0.0"))
    case.train("2022-09-01", "2022-11-30", kind="qualification", rncp="RNCP38417")
    assert figures(row("onward", case)) == (1, 1, Decimal("100.0"))
    assert row("onward_certifying", case).numerator == 1


def test_what_follows_a_preparation_at_once_is_judged_with_those_whom_nothing_followed():
    case = Case().orient()
    case.train("2022-03-01", "2022-04-30")
    case.train("2022-05-02", "2022-09-30", kind="qualification", rncp="RNCP38417")
    assert row("onward", case, on=date(2022, 10, 29)).immature == 1
    assert row("onward_certifying", case, on=date(2022, 10, 29)).numerator == 0
    assert figures(row("onward", case, on=date(2022, 10, 30))) == (1, 1, Decimal("100.0"))


def test_a_refresher_beside_a_qualification_prepares_nothing_to_come():
    case = Case().orient(refresher=False)
    case.train("2022-02-10", kind="qualification", rncp="RNCP1")
    beside = case.train("2022-03-01", parallel=True, override=True)
    case.do("complete", "2022-04-30", episode=beside)
    assert figures(row("onward", case)) == (0, 0, None)


def test_seams_gross_and_net_followed_and_never_followed():
    first = Case(name="a").orient()
    first.train("2022-02-10", "2022-04-30", prescribed="2022-01-20")
    first.do("pause", "2022-05-01", until="2022-05-10")
    first.train("2022-05-20", "2022-08-30", kind="qualification", prescribed="2022-05-20")
    second = Case(name="b").orient()
    second.do("leave", "2022-03-01")
    assert row("seam_median", first, second).rate == Decimal(15)
    assert row("seam_median_net", first, second).rate == Decimal(10)
    assert row("seam_ninth_decile", first, second).rate == Decimal(20)
    assert figures(row("seam_within_threshold", first, second)) == (2, 2, Decimal("100.0"))
    assert figures(row("seamless", first, second)) == (1, 2, Decimal("50.0"))
    assert figures(row("never_followed", first, second)) == (1, 3, Decimal("33.3"))


def test_a_threshold_kept_thanks_to_a_pause_is_told_apart():
    case = Case().orient()
    case.train("2022-02-10", "2022-04-30", prescribed="2022-01-20")
    case.do("pause", "2022-05-01", until="2022-05-15")
    case.train("2022-06-10", "2022-08-30", kind="qualification", prescribed="2022-05-20")
    assert row("seam_ninth_decile", case).rate == Decimal(41)
    assert row("seam_ninth_decile_net", case).rate == Decimal(26)
    assert figures(row("seam_within_threshold", case)) == (2, 2, Decimal("100.0"))
    assert figures(row("seam_within_threshold_gross", case)) == (1, 2, Decimal("50.0"))


def test_what_is_said_to_be_no_gap_is_in_no_figure_of_seams():
    case = Case().orient()
    case.train("2022-02-10", "2022-04-30", prescribed="2022-01-20")
    case.train("2022-09-01", "2022-12-30", kind="qualification", prescribed="2022-08-20")
    assert figures(row("seam_within_threshold", case)) == (1, 2, Decimal("50.0"))
    case.do("settle_seam", "2022-09-05", after="case-e2", not_a_gap=True, reason="Congé prévu.")
    assert figures(row("seam_within_threshold", case)) == (1, 1, Decimal("100.0"))
    assert row("seam_median", case).rate == Decimal(10)


@pytest.mark.parametrize(("admitted", "booked"), [("2022-04-15", 1), ("2022-04-16", 0)])
def test_an_end_is_booked_ahead_fifteen_days_before_and_only_ends_that_call_for_a_next_step_count(admitted, booked):
    case, episode = trained(1, end="2022-04-30")
    case.do("start", "2022-03-01", episode=episode)
    following = case.prescribe("2022-04-01", "2022-05-16", kind="qualification")
    case.do("admit", admitted, episode=following)
    assert row("booked_ahead", case).denominator == 0
    case.do("complete", "2022-04-30", episode=episode)
    assert figures(row("booked_ahead", case)) == (booked, 1, Decimal(100 * booked).quantize(Decimal("0.1")))
    case.do("settle_seam", "2022-05-05", after=episode, not_a_gap=True, reason="Congé prévu.")
    assert row("booked_ahead", case).rate is None


def test_a_gap_after_a_step_of_a_merged_case_is_on_the_case_that_answers_for_it():
    first = Case("2020-01-06", name="first").orient("2020-01-10", "2020-02-03")
    first.do("leave", "2020-02-10")
    first.do("check_employment", "2021-02-10", at_months=12, employed="no")
    second = Case(name="second").orient()
    second.train("2022-02-10", "2022-04-30", prescribed="2022-01-20")
    assert row("seam_median", [first, second]).rate == Decimal(10)
    second.do("merge", "2022-05-10", by=SUPERVISOR, into_case="first")
    assert figures(row("seam_within_threshold", [first, second])) == (1, 1, Decimal("100.0"))
    assert row("seamless", [first, second]).open == 1

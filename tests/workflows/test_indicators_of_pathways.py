"""Indicators of whole pathways, and of orientation and accompaniment in time, over real moves."""

from datetime import date
from decimal import Decimal

from tests.workflows.case_builder import Case
from tests.workflows.indicator_rows import figures, qualified, row


def test_orientation_then_qualification_is_a_complete_pathway_without_a_refresher():
    case = qualified("full")
    other = Case(name="other").orient()
    gone = Case(name="gone").orient()
    gone.do("leave", "2022-03-01")
    found = row("complete_pathway", case, other, gone)
    assert figures(found) == (1, 2, Decimal("50.0"))
    assert found.open == 1


def test_delays_are_strictly_shorter_and_judged_when_they_are_over():
    in_time = Case("2022-01-03", name="a").orient("2022-01-10", "2022-02-16")
    too_late = Case("2022-01-03", name="b").orient("2022-01-10", "2022-02-17")
    assert row("oriented_45", in_time, too_late, on=date(2022, 2, 16)).immature == 2
    assert figures(row("oriented_45", in_time, too_late, on=date(2022, 2, 17))) == (1, 2, Decimal("50.0"))
    in_time.do("start_support", "2022-03-17")
    assert row("accompanied_30", in_time, on=date(2022, 3, 17)).immature == 1
    assert figures(row("accompanied_30", in_time, on=date(2022, 3, 18))) == (1, 1, Decimal("100.0"))


def test_each_orientation_completed_calls_for_what_follows_it():
    case = Case("2022-01-03").orient("2022-01-10", "2022-02-16")
    case.train("2022-02-21")
    case.do("redirect", "2022-03-07")
    case.do("complete_orientation", "2022-03-21")
    assert figures(row("accompanied_30", case)) == (1, 2, Decimal("50.0"))
    case.do("start_support", "2022-04-04")
    assert figures(row("accompanied_30", case)) == (2, 2, Decimal("100.0"))

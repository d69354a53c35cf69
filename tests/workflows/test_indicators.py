"""Indicators of trainings over real moves: the worked example of domain.md §2, and each definition at its edges."""

from datetime import date
from decimal import Decimal

import pytest

from tests.workflows.case_builder import SUPERVISOR, Case
from tests.workflows.indicator_rows import figures, qualified, row, trained


@pytest.fixture
def twenty():
    """Twenty prescribed: 3 no-shows, 9 completed, 3 dropouts, 1 left for a job, 2 paused, 2 not yet due."""
    people = []
    for n in range(20):
        late = ("2022-11-02", "2023-05-31") if n >= 18 else ()
        case, episode = trained(n, *late)
        start = late[0] if late else "2022-03-01"
        if n < 3:
            case.do("no_show", start, episode=episode)
        else:
            case.do("start", start, episode=episode)
        if 3 <= n < 12:
            case.do("complete", "2022-06-30", episode=episode)
        elif 12 <= n < 15:
            case.do("drop_out", "2022-04-01", episode=episode)
        elif n == 15:
            case.do("interrupt", "2022-04-15", episode=episode, motive="employment")
        elif n in (16, 17):
            case.do("pause", "2022-06-01", until="2022-11-30")
        people.append(case)
    return people


def test_the_worked_example_nine_of_thirteen(twenty):
    on = date(2022, 11, 15)
    found = row("completion", *twenty, on=on)
    assert figures(found) == (9, 13, Decimal("69.2"))
    assert (found.paused, found.open, found.immature) == (2, 0, 2)
    assert figures(row("dropout", *twenty, on=on)) == (3, 13, Decimal("23.1"))
    assert figures(row("job_before_term", *twenty, on=on)) == (1, 13, Decimal("7.7"))
    early = row("early_exit", *twenty, on=on)
    assert early.numerator == 4
    assert early.details == {"dropped_out:personal": 3, "interrupted:employment": 1}
    assert row("entries", *twenty, on=on).numerator == 17
    assert row("loss_before_start", *twenty, on=on).numerator == 3
    assert row("loss_before_start", *twenty, on=on).denominator == 20


def test_an_early_dropout_waits_for_its_planned_end_and_the_tolerance():
    case, episode = trained(1)
    case.do("start", "2022-03-01", episode=episode)
    case.do("drop_out", "2022-03-15", episode=episode)
    assert row("completion", case, on=date(2022, 8, 29)).immature == 1
    assert figures(row("completion", case, on=date(2022, 8, 30))) == (0, 1, Decimal("0.0"))


def test_a_pause_moves_the_day_a_training_is_judged():
    case, episode = trained(1)
    case.do("start", "2022-03-01", episode=episode)
    case.do("pause", "2022-04-01", until="2022-04-30")
    case.do("complete", "2022-07-15", episode=episode)
    assert row("completion", case, on=date(2022, 9, 28)).immature == 1
    assert figures(row("completion", case, on=date(2022, 9, 29))) == (1, 1, Decimal("100.0"))


def test_nothing_out_of_nothing_is_not_zero():
    assert figures(row("completion")) == (0, 0, None)
    assert row("entries").numerator == 0


def test_a_person_is_in_one_place_wherever_they_entered_again():
    """Regions and publics add up to the nation: whoever entered twice is where they first did in the period."""
    cases = []
    for n, (region, opened, start) in enumerate(
        (("53", "2022-01-03", "2022-03-01"), ("11", "2022-07-04", "2022-09-01"))
    ):
        case = Case(opened, name=f"case{n}", region=region).orient(opened, opened)
        episode = case.prescribe(opened, start, "2022-12-31")
        case.do("start", start, episode=episode)
        cases.append(case)
    assert {place: r.numerator for place, r in row("entries", cases, by=("region",)).items()} == {
        ("53",): 1,
        ("11",): 1,
    }
    assert {place: r.numerator for place, r in row("persons", cases, by=("region",)).items()} == {("53",): 1}
    later = (date(2022, 7, 1), date(2022, 12, 31))
    assert {p: r.numerator for p, r in row("persons", cases, period=later, by=("region",)).items()} == {("11",): 1}


def test_a_training_is_judged_by_its_own_pauses_and_no_later_one():
    case, episode = trained(0)
    case.do("start", "2022-03-01", episode=episode)
    case.do("complete", "2022-05-31", episode=episode)
    case.do("pause", "2022-06-01", until="2022-11-30", category="justified_absence")
    assert row("completion", case, on=date(2022, 8, 30)).numerator == 1, "60 days after the end of June"


def test_who_gives_and_who_pays_is_unknown_when_nobody_said():
    case, episode = trained(0)
    case.do("start", "2022-03-01", episode=episode)
    assert set(row("entries", case, by=("funder",))) == {("unknown",)}


def test_persons_and_entries_are_never_confused():
    case = Case().orient()
    case.train("2022-03-01", "2022-04-30")
    case.train("2022-05-02", "2022-06-30")
    assert row("entries", case).numerator == 2
    assert row("persons", case).numerator == 1


def test_a_cancelled_case_counts_nowhere():
    case = Case().orient()
    case.train("2022-03-01", "2022-04-30")
    case.do("void", "2022-05-02", by=SUPERVISOR, reason="Double")
    assert row("entries", case).numerator == 0


def test_the_stock_counts_both_ends_and_the_two_conventions_differ():
    case = Case().orient()
    case.train("2022-03-10", "2022-04-10")
    months = {(3, "stock_during"): 1, (3, "stock_last_day"): 1, (4, "stock_during"): 1, (4, "stock_last_day"): 0}
    months |= {(5, "stock_during"): 0, (2, "stock_during"): 0}
    ends = {2: 28, 3: 31, 4: 30, 5: 31}
    for (month, code), expected in months.items():
        period = (date(2022, month, 1), date(2022, month, ends[month]))
        assert row(code, case, period=period).numerator == expected, (month, code)


def test_a_jury_that_has_not_spoken_is_out_of_the_certification_rate():
    found = row("certification", qualified(), qualified("full"), qualified("none"), qualified("absent"))
    assert figures(found) == (1, 2, Decimal("50.0"))
    assert found.open == 2


def test_blocs_add_up_and_the_last_training_is_the_one_that_certifies():
    case = qualified("partial", ["B1", "B2"])
    assert figures(row("certification", case)) == (0, 1, Decimal("0.0"))
    assert row("partial_certification", case).numerator == 1
    rest = {"rncp": "RNCP38417", "blocs": ["B3", "B4"]}
    second = case.train("2022-09-01", "2022-11-30", kind="qualification", prescribed="2022-08-01", **rest)
    case.do("record_result", "2022-12-10", episode=second, result="full")
    found = row("certification", case, by=("kind",))["qualification",]
    assert figures(found) == (1, 2, Decimal("50.0"))


def test_blocs_obtained_in_an_earlier_case_add_up_to_the_whole():
    """§6.6 case 6: a later bloc elsewhere completes the certification, for the training that brought it."""
    cases = []
    for name, opened, start, end, bloc in (
        ("a", "2022-01-03", "2022-02-10", "2022-04-29", "B1"),
        ("b", "2022-06-01", "2022-06-13", "2022-07-29", "B2"),
    ):
        case = Case(opened, name=name).orient(opened, opened, refresher=False)
        aimed = {"kind": "qualification", "rncp": "RNCP1", "blocs": ["B1", "B2"]}
        episode = case.train(start, end, prescribed=opened, **aimed)
        case.do("record_result", end, episode=episode, result="partial", blocs=[bloc])
        case.do("leave", end)
        cases.append(case)
    assert figures(row("certification", cases)) == (1, 2, Decimal("50.0"))
    assert row("partial_certification", cases).numerator == 1
    assert figures(row("certification", *cases)) == (0, 2, Decimal("0.0")), "two persons have half each"


def test_the_rows_of_a_breakdown_add_up_to_the_whole():
    facts = ({"region": "53", "sex": "f"}, {"region": "11", "sex": "m", "situations": ["qpv"]}, {"region": None})
    people = [Case(name=f"c{n}", **more).orient() for n, more in enumerate(facts)]
    for case in people:
        case.train("2022-03-01", "2022-06-30")
    for by in (("region",), ("sex", "qpv"), ("age", "level"), ("provider", "kind", "year")):
        rows = row("completion", *people, by=by)
        assert sum(r.numerator for r in rows.values()) == 3
    assert set(row("entries", *people, by=("region",))) == {("11",), ("53",), ("unlocated",)}

"""Indicators over real moves: the worked example of domain.md §2, and each definition at its edges."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.workflows.case_builder import SUPERVISOR, Case
from workflows.indicators import REGISTER, VERSIONS, evaluate, indicator_named, name_of
from workflows.indicators.rates import median, ninth_decile, share, wilson
from workflows.indicators.register import present, versions

YEAR = (date(2022, 1, 1), date(2022, 12, 31))
JUDGED = date(2023, 6, 1)


def trained(number, start="2022-03-01", end="2022-06-30", **facts):
    """Somebody oriented, with a refresher prescribed from `start` to `end`; the case and the episode."""
    case = Case(name=f"p{number}", **facts).orient()
    return case, case.prescribe("2022-02-07", start, end)


def row(code, *people, on=JUDGED, period=YEAR, by=()):
    cases = [person if isinstance(person, list) else [person] for person in people]
    rows = evaluate(REGISTER[code], [[c.standing(on) for c in person] for person in cases], on, period, by)
    return rows[0] if not by else {tuple(r.dimensions.values()): r for r in rows}


def figures(found):
    return found.numerator, found.denominator, found.rate


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
    assert (found.paused, found.open, found.immature) == (2, 2, 0)
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


def qualified(result=None, blocs=None, **more):
    case = Case().orient(refresher=False)
    aimed = {"rncp": "RNCP38417", "blocs": ["B1", "B2", "B3", "B4"]}
    episode = case.train("2022-03-01", "2022-06-30", kind="qualification", **aimed)
    if result:
        case.do("record_result", "2022-07-15", episode=episode, result=result, **({"blocs": blocs} if blocs else {}))
    return case


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


def test_orientation_then_qualification_is_a_complete_pathway_without_a_refresher():
    case = qualified("full")
    other = Case(name="other").orient()
    gone = Case(name="gone").orient()
    gone.do("leave", "2022-03-01")
    found = row("complete_pathway", case, other, gone)
    assert figures(found) == (1, 2, Decimal("50.0"))
    assert found.open == 1


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


def test_an_exit_somebody_came_back_from_keeps_what_was_known_of_it():
    case = left(starts_on="2022-03-07", ends_on="2022-10-06")
    case.do("check_employment", "2022-06-02", at_months=3, employed="yes")
    case.do("reopen", "2022-10-10")
    assert row("durable_p102", case).numerator == 1
    assert figures(row("employed_3_months", case)) == (1, 1, Decimal("100.0"))


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


def test_the_rows_of_a_breakdown_add_up_to_the_whole():
    facts = ({"region": "53", "sex": "f"}, {"region": "11", "sex": "m", "situations": ["qpv"]}, {"region": None})
    people = [Case(name=f"c{n}", **more).orient() for n, more in enumerate(facts)]
    for case in people:
        case.train("2022-03-01", "2022-06-30")
    for by in (("region",), ("sex", "qpv"), ("age", "level"), ("provider", "kind", "year")):
        rows = row("completion", *people, by=by)
        assert sum(r.numerator for r in rows.values()) == 3
    assert set(row("entries", *people, by=("region",))) == {("11",), ("53",), ("unlocated",)}


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (9, 13, "69.2"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),
        (5, 1000, "0.5"),
        (1, 2000, "0.1"),
        (0, 4, "0.0"),
    ],
)
def test_shares_are_rounded_half_up(numerator, denominator, expected):
    assert share(numerator, denominator) == Decimal(expected)


def test_middle_and_ninth_decile():
    assert median([3, 1, 2]) == 2
    assert median([1, 2, 3, 4]) == Decimal("2.5")
    assert median([]) is None
    assert ninth_decile(list(range(1, 11))) == 9
    assert ninth_decile([7]) == 7


def test_the_interval_is_wilson_s():
    assert wilson(9, 13) == pytest.approx((0.4237, 0.8732), abs=0.0001)
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == 1


def test_every_definition_says_all_a_reader_needs():
    for code, indicator in REGISTER.items():
        assert indicator.code == code
        assert indicator.version >= 1
        assert indicator.name
        assert indicator.definition.endswith(".")
        assert indicator.numerator
        assert indicator.window
        assert indicator.source
        assert (indicator.measure == "share") == bool(indicator.denominator)


def test_the_last_version_is_the_one_that_holds_and_each_keeps_its_name():
    first = REGISTER["completion"]
    third, second = replace(first, version=3), replace(first, version=2)
    several = (first, third, second, REGISTER["dropout"])
    assert present(several) == {"completion": third, "dropout": REGISTER["dropout"]}
    assert list(versions(several)) == ["completion@1", "completion@3", "completion@2", "dropout@1"]
    assert (name_of(first), name_of(second)) == ("completion", "completion@2")
    assert indicator_named("completion") is indicator_named("completion@1")
    assert set(REGISTER) == {each.code for each in VERSIONS.values()}

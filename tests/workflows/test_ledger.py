"""The seam ledger of a person: her cases read as one life, the ends to come, what is said of a gap, and its states."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.case_builder import COUNSELLOR, OPERATOR, SUPERVISOR, Case, refusal, said
from tests.workflows.walks import walks
from workflows.ledger import STATES, TO_COME, ledger, state_of, urgency
from workflows.pacts.pact import NOTICE
from workflows.pauses import Pause, joined
from workflows.seams import seams, stage_of_seam

often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lines(*cases, on):
    """The ledger on a day of cases that had something recorded by then."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    return ledger({case.name: case.standing(on=day) for case in cases}, day)


def told(*cases, on, window=60):
    """Case, after, before, days and state of each line."""
    day = date.fromisoformat(on)
    return [
        (line.case, line.seam.after, line.seam.before, line.seam.days, state_of(line.seam, day, window))
        for line in lines(*cases, on=on)
    ]


def in_refresher(name="case", end="2022-06-30", **how):
    case = Case(name=name, **how).orient("2022-01-10", "2022-01-31")
    case.prescribe("2022-01-31", "2022-02-01", end)
    case.do("start", "2022-02-01", episode=f"{name}-e2")
    return case


# The end to come


def test_an_end_calls_for_a_next_step_from_sixty_days_before_until_one_is_accepted():
    case = in_refresher()
    assert told(case, on="2022-04-30")[-1] == ("case", "case-e2", None, 0, TO_COME), "day 61"
    assert told(case, on="2022-05-01")[-1] == ("case", "case-e2", None, 0, "to_sew"), "day 60"
    following = case.prescribe("2022-05-10", "2022-07-04", provider="AFPA")
    assert told(case, on="2022-05-10")[-1][-1] == "to_sew", "prescribed is not accepted"
    case.do("admit", "2022-05-20", episode=following)
    assert told(case, on="2022-05-20")[-1][-1] == "booked"
    case.do("no_place", "2022-06-10", episode=following)
    assert told(case, on="2022-06-10")[-1][-1] == "to_sew", "the place was lost"


def test_the_window_is_the_pact_s():
    case = in_refresher()
    (line,) = [line for line in lines(case, on="2022-05-01") if line.seam.ahead]
    assert state_of(line.seam, date(2022, 5, 1), 60) == "to_sew"
    assert state_of(line.seam, date(2022, 5, 1), 45) == TO_COME


def test_a_pause_shifts_the_end_that_calls():
    case = in_refresher()
    case.do("pause", "2022-03-01", until="2022-03-10")
    (line,) = [line for line in lines(case, on="2022-05-01") if line.seam.ahead]
    assert line.seam.since == date(2022, 7, 10)


def test_an_end_presses_at_sixty_thirty_and_fifteen_days_and_is_overdue_the_day_after():
    end = date(2022, 6, 30)
    said_on = {left: urgency(end, end - timedelta(days=left), NOTICE) for left in (61, 60, 31, 30, 16, 15, 0, -1)}
    assert said_on == {61: None, 60: 60, 31: 60, 30: 30, 16: 30, 15: 15, 0: 15, -1: 0}


def test_a_qualification_ends_the_line_and_what_runs_beside_calls_for_nothing():
    case = Case().orient(refresher=False)
    case.train("2022-02-01", kind="qualification", rncp="RNCP1")
    case.train("2022-02-05", parallel=True, override=True)
    assert not [line for line in lines(case, on="2022-04-01") if line.seam.ahead]


def test_of_two_that_run_the_one_that_ends_last_calls():
    case = in_refresher()
    other = case.prescribe("2022-02-01", "2022-02-10", "2022-09-30", provider="CléA")
    case.do("start", "2022-02-10", episode=other, override=True)
    (line,) = [line for line in lines(case, on="2022-05-01") if line.seam.ahead]
    assert (line.seam.after, line.seam.since) == (other, date(2022, 9, 30))


def test_a_seat_on_a_session_is_an_acceptance():
    case = in_refresher()
    case._write(
        "prescribe",
        date(2022, 5, 10),
        {"kind": "refresher", "episode": "case-e3", "seat": True, "planned_start": "2022-07-04"},
        OPERATOR,
        override=True,
    )
    assert case.standing().accepted_next.id == "case-e3"
    assert case.standing().accepted_next.accepted_on == date(2022, 5, 10)


# Open, booked, closed


def test_a_gap_is_open_until_a_step_is_accepted_then_booked_then_closed():
    case = in_refresher(end="2022-04-29")
    case.do("complete", "2022-04-29", episode="case-e2")
    assert told(case, on="2022-05-09")[-1] == ("case", "case-e2", None, 10, "open")
    following = case.prescribe("2022-05-09", "2022-05-30", provider="AFPA")
    case.do("admit", "2022-05-11", episode=following)
    assert told(case, on="2022-05-11")[-1] == ("case", "case-e2", None, 12, "booked")
    case.do("start", "2022-05-30", episode=following)
    closed = told(case, on="2022-05-30")
    assert closed[1] == ("case", "case-e2", following, 31, "closed")


def test_an_overlap_is_a_success_and_closed_on_the_same_day_is_no_day():
    for start, days, outcome in (("2022-04-20", -9, "overlap"), ("2022-04-29", 0, "seamless")):
        case = in_refresher(end="2022-04-29")
        following = case.prescribe("2022-04-01", start, provider="AFPA")
        case.do("start", start, episode=following, override=True)
        case.do("complete", "2022-04-29", episode="case-e2")
        line = next(line for line in lines(case, on="2022-05-02") if line.seam.after == "case-e2")
        assert (line.seam.days, stage_of_seam(line.seam), state_of(line.seam, date(2022, 5, 2), 60)) == (
            days,
            outcome,
            "closed",
        )


# What is said of it


def settled(**said_of_it):
    case = in_refresher(end="2022-04-29")
    case.do("complete", "2022-04-29", episode="case-e2")
    entry = case.do("settle_seam", "2022-05-09", after="case-e2", **said_of_it)
    return case, entry


def test_a_cause_given_comes_before_the_one_the_journal_suggests():
    case, _entry = settled(cause="childcare_transport")
    assert lines(case, on="2022-05-10")[-1].seam.cause == "childcare_transport"
    following = case.prescribe("2022-05-10", "2022-05-20", provider="AFPA")
    case.do("no_place", "2022-05-18", episode=following)
    assert lines(case, on="2022-05-20")[-1].seam.cause == "childcare_transport"
    case.do("settle_seam", "2022-05-21", after="case-e2", cause="funding")
    assert lines(case, on="2022-05-21")[-1].seam.cause == "funding", "the last word counts"
    assert lines(case, on="2022-05-20")[-1].seam.cause == "childcare_transport", "and what was true stays true"


def test_not_a_gap_needs_a_reason_leaves_the_backlog_and_is_undone_by_voiding_it():
    case, entry = settled(not_a_gap=True, reason="Congé prévu avec la personne.")
    seam = lines(case, on="2022-05-10")[-1].seam
    assert (state_of(seam, date(2022, 5, 10), 60), stage_of_seam(seam), seam.seamless) == (
        "not_a_gap",
        "not_a_gap",
        None,
    )
    case.void(entry, recorded="2022-05-12")
    assert told(case, on="2022-05-12")[-1][-1] == "open"
    refused = refusal(case.do, "settle_seam", "2022-05-13", after="case-e2", not_a_gap=True)
    assert said(refused) == "That an interval is not a gap must be argued."


def test_not_a_gap_leaves_those_never_followed():
    case, _entry = settled(not_a_gap=True, reason="Suite hors programme.")
    case.do("leave", "2022-06-01", motive="training_elsewhere")
    seam = case.seams("2022-06-30")[-1]
    assert (seam.before, seam.cause, stage_of_seam(seam)) == (None, "exit", "not_a_gap")


def test_a_correction_that_takes_the_seam_away_leaves_nothing_to_settle():
    case, _entry = settled(cause="funding")
    case.void(case.entry("complete"), recorded="2022-05-15")
    assert [line.seam.after for line in lines(case, on="2022-05-15") if not line.seam.ahead] == ["case-e1"]
    case.do("complete", "2022-05-20", episode="case-e2")
    assert lines(case, on="2022-05-21")[-1].seam.cause == "funding", "the seam is back, and so is its cause"


def test_a_seam_is_settled_in_any_stage_that_may_have_one_by_counsellors_and_supervisors():
    case, _entry = settled(cause="funding")
    case.do("leave", "2022-06-01", motive="no_contact")
    case.do("settle_seam", "2022-06-02", by=SUPERVISOR, after="case-e2", cause="unreachable")
    assert case.stage() == "follow_up"
    refused = refusal(case.do, "settle_seam", "2022-06-02", by=COUNSELLOR, after="nowhere", cause="other")
    assert said(refused) == "No seam follows this step on this date."


# The whole person


def test_a_gap_during_which_another_case_has_an_episode_running_is_none():
    first = in_refresher("first", end="2022-04-29")
    second = Case("2022-03-01", name="second").orient("2022-03-02", "2022-03-10", refresher=False)
    second.train("2022-03-21", kind="qualification")
    first.do("complete", "2022-04-29", episode="first-e2")
    assert [(s.after, s.open) for s in first.seams("2022-06-30")][-1] == ("first-e2", True), "alone, it gapes"
    whole = told(first, second, on="2022-06-30")
    assert whole[-1] == ("first", "first-e2", "second-e2", -39, "closed"), "over her cases, the steps overlap"
    assert not [line for line in whole if line[1] == "second-e1"], "nor was the orientation there followed by a gap"


def test_the_gap_of_one_case_is_closed_by_the_start_in_another():
    first = in_refresher("first", end="2022-04-29")
    first.do("complete", "2022-04-29", episode="first-e2")
    second = Case("2022-05-02", name="second")
    second.do("begin_orientation", "2022-05-19")
    assert told(first, second, on="2022-06-30")[-1] == ("first", "first-e2", "second-e1", 20, "closed")


def test_what_was_lived_in_a_merged_case_counts_and_the_one_that_stays_answers():
    first = in_refresher("first", end="2022-04-29")
    first.do("complete", "2022-04-29", episode="first-e2")
    second = Case("2022-05-02", name="second")
    merge = first.do("merge", "2022-05-05", by=SUPERVISOR, into_case="second")
    assert told(first, second, on="2022-05-09")[-1] == ("second", "first-e2", None, 10, "open")
    first.do("settle_seam", "2022-05-09", after="first-e2", cause="awaiting_decision")
    assert lines(first, second, on="2022-05-09")[-1].seam.cause == "awaiting_decision"
    first.correct(merge, void=True, recorded="2022-05-20")
    assert lines(first, second, on="2022-05-20")[-1].case == "first"


def test_a_case_opened_by_mistake_tells_nothing():
    first, second = in_refresher("first"), in_refresher("second")
    first.do("void", "2022-03-01", by=SUPERVISOR)
    assert {line.case for line in lines(first, second, on="2022-06-01")} == {"second"}


def test_days_paused_in_two_cases_are_left_out_once():
    pauses = [Pause(date(2022, 5, 1), date(2022, 5, 10), "other"), Pause(date(2022, 5, 6), date(2022, 5, 15), "other")]
    assert [(p.since, p.until) for p in joined(pauses)] == [(date(2022, 5, 1), date(2022, 5, 15))]
    assert sum(p.days for p in joined(pauses)) == 15


# Always


@often
@given(walks(late=True))
def test_the_ledger_of_one_case_is_its_seams_and_one_end_to_come(case):
    on = max(entry.effective_on for entry in case.entries)
    standing = case.standing(on=on)
    found = [line.seam for line in lines(case, on=on)]
    if standing.voided:
        assert found == []
        return
    assert [seam for seam in found if not seam.ahead] == seams(standing, on)
    assert sum(seam.ahead for seam in found) <= 1
    assert not (any(seam.ahead for seam in found) and any(seam.open for seam in found))
    assert {state_of(seam, on, 60) for seam in found} <= {*STATES, TO_COME}


@often
@given(walks(late=True, name="first"), walks(late=True, name="second"), st.integers(0, 90))
def test_nobody_is_in_a_gap_while_a_step_runs_in_any_case(first, second, more):
    on = max(entry.effective_on for entry in (*first.entries, *second.entries)) + timedelta(days=more)
    standings = {case.name: case.standing(on=on) for case in (first, second)}
    told_of = [s for s in standings.values() if not s.voided]
    found = [line.seam for line in ledger(standings, on)]
    running = [e for s in told_of for e in s.in_progress]
    assert sum(seam.open for seam in found) <= (0 if running else 1)
    assert len({seam.after for seam in found if seam.open or seam.ahead}) == sum(s.open or s.ahead for s in found)
    for seam in found:
        assert seam.ahead or seam.days == ((seam.until or on) - seam.since).days
        if seam.before is None and not seam.ahead:
            started = [e for s in told_of for e in s.episodes.values() if e.started_on and not e.parallel]
            until = seam.until or on
            assert not [e for e in started if seam.since < e.started_on < until], "a start would have closed it"

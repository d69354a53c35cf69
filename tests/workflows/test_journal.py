"""The journal: which entries hold, in which order, as known on which day; and corrections that the rest cannot bear."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.workflows.case_builder import COUNSELLOR, NEEDS_REFRESHER, OPERATOR, SUPERVISOR, Case, refusal, said
from workflows.engine import Refused
from workflows.journal import Entry, folds, holding, replay

TITLE = {"kind": "qualification", "rncp": "RNCP35506"}


def moves(case, known=None):
    return [entry.move for entry in holding(case.entries, known)]


def entry(seq, on, *, recorded="2022-06-01T12:00:00+00:00", **more):
    moment = datetime.fromisoformat(recorded)
    return Entry(f"x{seq}", seq, "open", date.fromisoformat(on), moment, COUNSELLOR, **more)


# Order


def test_entries_are_replayed_by_day_then_by_the_seq_of_their_first_version():
    a, b, c = entry(1, "2022-01-03"), entry(2, "2022-01-05"), entry(3, "2022-01-03")
    assert [e.id for e in holding([c, b, a])] == ["x1", "x3", "x2"]
    corrected = entry(4, "2022-01-03", supersedes="x1")
    assert [e.id for e in holding([a, b, c, corrected])] == ["x4", "x3", "x2"], "it keeps its place on equal days"
    moved = entry(5, "2022-01-05", supersedes="x4")
    assert [e.id for e in holding([a, b, c, corrected, moved])] == ["x3", "x5", "x2"]


def test_a_voided_entry_no_longer_holds_and_may_hold_again():
    a = entry(1, "2022-01-03")
    gone = entry(2, "2022-01-03", supersedes="x1", void=True)
    back = entry(3, "2022-01-04", supersedes="x2")
    assert holding([a, gone]) == []
    assert holding([a, gone, back]) == [back]


def test_a_day_is_the_civil_day_of_paris():
    assert entry(1, "2022-01-03", recorded="2022-06-30T21:59:59+00:00").recorded_on == date(2022, 6, 30)
    assert entry(1, "2022-01-03", recorded="2022-06-30T22:00:00+00:00").recorded_on == date(2022, 7, 1)
    assert entry(1, "2022-01-03", recorded="2022-12-31T23:00:00+00:00").recorded_on == date(2023, 1, 1)


def test_known_on_a_day_is_what_was_recorded_up_to_its_end():
    a = entry(1, "2022-01-03", recorded="2022-06-30T21:59:59+00:00")
    b = entry(2, "2022-01-04", recorded="2022-06-30T22:00:00+00:00")
    assert holding([a, b], date(2022, 6, 30)) == [a]
    assert holding([a, b], date(2022, 7, 1)) == [a, b]
    assert holding([a, b], date(2022, 6, 29)) == []


def test_known_before_a_correction_the_old_version_holds():
    a = entry(1, "2022-01-03", recorded="2022-06-01T12:00:00+00:00")
    b = entry(2, "2022-01-09", recorded="2022-07-01T12:00:00+00:00", supersedes="x1", void=True)
    assert holding([a, b], date(2022, 6, 30)) == [a]
    assert holding([a, b], date(2022, 7, 1)) == []


# Replay


def test_replay_of_nothing_is_an_unopened_case():
    standing = replay([])
    assert (standing.stage, standing.live, standing.counts) == ("unopened", False, False)


def test_as_of_a_day_holds_what_had_happened_by_then():
    case = Case().orient("2022-01-10", "2022-01-31")
    stages = [case.stage(on=on) for on in ("2022-01-02", "2022-01-03", "2022-01-10", "2022-01-30", "2022-01-31")]
    assert stages == ["unopened", "referred", "orientation", "orientation", "between"]
    standing = case.standing(on="2022-01-30")
    assert (standing.entry, standing.last_on, standing.stage_since) == ("case-2", date(2022, 1, 10), date(2022, 1, 10))


def test_the_stage_s_first_day_is_kept_when_a_move_leaves_it():
    case = Case().orient("2022-01-10", "2022-01-31")
    case.do("start_support", "2022-02-15")
    assert case.standing().stage_since == date(2022, 1, 31)
    assert case.standing().last_on == date(2022, 2, 15)


def test_several_moves_of_one_day_keep_their_order():
    case = Case("2022-01-10")
    case.do("begin_orientation", "2022-01-10")
    case.do("complete_orientation", "2022-01-10")
    episode = case.train("2022-01-10", "2022-01-10")
    case.do("leave", "2022-01-10")
    case.do("reopen", "2022-01-10")
    assert case.stage() == "between"
    assert case.episode(episode).state == "completed"
    assert moves(case)[-2:] == ["leave", "reopen"]


def test_the_order_entries_come_in_does_not_matter():
    case = Case().orient()
    case.train("2022-02-14", "2022-05-13", prescribed="2022-01-31")
    assert replay(reversed(case.entries)) == case.standing()


def test_folds_yield_each_step_of_one_growing_standing():
    case = Case().orient()
    assert [standing.stage for _entry, standing in folds(holding(case.entries))] == [
        "referred",
        "orientation",
        "between",
    ]


def test_an_entry_is_a_value():
    with pytest.raises(AttributeError):
        Case().entries[0].move = "void"


# Late recording


def test_a_move_recorded_late_takes_its_place_and_is_unknown_before():
    case = Case().orient("2022-01-10", "2022-01-31")
    case.do("start_support", "2022-02-15", recorded="2022-02-15")
    case.do("prescribe", "2022-02-10", recorded="2022-03-01")
    assert moves(case)[-2:] == ["prescribe", "start_support"]
    assert moves(case, date(2022, 2, 28))[-1:] == ["start_support"]
    assert not case.standing(known="2022-02-28").ahead


def test_a_move_recorded_late_that_a_later_one_cannot_bear_is_refused_naming_it():
    case = Case().orient("2022-01-10", "2022-01-31")
    begun = case.train("2022-02-14", prescribed="2022-02-01")
    refused = refusal(case.do, "leave", "2022-02-10", recorded="2022-03-01")
    assert refused.entry == case.entry("start").id
    assert said(refused) == "“start” is not possible from “follow_up” on this date."
    assert case.episode(begun).started


# Corrections


def full_case():
    case = Case().orient("2022-01-10", "2022-01-31")
    case.train("2022-02-14", "2022-05-13", prescribed="2022-02-01")
    return case


@pytest.mark.parametrize(
    ("move", "on", "holds_no_longer", "explanation"),
    [
        (
            "open",
            "2022-01-11",
            "begin_orientation",
            "“begin_orientation” is not possible from “unopened” on this date.",
        ),
        ("begin_orientation", "2022-02-01", "complete_orientation", "“complete_orientation” is not possible from"),
        ("complete_orientation", "2022-02-15", "start", "Orientation is not completed on this date"),
        ("prescribe", "2022-02-15", "start", "No episode of this case is in a state that allows this move"),
        ("start", "2022-05-14", "complete", "“complete” is not possible from “between” on this date."),
        ("complete", "2022-02-13", "complete", "“complete” is not possible from “between” on this date."),
    ],
)
def test_a_correction_the_rest_cannot_bear_is_refused_naming_the_entry(move, on, holds_no_longer, explanation):
    case = full_case()
    before = list(case.entries)
    refused = refusal(case.correct, case.entry(move), on)
    assert refused.entry == case.entry(holds_no_longer).id
    reason = refused.reasons[0]
    assert (reason.explanation % reason.evidence).startswith(explanation)
    assert case.entries == before


@pytest.mark.parametrize(
    ("move", "holds_no_longer"),
    [
        ("begin_orientation", "complete_orientation"),
        ("complete_orientation", "start"),
        ("prescribe", "start"),
        ("start", "complete"),
    ],
)
def test_voiding_what_a_later_entry_rests_on_is_refused_naming_it(move, holds_no_longer):
    case = full_case()
    refused = refusal(case.void, case.entry(move))
    assert refused.entry == case.entry(holds_no_longer).id


def test_voiding_from_the_last_backwards_takes_everything_back():
    case = full_case()
    for move in ("complete", "start", "prescribe", "complete_orientation", "begin_orientation"):
        case.void(case.entry(move))
    assert case.stage() == "referred"
    assert case.standing().episodes == {}


def test_a_correction_of_a_correction_keeps_the_first_place():
    case = full_case()
    first = case.correct(case.entry("complete"), "2022-05-20")
    second = case.correct(first, "2022-05-06")
    assert case.episode("case-e2").ended_on == date(2022, 5, 6)
    assert [e.id for e in holding(case.entries)][-1] == second.id


def test_needs_corrected_to_a_refresher_after_a_qualification_began():
    case = Case().orient(refresher=False)
    case.train("2022-02-14", prescribed="2022-01-31", **TITLE)
    refused = refusal(case.correct, case.entry("complete_orientation"), needs=NEEDS_REFRESHER)
    assert refused.entry == case.entry("start").id
    assert said(refused) == "The diagnosis found that a refresher is needed, and none is completed."


def test_what_was_overridden_stays_overridden_when_corrected():
    case = Case().orient()
    case.train("2022-02-14", prescribed="2022-01-31", override=True, **TITLE)
    start = case.entry("start")
    assert start.overrides == {"refresher_completed"}
    case.correct(start, "2022-02-21")
    assert case.episode("case-e2").started_on == date(2022, 2, 21)


def test_undoing_a_reopening_after_its_exit_was_voided():
    case = Case().orient()
    left = case.do("leave", "2022-03-01")
    back = case.do("reopen", "2022-04-01")
    refused = refusal(case.void, left)
    assert refused.entry == back.id
    assert said(refused) == "“reopen” is not possible from “between” on this date."
    case.void(back)
    case.void(left)
    assert (case.stage(), case.standing().exit, case.standing().past_exits) == ("between", None, [])


def test_nothing_goes_on_after_a_void_and_its_undo_lets_it_go_on():
    case = Case().orient()
    void = case.do("void", "2022-03-01", by=SUPERVISOR)
    assert refusal(case.do, "reopen", "2022-03-02").reasons[0].guard == "reopenable"
    assert refusal(case.do, "prescribe", "2022-03-02").reasons[0].guard == "stage"
    case.do("prescribe", "2022-02-15", recorded="2022-03-02")
    case.void(void)
    case.do("leave", "2022-03-03")
    assert case.stage() == "follow_up"


def test_a_move_is_not_recorded_before_the_opening():
    case = Case("2022-01-10")
    refused = refusal(case.do, "leave", "2022-01-09", recorded="2022-01-10")
    assert said(refused) == "“leave” is not possible from “unopened” on this date."


def test_a_case_opens_once():
    case = Case()
    again = replace(case.entries[0], id="again", seq=2)
    refused = refusal(replay, [*case.entries, again])
    assert refused.entry == "again"


def test_world_is_not_asked_again_on_replay():
    case = Case().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-31")
    case.do("request_handover", "2022-03-01")
    case.do("accept_handover", "2022-03-02")
    assert case.standing().in_progress[0].id == episode, "the old organisation's entries still hold"


def test_history_beyond_today_replays():
    future = replace(Case().entries[0], recorded_at=datetime(2020, 1, 1, tzinfo=UTC), actor=OPERATOR)
    assert replay([future]).stage == "referred"


def test_a_refused_replay_is_the_one_workflow_exception():
    with pytest.raises(Refused):
        replay([replace(Case().entries[0], move="fly")])

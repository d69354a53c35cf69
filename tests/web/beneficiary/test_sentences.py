"""The person's sentences, one row per stage and situation: what is said, and in which order."""

from datetime import date

import pytest

from parcours_app.web.beneficiary.rights import can_do, owed
from parcours_app.web.beneficiary.saying import Days, Saying, Situation
from parcours_app.web.beneficiary.sentences import following, where
from parcours_app.web.beneficiary.steps import steps
from parcours_app.web.beneficiary.waiting import waiting
from tests.workflows.case_builder import OPERATOR, Case
from tests.workflows.case_builder import SUPERVISOR as SUPERVISING
from workflows.standing import Standing


def plain(value) -> str:
    """A sentence in English, as the page would word it."""
    if isinstance(value, Saying):
        return value.text % {name: plain(fact) for name, fact in value.facts.items()}
    if isinstance(value, Days):
        return f"{value.count} days"
    return value.isoformat() if isinstance(value, date) else value


def situation(case: Case, on: str, **names) -> Situation:
    return Situation(case.standing(on), date.fromisoformat(on), **{"referent": "Nadia", **names})


def top(case: Case, on: str, **names) -> list[str]:
    now = situation(case, on, **names)
    return [plain(line) for line in (*where(now), *following(now), *waiting(now))]


def referred() -> Case:
    return Case("2022-01-03")


def in_orientation() -> Case:
    return referred().orient(done=None)


def oriented() -> Case:
    return referred().orient()


def in_refresher() -> Case:
    case = oriented()
    case.train("2022-02-07")
    return case


def after_refresher() -> Case:
    case = oriented()
    case.train("2022-02-07", "2022-05-06")
    return case


def booked(start: str | None = "2022-05-21", **data) -> Case:
    case = in_refresher()
    case.prescribe("2022-04-20", start, kind="qualification", provider="AFPA", **data)
    return case


def in_qualification(**data) -> Case:
    case = after_refresher()
    case.train("2022-05-16", kind="qualification", provider="AFPA", **data)
    return case


def awaiting() -> Case:
    case = after_refresher()
    case.train("2022-05-16", "2022-08-10", kind="qualification", provider="AFPA", rncp="RNCP34094")
    return case


def certified() -> Case:
    case = awaiting()
    case.do("record_result", "2022-08-20", episode=list(case.standing().episodes)[-1], result="full")
    return case


def left(motive: str, **data) -> Case:
    case = after_refresher()
    case.do("leave", "2022-06-01", motive=motive, **data)
    return case


def admitted() -> Case:
    case = booked()
    case.do("admit", "2022-04-25", episode=list(case.standing().episodes)[-1])
    return case


def paused() -> Case:
    case = in_refresher()
    case.do("pause", "2022-03-01", until="2022-03-10")
    return case


def dropped_out() -> Case:
    case = in_refresher()
    case.do("drop_out", "2022-03-15", episode=list(case.standing().episodes)[-1])
    return case


def followed_to_the_end() -> Case:
    case = left("own_request")
    for months, on in ((3, "2022-09-01"), (6, "2022-12-01"), (12, "2023-06-01")):
        case.do("check_employment", on, at_months=months)
    return case


def voided() -> Case:
    case = referred()
    case.do("void", "2022-01-05", by=SUPERVISING)
    return case


def merged() -> Case:
    case = in_refresher()
    case.do("merge", "2022-03-01", by=SUPERVISING, into_case="other", world={"mergeable": True})
    return case


def reopened() -> Case:
    case = left("own_request")
    case.do("reopen", "2022-07-01")
    return case


CDI = {"job": {"contract": "cdi", "starts_on": "2022-06-01"}}
OFFER = "What must happen now: Nadia offers you a next step, with a date."
LONG = "That is long. You have the right to ask why."
ROWS = [
    ("referred", referred, "2022-01-12", [
        "Your pathway is about to begin.",
        "Next: a first meeting, to talk about your project.",
        "You have been waiting for 9 days.",
        "What must happen now: a counsellor offers you a first meeting.",
    ]),
    ("referred for too long", referred, "2022-02-12", [
        "Your pathway is about to begin.",
        "Next: a first meeting, to talk about your project.",
        "You have been waiting for 40 days.",
        "What must happen now: a counsellor offers you a first meeting.",
        LONG,
    ]),
    ("orientation", in_orientation, "2022-01-15", [
        "You are in orientation: you are preparing your project.",
        "Next: a training, chosen with you.",
    ]),
    ("refresher, nothing booked", in_refresher, "2022-03-01", [
        "You are in refresher training until 2022-05-08.",
        "What comes next is not decided yet. Talk about it with Nadia.",
    ]),
    ("refresher, past its planned end", in_refresher, "2022-05-20", [
        "You are in refresher training. The end was planned on 2022-05-08.",
        "What comes next is not decided yet. Talk about it with Nadia.",
    ]),
    ("refresher, qualification booked", booked, "2022-05-01", [
        "You are in refresher training until 2022-05-08.",
        "Next: training for a trade, on 2022-05-21, with AFPA.",
        "The training provider has not confirmed your place yet.",
    ]),
    ("refresher, admitted to the next", admitted, "2022-05-01", [
        "You are in refresher training until 2022-05-08.",
        "Next: training for a trade, on 2022-05-21, with AFPA.",
        "Your place is confirmed.",
    ]),
    ("refresher, paused", paused, "2022-03-05", [
        "You are in refresher training until 2022-05-18.",
        "Your pathway is paused until 2022-03-10. The days of the pause do not count.",
        "What comes next is not decided yet. Talk about it with Nadia.",
    ]),
    ("between, the day the step ends", after_refresher, "2022-05-06", [
        "You have finished this step: refresher training.",
        "Your next step has no date yet.",
        "The wait begins today.",
        OFFER,
    ]),
    ("between, nine days", after_refresher, "2022-05-15", [
        "You have finished this step: refresher training.",
        "Your next step has no date yet.",
        "You have been waiting for 9 days.",
        OFFER,
    ]),
    ("after a dropout", dropped_out, "2022-03-20", [
        "You have stopped this step: refresher training. Your pathway goes on.",
        "Your next step has no date yet.",
        "You have been waiting for 5 days.",
        OFFER,
    ]),
    ("qualification", in_qualification, "2022-06-01", [
        "You are in training for a trade until 2022-08-14.",
        "What comes next is not decided yet. Talk about it with Nadia.",
    ]),
    ("certifying qualification", lambda: in_qualification(rncp="RNCP34094"), "2022-06-01", [
        "You are in training for a trade until 2022-08-14.",
        "Next: your result, after the exam.",
    ]),
    ("awaiting a result", awaiting, "2022-08-20", [
        "You have finished your training. You are waiting for your result.",
        "Next: your result, after the exam.",
        "You have been waiting for your result for 10 days.",
        "What must happen now: the jury decides, then Nadia tells you.",
    ]),
    ("certified", certified, "2022-09-30", [
        "You have obtained your certification. Well done!",
        "Next: a job. Talk about it with Nadia.",
    ]),
    ("left for a job", lambda: left("employment", **CDI), "2022-06-15", [
        "You found a job. Well done!",
        "Next: we ask for your news, around 2022-09-01.",
    ]),
    ("left, a check overdue", lambda: left("own_request"), "2022-09-15", [
        "You asked to stop.",
        "We should have asked for your news on 2022-09-01. You may write to us.",
    ]),
    ("left without news", lambda: left("no_contact"), "2022-06-15", [
        "We have no news of you any more.",
        "Next: we ask for your news, around 2022-09-01.",
    ]),
    ("left for another reason", lambda: left("other"), "2022-06-15", [
        "You have left the pathway.",
        "Next: we ask for your news, around 2022-09-01.",
    ]),
    ("death", lambda: left("death"), "2022-06-15", ["This file is closed."]),
    ("closed after the last check", followed_to_the_end, "2023-07-01", ["Your pathway is finished."]),
    ("void", voided, "2022-01-10", ["This file was opened by mistake. It is closed."]),
    ("merged", merged, "2022-03-10", ["Your pathway goes on in another file of yours. This one is closed."]),
    ("back on the pathway", reopened, "2022-07-05", [
        "You have finished this step: refresher training.",
        "Your next step has no date yet.",
        "You have been waiting for 4 days.",
        OFFER,
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("make", "on", "said"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_top_of_the_page_says_where_i_am_what_comes_next_and_how_long_i_wait(make, on, said):
    assert top(make(), on) == said


def test_a_wait_with_the_next_step_booked_counts_the_days_to_it():
    case = after_refresher()
    case.prescribe("2022-05-10", "2022-05-25", kind="qualification", provider="AFPA")
    assert top(case, "2022-05-15")[-1] == "Your training begins in 10 days."
    assert top(case, "2022-05-25")[-1] == "Your training is planned to begin today."
    assert "It was due to start on 2022-05-25. Ask for news." in top(case, "2022-05-28")


def test_a_step_without_a_date_or_a_provider_says_so():
    case = in_refresher()
    case.do("prescribe", "2022-04-20", kind="qualification", provider="AFPA", override=True,
            by=OPERATOR, planned_start=None, planned_end=None)  # fmt: skip
    assert "Next: training for a trade, with AFPA." in top(case, "2022-05-01")
    assert "The date is not fixed yet." in top(case, "2022-05-01")


def test_a_pause_silences_the_wait():
    case = after_refresher()
    case.do("pause", "2022-05-10", until="2022-05-20")
    assert not waiting(situation(case, "2022-05-15"))
    assert waiting(situation(case, "2022-05-21"))


def test_nobody_named_is_said_in_words_and_asked_for():
    case = after_refresher()
    now = situation(case, "2022-05-15", referent=None)
    assert plain(waiting(now)[1]) == (
        "What must happen now: the person who follows you offers you a next step, with a date."
    )
    assert ("Nobody is named yet. You can ask who it will be.", True) in [(plain(d.text), d.late) for d in owed(now)]


@pytest.mark.parametrize(("on", "late"), [("2022-02-10", False), ("2022-02-11", True)])
def test_the_engagement_contract_is_due_one_month_after_the_notification(on, late):
    (contract,) = [d for d in owed(situation(in_orientation(), on)) if plain(d.title) == "Your engagement contract"]
    assert contract.late is late
    assert "2022-02-10" in plain(contract.text)


def titles(case: Case, on: str) -> list[tuple[str, str]]:
    return [(step.when, plain(step.title)) for step in steps(situation(case, on))]


def test_the_steps_run_from_the_past_to_the_aim():
    assert titles(booked(), "2022-05-01") == [
        ("past", "Orientation"),
        ("present", "Refresher training"),
        ("ahead", "Training for a trade"),
        ("ahead", "A job"),
    ]


def test_a_refresher_is_if_needed_until_the_diagnosis_says_so():
    assert ("optional", "Refresher training") in titles(in_orientation(), "2022-01-15")
    assert ("ahead", "Refresher training") in titles(oriented(), "2022-02-01")
    assert "Refresher training" not in [t for _w, t in titles(referred().orient(refresher=False), "2022-02-01")]


def test_a_step_says_how_long_one_waited_before_it():
    waits = [step.wait for step in steps(situation(in_qualification(), "2022-06-01")) if step.wait is not None]
    assert waits == [7, 10]


def test_a_step_that_never_began_is_told_kindly():
    case = booked()
    case.do("no_place", "2022-05-02", episode=list(case.standing().episodes)[-1])
    said = [plain(line) for step in steps(situation(case, "2022-05-03")) for line in step.said]
    assert "It did not begin: there was no place left." in said


def test_after_a_death_nothing_is_told_and_nothing_is_asked():
    now = situation(left("death"), "2022-06-15")
    assert not following(now)
    assert not waiting(now)
    assert [step.when for step in steps(now)] == ["past", "past"]


@pytest.mark.parametrize("make", [row[1] for row in ROWS], ids=[row[0] for row in ROWS])
def test_there_is_always_something_one_can_do_and_something_owed(make):
    now = situation(make(), "2023-06-15")
    assert can_do(now)
    assert owed(now)


def test_no_sentence_holds_a_code_or_a_key():
    for _name, make, on, _said in ROWS:
        now = situation(make(), on)
        lines = [*where(now), *following(now), *waiting(now), *can_do(now)]
        lines += [line for step in steps(now) for line in (step.title, *step.said)]
        lines += [line for due in owed(now) for line in (due.title, due.text)]
        for line in map(plain, lines):
            assert "_" not in line, line
            assert "case-" not in line, line


def test_an_empty_standing_breaks_nothing():
    now = Situation(Standing(), date(2022, 1, 1))
    assert owed(now)
    assert can_do(now)


def test_a_place_on_a_waiting_list_and_a_place_held_are_said():
    waiting = in_refresher()
    waiting.do(
        "waitlist",
        "2022-04-01",
        kind="qualification",
        provider="AFPA",
        session="s1",
        planned_start="2022-06-01",
        planned_end="2022-12-01",
    )
    assert "You are on a waiting list: training for a trade. We write to you when a place is free." in top(
        waiting, "2022-04-02"
    )

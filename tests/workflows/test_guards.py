"""Each guard of each move, unmet alone: refused with its sentence and remedy, and overridden only by whom it says.

The pairs come from the table: a guard added to a move without a way to break it here fails, by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from tests.workflows.case_builder import (
    COUNSELLOR,
    ELIGIBLE,
    NADIA,
    NEEDS_REFRESHER,
    NO_REFRESHER,
    OPERATOR,
    SUPERVISOR,
    Case,
    refusal,
)
from workflows.engine import UNOPENED, Actor, Attempt, Check, Guard, Refused, Role
from workflows.fields import checked
from workflows.pathway import MOVES, NATIONAL
from workflows.stage import Stage
from workflows.standing import Standing

TITLE = {"kind": "qualification", "rncp": "RNCP35506"}
ACTORS = {Role.COUNSELLOR: COUNSELLOR, Role.SUPERVISOR: SUPERVISOR, Role.OPERATOR: OPERATOR}
ON = date(2022, 6, 1)
EVE = ON - timedelta(days=1)


@dataclass
class Scene:
    """A case ready for a move, and the attempt at it; a test spoils one thing."""

    move: str
    case: Case | None
    data: dict[str, Any] = field(default_factory=dict)
    on: date = ON
    by: Actor = COUNSELLOR
    world: dict[str, Any] = field(default_factory=dict)

    def standing(self) -> Standing:
        return self.case.standing(on=self.on) if self.case else Standing()

    def attempt(self, by: Actor | None = None, *, override: bool = False) -> Attempt:
        maker = self.case or Case()
        data = self.data
        if self.move != "open":
            data = checked(self.move, {**maker._usual(self.move, self.on), **data})
        if self.move in ("begin_orientation", "prescribe", "redirect"):
            data["episode"] = "new"
        return maker.attempt(self.move, self.on, data, by or self.by, override=override, **self.world)

    def checks(self) -> list[Check]:
        return NATIONAL.checks(self.standing(), self.attempt())

    def take(self, by: Actor | None = None, *, override: bool = False) -> frozenset[str]:
        return NATIONAL.take(self.standing(), self.attempt(by, override=override))


def oriented(**how: Any) -> Case:
    return Case().orient(**how)


def prescribed(**data: Any) -> Case:
    case = oriented()
    case.prescribe("2022-02-01", "2022-05-30", **data)
    return case


def running(**data: Any) -> Case:
    case = prescribed(**data)
    case.do("start", "2022-05-02", episode="case-e2")
    return case


def awaiting() -> Case:
    case = oriented(refresher=False)
    case.train("2022-02-01", "2022-05-20", **TITLE)
    return case


def gone(**data: Any) -> Case:
    case = oriented()
    case.do("leave", "2022-02-10", **data)
    return case


def asked() -> Case:
    case = oriented()
    case.do("request_handover", "2022-05-02")
    return case


def supported() -> Case:
    case = oriented()
    case.do("start_support", "2022-02-01")
    return case


def paused() -> Case:
    case = oriented()
    case.do("pause", EVE, until="2022-06-10")
    return case


EPISODE = {"episode": "case-e2"}
READY: Mapping[str, Callable[[], Scene]] = {
    "open": lambda: Scene("open", None, {"eligibility": ELIGIBLE}),
    "begin_orientation": lambda: Scene("begin_orientation", Case()),
    "complete_orientation": lambda: Scene("complete_orientation", oriented(done=None)),
    "prescribe": lambda: Scene("prescribe", oriented()),
    **{
        name: (lambda name=name: Scene(name, prescribed(), dict(EPISODE)))
        for name in ("admit", "decline", "refuse", "no_place", "no_show", "cancel", "start")
    },
    **{
        name: (lambda name=name: Scene(name, running(), dict(EPISODE)))
        for name in ("complete", "drop_out", "exclude", "interrupt")
    },
    "record_result": lambda: Scene("record_result", awaiting(), dict(EPISODE)),
    "start_support": lambda: Scene("start_support", oriented()),
    "end_support": lambda: Scene("end_support", supported()),
    "pause": lambda: Scene("pause", oriented()),
    "resume": lambda: Scene("resume", paused()),
    "redirect": lambda: Scene("redirect", oriented()),
    "request_handover": lambda: Scene("request_handover", oriented()),
    "accept_handover": lambda: Scene("accept_handover", asked()),
    "decline_handover": lambda: Scene("decline_handover", asked()),
    "leave": lambda: Scene("leave", oriented()),
    "check_employment": lambda: Scene("check_employment", gone(), {"at_months": 3}),
    "reopen": lambda: Scene("reopen", gone()),
    "merge": lambda: Scene("merge", oriented(), by=SUPERVISOR),
    "void": lambda: Scene("void", oriented(), by=SUPERVISOR),
}


def _world(**facts: Any) -> Callable[[Scene], None]:
    return lambda scene: scene.world.update(facts)


def _data(**data: Any) -> Callable[[Scene], None]:
    return lambda scene: scene.data.update(data)


def _case(make: Callable[[], Case], **data: Any) -> Callable[[Scene], None]:
    def spoil(scene: Scene) -> None:
        scene.case = make()
        scene.data.update(data)

    return spoil


def _by(actor: Actor, **data: Any) -> Callable[[Scene], None]:
    def spoil(scene: Scene) -> None:
        scene.by = actor
        scene.data.update(data)

    return spoil


def _pause_over(scene: Scene) -> None:
    assert scene.case
    scene.case.do("pause", EVE, until="2022-06-10")


def _a_prescribed_orientation() -> Case:
    case = oriented()
    case.do("prescribe", "2022-02-01", by=OPERATOR, override=True, kind="orientation")
    return case


def _an_orientation(scene: Scene) -> None:
    """The episode named is an orientation: to be prescribed, still ahead, or running."""
    if scene.move == "prescribe":
        scene.data["kind"] = "orientation"
    elif scene.move in ("complete", "drop_out", "exclude", "interrupt"):
        scene.case, scene.data["episode"] = oriented(done=None), "case-e1"
    else:
        scene.case = _a_prescribed_orientation()


def _during_orientation() -> Case:
    case = oriented(done=None)
    case.prescribe("2022-02-01", parallel=True)
    return case


def _needed_refresher_undone() -> Case:
    return prescribed(**TITLE)


def _needless_refresher() -> Case:
    case = oriented(refresher=False)
    case.prescribe("2022-02-01")
    return case


def _two() -> Case:
    case = running()
    case.prescribe("2022-05-10", provider="CléA")
    return case


def _checked_once() -> Case:
    case = gone()
    case.do("check_employment", "2022-05-10", at_months=3)
    return case


UNMET: Mapping[str, Callable[[Scene], None]] = {
    "not_in_future": _world(today=EVE),
    "in_charge": _world(in_charge=False),
    "receiving": _world(receiving=False),
    "no_live_case": _world(live_elsewhere=True),
    "mergeable": _world(mergeable=False),
    "referent_named": _world(accounts=frozenset({"somebody@else.example"})),
    "eligible": _data(eligibility={**ELIGIBLE, "eligible": False}),
    "not_paused": _pause_over,
    "not_oriented": _case(oriented),
    "decision_notified": _data(notified_on="2022-06-02"),
    "refresher_skip_argued": _data(needs=NO_REFRESHER),
    "refresher_domains": _data(needs={**NEEDS_REFRESHER, "domains": []}),
    "orientation_begun": _case(Case),
    "not_orientation": _an_orientation,
    "planned_dates": _data(planned_start="2022-07-02", planned_end="2022-07-01"),
    "prescribed_on": _data(prescribed_on="2022-05-31"),
    "blocs_targeted": _data(rncp="RNCP35506"),
    "episode_ready": _data(episode="of another case"),
    "orientation_completed": _case(_during_orientation),
    "refresher_completed": _case(_needed_refresher_undone),
    "refresher_needed": _case(_needless_refresher),
    "one_at_a_time": _case(_two, episode="case-e3"),
    "repayment_supervised": _data(legitimate={"decision": False, "by": NADIA}),
    "dropout_by_a_person": _by(Actor(Role.ADMINISTRATOR)),
    "result_awaited": _data(episode="of another case"),
    "blocs_named": _data(result="partial"),
    "no_live_support": _case(supported),
    "live_support": _case(oriented),
    "pause_dates": _data(until="2022-05-31"),
    "no_overlapping_pause": _pause_over,
    "pause_length": _data(until="2022-12-01"),
    "pause_maximum": _by(SUPERVISOR, until="2025-06-01"),
    "paused": _case(oriented),
    "no_pending_handover": _case(asked),
    "pending_handover": _case(oriented),
    "handover_elsewhere": _data(to_organisation="mission-locale", to_counsellor=None),
    "episode_ended": _case(running),
    "not_already_left": _case(gone),
    "job_described": _data(motive="employment"),
    "check_due": _data(at_months=6),
    "check_once": _case(_checked_once),
    "reopenable": _case(lambda: gone(motive="death")),
}
PAIRS = [(move.name, guard) for move in MOVES for guard in move.guards]
NAMES = [f"{move}-{guard.code}" for move, guard in PAIRS]
each_pair = pytest.mark.parametrize(("move", "guard"), PAIRS, ids=NAMES)


def scene_of(move: str, guard: Guard) -> Scene:
    scene = READY[move]()
    UNMET[guard.code](scene)
    return scene


def judged_by_role(guard: Guard) -> bool:
    """Guards a supervisor meets by being one, and the one the table's own list of roles already keeps."""
    return guard.code in ("repayment_supervised", "pause_length", "dropout_by_a_person")


def test_every_guard_of_the_table_has_a_way_to_break_it_and_none_is_left_over():
    assert {guard.code for _move, guard in PAIRS} == set(UNMET)
    assert [move.name for move in MOVES] == list(READY)


@pytest.mark.parametrize("move", [move.name for move in MOVES])
def test_a_ready_case_meets_every_guard(move):
    scene = READY[move]()
    assert {check.guard.code: check.met for check in scene.checks() if check.met is not True} == {}
    assert scene.take() == frozenset()


@each_pair
def test_unmet_alone_it_refuses_with_its_sentence_and_remedy(move, guard):
    scene = scene_of(move, guard)
    assert [check.guard.code for check in scene.checks() if not check.met] == [guard.code]
    if guard.code == "dropout_by_a_person":  # the table's roles refuse first when somebody tries it
        attempt = scene.attempt()
        refused = refusal(NATIONAL.take, scene.standing(), Attempt(move, attempt.on, attempt.actor, attempt.data))
    else:
        refused = refusal(scene.take)
    (reason,) = refused.reasons
    assert (reason.guard, reason.explanation, reason.remedy) == (guard.code, guard.sentence, guard.remedy)
    assert reason.override_by == guard.override_by
    said = reason.explanation % reason.evidence
    assert "%(" not in said
    assert said.endswith((".", "?"))
    assert all(isinstance(value, str) and value for value in reason.evidence.values() if "%(" in reason.explanation)


@each_pair
def test_a_refused_move_changes_nothing(move, guard):
    scene = scene_of(move, guard)
    standing = scene.standing()
    with pytest.raises(Refused):
        NATIONAL.take(standing, scene.attempt())
    assert standing == scene.standing()


@each_pair
def test_who_may_override_with_a_reason_may_and_only_with_one(move, guard):
    for role in guard.override_by:
        if role not in NATIONAL.by_name[move].roles:
            continue
        scene = scene_of(move, guard)
        if not judged_by_role(guard):
            assert refusal(scene.take, ACTORS[role]).reasons[0].guard == guard.code, "without a reason"
            assert scene.take(ACTORS[role], override=True) == {guard.code}
        else:
            assert scene.take(ACTORS[role], override=True) == frozenset(), "this role needs no override"


@each_pair
def test_nobody_else_overrides_it_even_with_a_reason(move, guard):
    if guard.code == "dropout_by_a_person":
        assert guard.override_by == ()
        return
    others = [role for role in NATIONAL.by_name[move].roles if role not in guard.override_by]
    for role in others:
        scene = scene_of(move, guard)
        assert guard.code in [r.guard for r in refusal(scene.take, ACTORS[role], override=True).reasons]


@each_pair
def test_what_was_passed_over_is_passed_over_again_on_replay_and_nothing_else_is(move, guard):
    scene = scene_of(move, guard)
    attempt = scene.attempt()
    recorded = Attempt(move, attempt.on, attempt.actor, attempt.data, overrides=frozenset({guard.code}))
    if guard.override_by or guard.world:
        NATIONAL.take(scene.standing(), recorded)
    if not guard.world:
        bare = Attempt(move, attempt.on, attempt.actor, attempt.data)
        assert refusal(NATIONAL.take, scene.standing(), bare).reasons[0].guard == guard.code


@pytest.mark.parametrize("move", [move.name for move in MOVES])
@pytest.mark.parametrize("role", list(Role))
def test_each_role_makes_the_moves_of_the_table_and_no_other(move, role):
    scene = READY[move]()
    actor = Actor(role, "somebody@example.org")
    if role in NATIONAL.by_name[move].roles:
        scene.take(actor)
        return
    refused = refusal(scene.take, actor, override=True)
    (reason,) = refused.reasons
    assert reason.guard == "role"
    assert reason.explanation % reason.evidence == f"Your role ({role}) may not make the move “{move}”."


def test_beneficiaries_and_administrators_make_no_move():
    assert not {role for move in MOVES for role in move.roles} & {Role.BENEFICIARY, Role.ADMINISTRATOR}


def test_only_supervisors_void_and_merge():
    for name in ("void", "merge"):
        assert NATIONAL.by_name[name].roles == (Role.SUPERVISOR, Role.OPERATOR)


STAGES = [UNOPENED, *Stage]


@pytest.mark.parametrize("move", [move.name for move in MOVES])
@pytest.mark.parametrize("stage", STAGES)
def test_a_move_is_refused_from_any_stage_the_table_does_not_name(move, stage):
    if stage in NATIONAL.by_name[move].sources:
        return
    scene = READY[move]()
    standing = scene.standing()
    standing.stage = stage
    (reason,) = refusal(NATIONAL.take, standing, scene.attempt(OPERATOR, override=True)).reasons
    assert reason.guard == "stage"
    assert reason.explanation % reason.evidence == f"“{move}” is not possible from “{stage}” on this date."


def test_an_unknown_move_is_refused_in_words():
    (reason,) = refusal(NATIONAL.take, Standing(), Attempt("fly", ON, COUNSELLOR)).reasons
    assert reason.explanation % reason.evidence == "There is no move called “fly”."


def test_every_reason_is_given_at_once():
    case = oriented(done=None)
    attempt = case.attempt("complete_orientation", ON, {"needs": NO_REFRESHER}, today=EVE, in_charge=False)
    refused = refusal(NATIONAL.take, case.standing(), attempt)
    assert [r.guard for r in refused.reasons] == ["not_in_future", "in_charge", "refresher_skip_argued"]


def test_data_not_given_yet_leaves_a_guard_to_confirm_and_still_refuses():
    case = oriented(done=None)
    attempt = case.attempt("complete_orientation", ON, {})
    open_ = {c.guard.code for c in NATIONAL.checks(case.standing(), attempt) if c.met is None}
    assert open_ == {"refresher_skip_argued", "refresher_domains"}
    refused = refusal(NATIONAL.take, case.standing(), attempt)
    assert {r.guard for r in refused.reasons} == open_


def test_an_episode_said_to_run_beside_others_is_in_nobody_s_way():
    case = oriented()
    case.train("2022-02-01", parallel=True, provider="CléA")
    case.train("2022-03-01")
    assert len(case.standing().in_progress) == 2
    case.prescribe("2022-03-10", provider="AFPA")
    (reason,) = refusal(case.do, "start", "2022-03-15", episode="case-e4").reasons
    assert reason.explanation % reason.evidence == "Another episode is in progress on this date (GRETA)."

"""Each guard of each move, unmet alone: refused with its sentence and remedy, and overridden only by whom it says.

The pairs come from the table: a guard added to a move without a way to break it here fails, by name.
"""

import pytest

from tests.workflows.case_builder import (
    COUNSELLOR,
    NO_REFRESHER,
    OPERATOR,
    refusal,
)
from tests.workflows.scenes import ACTORS, EVE, ON, READY, UNMET, Scene, oriented
from workflows.engine import UNOPENED, Actor, Attempt, Guard, Refused, Role
from workflows.pathway import MOVES, NATIONAL
from workflows.stage import Stage
from workflows.standing import Standing

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


def test_a_result_already_recorded_holds_whatever_blocs_it_names():
    scene = READY["record_result"]()
    UNMET["blocs_aimed"](scene)
    attempt = scene.attempt()
    NATIONAL.take(scene.standing(), Attempt("record_result", attempt.on, attempt.actor, attempt.data))


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

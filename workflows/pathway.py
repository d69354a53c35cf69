"""The Axe 2 pathway: the national table of moves between stages. Data: terms are in guards/, facts in effects/.

Adding a move is one row here, its data in fields/table.py, its effect in effects/, its sentence in the catalogues.
"""

from __future__ import annotations

from workflows import guards as g
from workflows import landings as to
from workflows.effects import EFFECTS
from workflows.engine import UNOPENED, Guard, Move, Pathway, Role
from workflows.fields import FIELDS
from workflows.stage import LIVE, ON_PATHWAY, Stage

COUNSELLOR = (Role.COUNSELLOR, Role.OPERATOR)
BOTH = (Role.COUNSELLOR, Role.SUPERVISOR, Role.OPERATOR)
SUPERVISOR = (Role.SUPERVISOR, Role.OPERATOR)
ALWAYS = (g.NOT_IN_FUTURE, g.IN_CHARGE)
UNPAUSED = (*ALWAYS, g.NOT_PAUSED)
PRESCRIBING = (
    *UNPAUSED,
    g.ORIENTATION_BEGUN,
    g.NOT_ORIENTATION,
    g.PLANNED_DATES,
    g.PRESCRIBED_ON,
    g.BLOCS_TARGETED,
)
SEATED = (g.SESSION_HELD, g.SEAT_LEFT, g.PLACES_KNOWN, g.WAITING_FIRST)
ANSWERING = (g.NOT_IN_FUTURE, g.PENDING_HANDOVER, g.RECEIVING)
RESTING = (Stage.BETWEEN, Stage.AWAITING_RESULT, Stage.ORIENTATION, Stage.REFRESHER, Stage.QUALIFICATION)
IN_EPISODE = (Stage.ORIENTATION, Stage.REFRESHER, Stage.QUALIFICATION)


def _move(
    name: str,
    sources: tuple[str, ...],
    to: tuple[str, ...] = (),
    *guards: Guard,
    roles: tuple[Role, ...] = COUNSELLOR,
    landing: to.Landing | None = None,
    stays: bool = False,
) -> Move:
    return Move(
        name=name,
        sources=sources,
        to=to,
        roles=roles,
        guards=guards,
        fields=FIELDS.get(name, ()),
        effect=EFFECTS[name],
        landing=landing,
        stays=stays or not to,
    )


def _before_start(name: str) -> Move:
    return _move(name, ON_PATHWAY, (), *UNPAUSED, g.EPISODE_READY, g.NOT_ORIENTATION)


def _ending(name: str, *more: Guard, roles: tuple[Role, ...] = COUNSELLOR) -> Move:
    guards = (*UNPAUSED, g.EPISODE_READY, g.NOT_ORIENTATION, *more)
    return _move(name, IN_EPISODE, RESTING, *guards, roles=roles, landing=to.rest)


MOVES = (
    _move("open", (UNOPENED,), (Stage.REFERRED,), g.NOT_IN_FUTURE, g.NO_LIVE_CASE, g.ELIGIBLE),
    _move(
        "begin_orientation",
        (Stage.REFERRED, Stage.BETWEEN),  # between: somebody who left before any orientation and came back
        (Stage.ORIENTATION,),
        *UNPAUSED,
        g.NOT_ORIENTED,
        g.DECISION_NOTIFIED,
        g.REFERENT_NAMED,
    ),
    _move(
        "complete_orientation",
        (Stage.ORIENTATION,),
        RESTING,
        *UNPAUSED,
        g.REFRESHER_SKIP_ARGUED,
        g.REFRESHER_DOMAINS,
        landing=to.rest,
    ),
    _move("prescribe", ON_PATHWAY, (), *PRESCRIBING, *SEATED),
    _move("waitlist", ON_PATHWAY, (), *PRESCRIBING, g.SESSION_NAMED, g.SESSION_HELD),
    _move("promote", ON_PATHWAY, (), *UNPAUSED, g.EPISODE_READY, *SEATED),
    *(_before_start(name) for name in ("admit", "decline", "refuse", "no_place", "no_show")),
    # A session moved or cancelled is its provider's fact: a pause does not keep it from being recorded.
    _move("reschedule", ON_PATHWAY, (), *ALWAYS, g.EPISODE_READY, g.NOT_ORIENTATION, g.NEW_DATES),
    _move("cancel", ON_PATHWAY, (), *ALWAYS, g.EPISODE_READY, g.NOT_ORIENTATION),
    _move(
        "start",
        ON_PATHWAY,
        IN_EPISODE,
        *UNPAUSED,
        g.EPISODE_READY,
        g.NOT_ORIENTATION,
        g.ORIENTATION_COMPLETED,
        g.REFRESHER_COMPLETED,
        g.REFRESHER_NEEDED,
        g.ONE_AT_A_TIME,
        landing=to.rest,
    ),
    _ending("complete"),
    _ending("drop_out", g.DROPOUT_ENTERED, g.REPAYMENT_SUPERVISED, roles=BOTH),
    _ending("exclude"),
    _ending("interrupt"),
    _move(
        "record_result",
        (*ON_PATHWAY[1:], Stage.FOLLOW_UP, Stage.CLOSED),
        RESTING,
        *UNPAUSED,
        g.RESULT_AWAITED,
        g.BLOCS_NAMED,
        g.BLOCS_AIMED,
        landing=to.after_result,
        stays=True,
    ),
    _move("start_support", LIVE, (), *ALWAYS, g.NO_LIVE_SUPPORT, g.REFERENT_NAMED),
    _move("end_support", LIVE, (), *ALWAYS, g.LIVE_SUPPORT),
    _move(
        "pause",
        ON_PATHWAY,
        (),
        *ALWAYS,
        g.PAUSE_DATES,
        g.NO_OVERLAPPING_PAUSE,
        g.PAUSE_LENGTH,
        g.PAUSE_MAXIMUM,
        roles=BOTH,
    ),
    _move("resume", ON_PATHWAY, (), *ALWAYS, g.PAUSED),
    _move(
        "redirect",
        ON_PATHWAY[1:],
        (Stage.ORIENTATION,),
        *UNPAUSED,
        landing=to.after_redirect,
        stays=True,
    ),
    _move("request_handover", LIVE, (), *ALWAYS, *g.HANDING_OVER),
    _move("accept_handover", LIVE, (), *ANSWERING, g.LOAN_AHEAD, g.TAKER_NAMED, roles=BOTH),
    _move("decline_handover", LIVE, (), *ANSWERING, roles=BOTH),
    # The clock gives a case back, whatever became of it meanwhile: nobody signs it.
    _move("give_back", tuple(Stage), (), g.NOT_IN_FUTURE, g.LOAN_OVER, roles=(Role.OPERATOR,)),
    _move("assign", LIVE, (), *ALWAYS, *g.ASSIGNING, roles=BOTH),
    _move(
        "settle_seam",
        (*ON_PATHWAY[1:], Stage.FOLLOW_UP, Stage.CLOSED),
        (),
        *ALWAYS,
        g.SEAM_EXISTS,
        g.SEAM_SAID,
        g.NOT_A_GAP_ARGUED,
        roles=BOTH,
    ),
    _move(
        "leave",
        LIVE,
        (Stage.FOLLOW_UP, Stage.CLOSED),
        *ALWAYS,
        g.EPISODE_ENDED,
        g.NOT_ALREADY_LEFT,
        g.JOB_DESCRIBED,
        landing=to.after_leaving,
    ),
    _move(
        "check_employment",
        (Stage.FOLLOW_UP,),
        (Stage.FOLLOW_UP, Stage.CLOSED),
        *ALWAYS,
        g.CHECK_DUE,
        g.CHECK_ONCE,
        landing=to.after_check,
    ),
    _move(
        "reopen",
        (Stage.FOLLOW_UP, Stage.CLOSED),
        (Stage.BETWEEN,),
        *ALWAYS,
        g.REOPENABLE,
        g.NO_LIVE_CASE,
    ),
    _move("merge", tuple(Stage), (Stage.CLOSED,), *ALWAYS, g.STILL_COUNTS, g.MERGEABLE, roles=SUPERVISOR),
    _move("void", tuple(Stage), (Stage.CLOSED,), *ALWAYS, g.STILL_COUNTS, roles=SUPERVISOR),
)
NATIONAL = Pathway(states=(UNOPENED, *Stage), moves=MOVES)

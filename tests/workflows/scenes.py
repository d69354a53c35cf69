"""A case ready for each move of the table, and one way to break each guard alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.workflows.case_builder import (
    COUNSELLOR,
    ELIGIBLE,
    NADIA,
    NEEDS_REFRESHER,
    NO_REFRESHER,
    OPERATOR,
    SUPERVISOR,
    Case,
    usual,
)
from workflows.engine import Actor, Attempt, Check, Role, SessionFacts
from workflows.fields import checked
from workflows.pathway import NATIONAL
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
            data = checked(self.move, {**usual(self.move, self.on), **data})
        if self.move in ("begin_orientation", "prescribe", "waitlist", "redirect"):
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


def _awaiting_blocs() -> Case:
    case = oriented(refresher=False)
    case.train("2022-02-01", "2022-05-20", **TITLE, blocs=["B1", "B2"])
    return case


def gone(**data: Any) -> Case:
    case = oriented()
    case.do("leave", "2022-02-10", **data)
    return case


def voided() -> Case:
    case = oriented()
    case.do("void", "2022-02-10", by=SUPERVISOR)
    return case


def asked() -> Case:
    case = oriented()
    case.do("request_handover", "2022-05-10")
    return case


def lent(until: str = "2022-05-31") -> Case:
    case = oriented()
    case.do("request_handover", "2022-05-01", temporary_until=until)
    case.do("accept_handover", "2022-05-05")
    return case


def supported() -> Case:
    case = oriented()
    case.do("start_support", "2022-02-01")
    return case


def paused() -> Case:
    case = oriented()
    case.do("pause", EVE, until="2022-06-10")
    return case


def waiting() -> Case:
    case = oriented()
    case.do("waitlist", "2022-02-01")
    return case


EPISODE = {"episode": "case-e2"}
READY: Mapping[str, Callable[[], Scene]] = {
    "open": lambda: Scene("open", None, {"eligibility": ELIGIBLE}),
    "begin_orientation": lambda: Scene("begin_orientation", Case()),
    "complete_orientation": lambda: Scene("complete_orientation", oriented(done=None)),
    "prescribe": lambda: Scene("prescribe", oriented()),
    "waitlist": lambda: Scene("waitlist", oriented()),
    "promote": lambda: Scene("promote", waiting(), dict(EPISODE)),
    **{
        name: (lambda name=name: Scene(name, prescribed(), dict(EPISODE)))
        for name in ("admit", "decline", "refuse", "no_place", "no_show", "reschedule", "cancel", "start")
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
    "give_back": lambda: Scene("give_back", lent(), by=OPERATOR),
    "assign": lambda: Scene("assign", oriented()),
    "settle_seam": lambda: Scene("settle_seam", oriented(), {"after": "case-e1", "cause": "funding"}),
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
    if scene.move in ("prescribe", "waitlist"):
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


def _lent_for_long() -> Case:
    return lent("2022-12-31")


def _asked_too_late() -> Case:
    case = oriented()
    case.do("request_handover", "2022-05-10", temporary_until="2022-05-20")
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
    "receiver_named": _world(colleagues=frozenset({"somebody@else.example"})),
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
    "session_held": _world(session=SessionFacts(places=10, cancelled=True)),
    "seat_left": _world(session=SessionFacts(places=10, taken=10)),
    "places_known": _world(session=SessionFacts()),
    "waiting_first": _world(session=SessionFacts(places=10, waiting=2)),
    "session_named": _data(session=None),
    "new_dates": _data(planned_start="2022-07-02", planned_end="2022-07-01"),
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
    "blocs_aimed": _case(_awaiting_blocs, result="partial", blocs=["B1", "B9"]),
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
    "lent_goes_back": _case(_lent_for_long),
    "term_ahead": _data(temporary_until="2022-05-31"),
    "loan_ahead": _case(_asked_too_late),
    "loan_over": _case(_lent_for_long),
    "seam_exists": _data(after="of another case"),
    "seam_said": _data(cause=None),
    "not_a_gap_argued": _data(not_a_gap=True),
    "colleague_named": _world(colleagues=frozenset()),
    "taker_named": _data(referent="somebody@else.example"),
    "stand_in_dates": _data(until="2022-05-31"),
    "stand_in_maximum": _data(until="2023-06-01"),
    "somebody_to_stand_in_for": _case(Case, until="2022-06-10"),
    "hands_change": _data(referent=NADIA),
    "episode_ended": _case(running),
    "not_already_left": _case(gone),
    "job_described": _data(motive="employment"),
    "check_due": _data(at_months=6),
    "check_once": _case(_checked_once),
    "reopenable": _case(lambda: gone(motive="death")),
    "still_counts": _case(voided),
}

"""The guards of the pathway, as data: code, sentence, remedy, who may override, and a pure test.

The page, the API, the imports and the tests evaluate these same objects. Sentences are English msgids.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from workflows.calendar import add_months
from workflows.engine import Attempt, Guard, Role, sentence
from workflows.episode import AHEAD, EPISODE, TRAINING, Episode, Kind
from workflows.pauses import within_months
from workflows.stage import Stage
from workflows.standing import Standing

HISTORY = (Role.OPERATOR,)
COUNSELLING = (Role.COUNSELLOR, Role.OPERATOR)
SUPERVISING = (Role.SUPERVISOR, Role.OPERATOR)


def day(attempt: Attempt, key: str) -> date | None:
    """A date of the attempt's data, read (data is checked before: ISO text)."""
    value = attempt.data.get(key)
    return date.fromisoformat(value) if value else None


def named(standing: Standing, attempt: Attempt) -> Episode | None:
    """The episode the attempt names."""
    return standing.episodes.get(str(attempt.data.get("episode")))


def _episode_evidence(standing: Standing, attempt: Attempt) -> dict[str, str]:
    episode = named(standing, attempt)
    return {"provider": (episode.provider if episode else None) or "", "state": episode.state if episode else ""}


def _provider(episodes: list[Episode]) -> str:
    """The training provider of the episode started last."""
    return (episodes[-1].provider or "") if episodes else ""


def _not_in_future(_standing: Standing, attempt: Attempt) -> bool:
    return attempt.world is None or attempt.on <= attempt.world.today


NOT_IN_FUTURE = Guard(
    "not_in_future",
    sentence("The date %(on)s is in the future: a move is recorded once it has happened."),
    sentence("Give the day it happened, today at the latest. Planned dates go in the planned-date fields."),
    _not_in_future,
    world=True,
    evidence=lambda _s, a: {"on": a.on.isoformat()},
)
IN_CHARGE = Guard(
    "in_charge",
    sentence("Your organisation is not responsible for this case: you may read it, not act on it."),
    sentence("Ask the organisation responsible for the case, or ask it for a handover."),
    lambda _s, a: a.world is None or a.world.in_charge,
    world=True,
)
RECEIVING = Guard(
    "receiving",
    sentence("Only the organisation the handover is addressed to may answer it."),
    sentence("Wait for the answer of the receiving organisation."),
    lambda _s, a: a.world is None or a.world.receiving,
    world=True,
)
NOT_PAUSED = Guard(
    "not_paused",
    sentence("The case is paused on this date (until %(until)s)."),
    sentence("Record the return first (move “resume”), or give a date outside the pause."),
    lambda s, a: s.paused(a.on) is None,
    evidence=lambda s, a: {"until": p.until.isoformat() if (p := s.paused(a.on)) else ""},
)
NOT_ORIENTED = Guard(
    "not_oriented",
    sentence("The orientation is already completed."),
    sentence("To orient the person anew, record a redirection (move “redirect”)."),
    lambda s, _a: not s.completed(Kind.ORIENTATION),
)
DECISION_NOTIFIED = Guard(
    "decision_notified",
    sentence("The orientation decision must be notified before orientation begins (R.5411-8-1)."),
    sentence(
        "Give the day of the decision, then the day of its notification, on or before the day orientation begins."
    ),
    lambda _s, a: (day(a, "decision_on") or a.on) <= (day(a, "notified_on") or a.on) <= a.on,
    override_by=HISTORY,
    needs=("decision_on", "notified_on"),
)
REFERENT_NAMED = Guard(
    "referent_named",
    sentence("A referent with an account must be named."),
    sentence("Choose the referent in the list of accounts."),
    lambda _s, a: a.world is None or a.data.get("referent") in a.world.accounts,
    override_by=HISTORY,
    needs=("referent",),
    world=True,
)
REFRESHER_SKIP_ARGUED = Guard(
    "refresher_skip_argued",
    sentence("Going without a refresher is a choice that must be argued."),
    sentence("Write in one sentence why no refresher is needed; your name is kept with it."),
    lambda _s, a: a.data["needs"]["refresher"] or bool(a.data.get("reason")),
    override_by=HISTORY,
    needs=("needs",),
)
REFRESHER_DOMAINS = Guard(
    "refresher_domains",
    sentence("A refresher is needed but no domain is named (D.6113-30)."),
    sentence("Tick at least one domain: French, calculation, digital, team, autonomy, learning or safety."),
    lambda _s, a: not a.data["needs"]["refresher"] or bool(a.data["needs"]["domains"]),
    needs=("needs",),
)
ORIENTATION_BEGUN = Guard(
    "orientation_begun",
    sentence("Nothing can be prescribed before orientation has begun."),
    sentence("Begin the orientation first (move “begin_orientation”)."),
    lambda s, _a: s.stage != Stage.REFERRED,
    override_by=HISTORY,
)
NOT_ORIENTATION = Guard(
    "not_orientation",
    sentence("An orientation is not prescribed or moved like a training."),
    sentence("Use the moves “begin_orientation” and “complete_orientation”."),
    lambda s, a: a.data.get("kind") != Kind.ORIENTATION and getattr(named(s, a), "kind", "") != Kind.ORIENTATION,
    override_by=HISTORY,
)
PLANNED_DATES = Guard(
    "planned_dates",
    sentence("Both planned dates are needed, and the end may not come before the start."),
    sentence("Give the planned start and the planned end announced by the training provider."),
    lambda _s, a: bool((s := day(a, "planned_start")) and (e := day(a, "planned_end")) and s <= e),
    override_by=HISTORY,
    needs=("kind",),
)
PRESCRIBED_ON = Guard(
    "prescribed_on",
    sentence("The prescription may not be dated before the day the entry takes effect, nor after today."),
    sentence(
        "Leave the date of prescription empty: it is the date of the move. Give it only when the start came first."
    ),
    lambda _s, a: (p := day(a, "prescribed_on")) is None or (a.on <= p and (a.world is None or p <= a.world.today)),
    override_by=HISTORY,
)
BLOCS_TARGETED = Guard(
    "blocs_targeted",
    sentence("Only a qualification aims at a certification or its blocs."),
    sentence("Remove the certification, or choose a qualification."),
    lambda _s, a: a.data.get("kind") == Kind.QUALIFICATION or not (a.data.get("rncp") or a.data.get("blocs")),
    needs=("kind",),
)


def _in_state(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    return episode is not None and episode.state in EPISODE.by_name[attempt.move].sources


EPISODE_READY = Guard(
    "episode_ready",
    sentence("No episode of this case is in a state that allows this move on this date."),
    sentence("Check the episode and the date: an episode is prescribed, then started, then ended."),
    _in_state,
    evidence=_episode_evidence,
)
ORIENTATION_COMPLETED = Guard(
    "orientation_completed",
    sentence("Orientation is not completed on this date: a training may not start before."),
    sentence("Complete the orientation (move “complete_orientation”), then record the start."),
    lambda s, _a: s.oriented(),
    override_by=HISTORY,
)


def _refresher_done(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    if episode is None or episode.kind is not Kind.QUALIFICATION or standing.needs is None:
        return True
    return not standing.needs.refresher or standing.completed(Kind.REFRESHER)


REFRESHER_COMPLETED = Guard(
    "refresher_completed",
    sentence("The diagnosis found that a refresher is needed, and none is completed."),
    sentence("Complete a refresher first, or override with the reason why the qualification may start without it."),
    _refresher_done,
    override_by=COUNSELLING,
)


def _refresher_needed(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    if episode is None or episode.kind is not Kind.REFRESHER or standing.needs is None:
        return True
    return standing.needs.refresher


REFRESHER_NEEDED = Guard(
    "refresher_needed",
    sentence("The diagnosis found no need for a refresher."),
    sentence("Correct the diagnosis, or override with the reason why a refresher is useful after all."),
    _refresher_needed,
    override_by=COUNSELLING,
)


def _in_the_way(standing: Standing) -> list[Episode]:
    """The episodes in progress that are not said to run beside others."""
    return [e for e in standing.in_progress if not e.parallel]


def _alone(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    return episode is None or episode.parallel or not _in_the_way(standing)


ONE_AT_A_TIME = Guard(
    "one_at_a_time",
    sentence("Another episode is in progress on this date (%(provider)s)."),
    sentence("End that episode first, or prescribe this one as running in parallel, or override with a reason."),
    _alone,
    override_by=COUNSELLING,
    evidence=lambda s, _a: {"provider": _provider(_in_the_way(s))},
)
REPAYMENT_SUPERVISED = Guard(
    "repayment_supervised",
    sentence("Dropping out without a legitimate motive makes the person repay (R.6341-47): a supervisor decides it."),
    sentence("Ask a supervisor to record this dropout, or record that the motive is legitimate and who decided it."),
    lambda _s, a: a.actor.role in SUPERVISING or (a.data.get("legitimate") or {}).get("decision") is not False,
    override_by=SUPERVISING,
)
DROPOUT_ENTERED = Guard(
    "dropout_by_a_person",
    sentence("A dropout is decided by a person, never by the software."),
    sentence("Have a counsellor or a supervisor record it."),
    lambda _s, a: a.actor.role in (Role.COUNSELLOR, Role.SUPERVISOR, Role.OPERATOR),
)
RESULT_AWAITED = Guard(
    "result_awaited",
    sentence("This episode does not aim at a certification, or its result is already recorded."),
    sentence("Check the episode; to change a recorded result, correct its entry."),
    lambda s, a: (e := named(s, a)) is not None and e.awaits_result,
)
BLOCS_NAMED = Guard(
    "blocs_named",
    sentence("A partial result must name the blocs obtained."),
    sentence("Give the codes of the blocs of competences obtained."),
    lambda _s, a: a.data["result"] != "partial" or bool(a.data.get("blocs")),
    needs=("result",),
)
NO_LIVE_SUPPORT = Guard(
    "no_live_support",
    sentence("Support is already running since %(since)s."),
    sentence("End the running support first; there is one at a time."),
    lambda s, _a: s.support is None,
    evidence=lambda s, _a: {"since": s.support.started_on.isoformat() if s.support else ""},
)
LIVE_SUPPORT = Guard(
    "live_support",
    sentence("No support is running on this date."),
    sentence("Check the date, or start the support first."),
    lambda s, _a: s.support is not None,
)
PAUSE_DATES = Guard(
    "pause_dates",
    sentence("The last day of the pause comes before its first day."),
    sentence("Give as last day the day of the pause's first day or a later one."),
    lambda _s, a: (day(a, "until") or a.on) >= a.on,
    needs=("until",),
)
NO_OVERLAPPING_PAUSE = Guard(
    "no_overlapping_pause",
    sentence("Another pause already covers part of these days."),
    sentence("Correct the other pause, or give dates that do not overlap it."),
    lambda s, a: not any(p.overlaps(a.on, day(a, "until") or a.on) for p in s.pauses),
    needs=("until",),
)


def _pause_allowed(_standing: Standing, attempt: Attempt) -> bool:
    until = day(attempt, "until") or attempt.on
    return attempt.actor.role in SUPERVISING or within_months(attempt.on, until, 6)


PAUSE_LENGTH = Guard(
    "pause_length",
    sentence("A pause longer than six months is decided by a supervisor."),
    sentence("Shorten the pause to six months, or ask a supervisor to record it."),
    _pause_allowed,
    override_by=SUPERVISING,
    needs=("until",),
)
PAUSE_MAXIMUM = Guard(
    "pause_maximum",
    sentence("A pause may not last more than 36 months."),
    sentence("Shorten the pause; if the person will not come back before, record that they leave."),
    lambda _s, a: within_months(a.on, day(a, "until") or a.on, 36),
    override_by=SUPERVISING,
    needs=("until",),
)
PAUSED = Guard(
    "paused",
    sentence("The case is not paused on this date."),
    sentence("Check the date: the return is recorded inside the pause, and only shortens it."),
    lambda s, a: s.paused(a.on) is not None,
)
NO_PENDING_HANDOVER = Guard(
    "no_pending_handover",
    sentence("A handover is already waiting for an answer."),
    sentence("Wait for the answer, or ask the receiving organisation to decline it."),
    lambda s, _a: s.pending_handover is None,
)
PENDING_HANDOVER = Guard(
    "pending_handover",
    sentence("No handover is waiting for an answer on this date."),
    sentence("Check the date, or ask for a handover first."),
    lambda s, _a: s.pending_handover is not None,
)
HANDOVER_ELSEWHERE = Guard(
    "handover_elsewhere",
    sentence("The case is already with this organisation."),
    sentence("Choose another organisation, or name the colleague who takes over."),
    lambda s, a: a.data["to_organisation"] != s.organisation or bool(a.data.get("to_counsellor")),
    needs=("to_organisation",),
)
ENDS_ITSELF = {"employment": "employment", "death": "force_majeure"}


def _unexplained(standing: Standing) -> list[Episode]:
    """The trainings in progress: how each ended is a fact to record. An orientation just stops with the pathway."""
    return [e for e in standing.in_progress if e.kind in TRAINING]


EPISODE_ENDED = Guard(
    "episode_ended",
    sentence("An episode is still in progress (%(provider)s): how did it end?"),
    sentence("Record first how the episode ended: completed, dropped out, excluded or interrupted."),
    lambda s, a: a.data["motive"] in ENDS_ITSELF or not _unexplained(s),
    needs=("motive",),
    evidence=lambda s, _a: {"provider": _provider(_unexplained(s))},
)
NOT_ALREADY_LEFT = Guard(
    "not_already_left",
    sentence("The person has already left the pathway."),
    sentence("Correct the entry of the exit, or reopen the case."),
    lambda s, a: s.stage != Stage.FOLLOW_UP or a.data["motive"] == "death",
    needs=("motive",),
)
JOB_DESCRIBED = Guard(
    "job_described",
    sentence("A job must be described: without its contract and its dates the exit cannot be counted as lasting."),
    sentence("Give the contract, the first day and, unless it is open-ended, the last day."),
    lambda _s, a: a.data["motive"] != "employment" or bool(a.data.get("job")),
    override_by=COUNSELLING,
    needs=("motive",),
)


def _check_due(standing: Standing, attempt: Attempt) -> bool:
    return standing.exit is None or attempt.on >= add_months(standing.exit.on, attempt.data["at_months"])


CHECK_DUE = Guard(
    "check_due",
    sentence("It is too early for this check: the person left on %(left)s."),
    sentence("Wait until that many months have passed, or override with the reason why it is known already."),
    _check_due,
    override_by=COUNSELLING,
    needs=("at_months",),
    evidence=lambda s, _a: {"left": s.exit.on.isoformat() if s.exit else ""},
)
CHECK_ONCE = Guard(
    "check_once",
    sentence("This check is already recorded."),
    sentence("Correct the entry of the check instead."),
    lambda s, a: a.data["at_months"] not in s.checks,
    needs=("at_months",),
)
REOPENABLE = Guard(
    "reopenable",
    sentence("This case may not be reopened: the person died, or the case was voided or merged."),
    sentence("If that is a mistake, void the entry that says so."),
    lambda s, _a: s.counts and (s.exit is None or s.exit.motive != "death"),
)
NO_LIVE_CASE = Guard(
    "no_live_case",
    sentence("This person already has a live case in the programme."),
    sentence("Work on the live case: one person, one live case."),
    lambda _s, a: a.world is None or not a.world.live_elsewhere,
    world=True,
)
MERGEABLE = Guard(
    "mergeable",
    sentence("The other case may not receive this one: it must exist, count, and be another case of the programme."),
    sentence("Check the number of the case that stays."),
    lambda _s, a: a.world is None or a.world.mergeable,
    needs=("into_case",),
    world=True,
)
ELIGIBLE = Guard(
    "eligible",
    sentence("The person is not eligible on this date under the rule set %(rule_set)s."),
    sentence("Check the level, the birth date and the situation on the day the case opens."),
    lambda _s, a: bool((a.data.get("eligibility") or {}).get("eligible")),
    override_by=HISTORY,
    evidence=lambda _s, a: {"rule_set": str((a.data.get("eligibility") or {}).get("rule_set", ""))},
)


def candidates(standing: Standing, move: str) -> list[Episode]:
    """The episodes a move may name now, the likeliest first: the next planned, or the one started last."""
    if move not in EPISODE.by_name:
        return []
    if move == "record_result":
        return sorted(standing.awaiting, key=lambda e: (e.ended_on or date.min, e.n))
    if set(EPISODE.by_name[move].sources) <= set(AHEAD):
        sources: Any = EPISODE.by_name[move].sources
        return [e for e in standing.ahead if e.state in sources]
    return [e for e in reversed(standing.in_progress) if e.kind in TRAINING]

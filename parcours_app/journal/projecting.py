"""Projects a standing onto the rows that lists read. The rows are rewritten from the replay, never edited by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parcours_app.journal.rewriting import rewrite
from parcours_app.journal.rows import Row, write_rows
from parcours_app.journal.sewing import lines_of, seam_rows, sew, sewing_values
from parcours_app.models import Base, Case, EpisodeRow, HandoverRow, PausedDay, PauseRow, SeamRow, SupportRow
from workflows.calendar import days_between
from workflows.follow_up import next_check
from workflows.handovers import REQUESTED
from workflows.omissions import omissions
from workflows.pacts import pact_of
from workflows.seams import Seam, seams
from workflows.standing import Standing

CHILDREN: tuple[type[Base], ...] = (EpisodeRow, SupportRow, PausedDay, PauseRow, SeamRow, HandoverRow)


# What a handover row keeps of a handover, name for name.
HANDED = (
    "from_organisation",
    "to_organisation",
    "to_counsellor",
    "state",
    "requested_on",
    "decided_on",
    "remind_on",
    "expires_on",
    "readable_until",
    "answer_days",
    "temporary_until",
    "returned_on",
    "motive",
    "reason",
    "alternative",
    "alternative_organisation",
)


def case_values(standing: Standing, lines: list[Seam]) -> dict[str, Any]:
    """The columns of the case row that the standing decides, with the lines of the ledger that hang on the case."""
    current = standing.in_progress[-1] if standing.in_progress else None
    following = standing.accepted_next or (standing.ahead[0] if standing.ahead else None)
    pause = max(standing.pauses, key=lambda p: p.since, default=None)
    pause = pause if pause is not None and pause.days else None
    handover = next((h for h in reversed(standing.handovers) if h.state == REQUESTED), None)
    stand_in = standing.stand_ins[-1] if standing.stand_ins else None
    stand_in = stand_in if stand_in is not None and stand_in.until >= stand_in.since else None
    check_months, check_due_on = next_check(standing) or (None, None)
    return {
        "stage": standing.stage,
        "stage_since": standing.stage_since,
        "live": standing.live,
        "counts": standing.counts,
        "opened_on": standing.opened_on,
        "organisation_id": standing.organisation,
        "referent_id": standing.referent,
        "region": standing.facts.get("region"),
        "public": (standing.facts.get("publics") or {}).get("counted_as", "other"),
        "pact": standing.facts.get("pact"),
        "eligibility_flagged": bool((standing.facts.get("eligibility") or {}).get("flagged")),
        "current_kind": current and current.kind.value,
        "current_provider": current and current.provider,
        "current_since": current and current.started_on,
        "current_planned_end": current and standing.planned_end(current),
        "next_kind": following and following.kind.value,
        "next_provider": following and following.provider,
        "next_on": following and following.planned_start,
        "paused_from": pause and pause.since,
        "paused_until": pause and pause.until,
        "support_level": standing.support.level if standing.support else None,
        "exit_motive": standing.exit.motive if standing.exit else None,
        "exit_on": standing.exit.on if standing.exit else None,
        "check_months": check_months,
        "check_due_on": check_due_on,
        "omissions": omissions(standing),
        "merged_into": standing.merged_into,
        "handover_to": handover and handover.to_organisation,
        "handover_expires_on": handover and handover.expires_on,
        "stand_in_id": stand_in and stand_in.account,
        "stand_in_until": stand_in and stand_in.until,
        **sewing_values(standing, lines),
    }


def _episodes(case_id: str, standing: Standing) -> Iterable[Row]:
    plain = ("id", "n", "label", "provider", "prescribed_on", "planned_start", "started_on", "ended_on", "motive")
    more = ("result", "rncp", "programme", "session", "seat", "funder")
    for episode in standing.episodes.values():
        values = {
            "case_id": case_id,
            "kind": episode.kind.value,
            "state": str(episode.state),
            "planned_end": standing.planned_end(episode),
            "planned_end_original": episode.planned_end,
            "blocs": list(episode.blocs),
        }
        yield EpisodeRow, values | {name: getattr(episode, name) for name in plain + more}


def _parallel_lives(case_id: str, standing: Standing) -> Iterable[Row]:
    for n, support in enumerate(standing.supports, 1):
        values = {
            "case_id": case_id,
            "n": n,
            "level": support.level,
            "referent_id": support.referent,
            "started_on": support.started_on,
            "ended_on": support.ended_on,
            "motive": support.motive,
        }
        yield SupportRow, values
    for n, pause in enumerate(standing.pauses, 1):
        its = {"since": pause.since, "until": pause.until, "category": pause.category}
        yield PauseRow, {"case_id": case_id, "n": n, **its}
        for day in days_between(pause.since, pause.until):
            yield PausedDay, {"case_id": case_id, "day": day, "n": n}
    for n, handover in enumerate(standing.handovers, 1):
        yield HandoverRow, {"case_id": case_id, "n": n} | {name: getattr(handover, name) for name in HANDED}


def seams_of(standing: Standing, on: date) -> list[Seam]:
    """The seams of a case alone under its pact's threshold."""
    return seams(standing, on, pact_of(standing.facts.get("pact")).threshold)


def rows_for(case_id: str, standing: Standing, lines: list[Seam]) -> list[Row]:
    """Every row that hangs on the case, as the standing and the lines of the ledger tell it."""
    return [*_episodes(case_id, standing), *_parallel_lives(case_id, standing), *seam_rows(case_id, lines)]


def project(
    session: Session, case: Case, standing: Standing, others: Mapping[str, Standing], before: Standing | None = None
) -> None:
    """Write the standing on the case row and on the rows that hang on it, in the entry's own transaction.

    others: the standings of the person's other cases; they are sewn again, as a move here may close a gap there.
    before: the standing the rows show; without it they are all written anew.
    """
    lines = lines_of({**others, case.id: standing})
    for name, value in case_values(standing, lines[case.id]).items():
        setattr(case, name, value)
    session.flush()
    now = rows_for(case.id, standing, lines[case.id])
    if before is None:
        for child in CHILDREN:
            session.execute(delete(child).where(child.__table__.c.case_id == case.id))
        write_rows(session, now)
    else:
        then = lines_of({**others, case.id: before})[case.id]
        rewrite(session, rows_for(case.id, before, then), now)
    sew(session, others, lines)

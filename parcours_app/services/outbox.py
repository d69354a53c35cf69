"""The outbox seen by the worker: what is due, whether it may still leave, what became of it. Sends nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update

from parcours_app.extensions import db
from parcours_app.models import Case, NoticeRow
from parcours_app.services.notice_kind import Family, Kind
from parcours_app.services.notices import DROPPED, FAILED, KINDS, PENDING, SENT
from parcours_app.services.recipients import Recipient, disturbed_from, of_account, of_person
from parcours_app.services.unit import unit_of_work

# Before the code of a channel that is away, in the last error of the messages it holds up.
AWAY, LONGEST_CODE = "away:", 40
TOO_LATE, UNKNOWN_KIND = "too_late", "unknown_kind"
# How long after each failed attempt the next one comes; after the last, the message has failed.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))


@dataclass(frozen=True, slots=True)
class Due:
    """A message whose time has come, and how many attempts were made."""

    id: str
    channel: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything one message needs to be written and sent, read when it leaves.

    reader: whose choices a stop changes. stops: the choice its stop link ends, None when it cannot be stopped.
    """

    id: str
    kind: Kind
    facts: dict[str, Any]
    case_id: str | None
    channel: str
    address: str
    locale: str | None
    reader: str
    stops: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a channel says of one message: sent, failed for good, or pending for another attempt; a code of why."""

    state: str
    code: str | None = None


def due(now: datetime, channels: Sequence[str], limit: int) -> list[Due]:
    """The messages whose time has come, the oldest first."""
    rows = db.session.execute(
        select(NoticeRow.id, NoticeRow.channel, NoticeRow.attempts)
        .where(NoticeRow.state == PENDING, NoticeRow.not_before <= now, NoticeRow.channel.in_(channels))
        .order_by(NoticeRow.not_before, NoticeRow.id)
        .limit(limit)
    )
    return [Due(*row) for row in rows]


def hold(channel: str, trouble: str, now: datetime) -> None:
    """Write why the messages whose time has come do not leave: their channel is away. It costs them no attempt."""
    code = f"{AWAY}{trouble}"[:LONGEST_CODE]
    other = or_(NoticeRow.last_error.is_(None), NoticeRow.last_error != code)
    held = (NoticeRow.state == PENDING, NoticeRow.channel == channel, NoticeRow.not_before <= now, other)
    with unit_of_work() as session:
        session.execute(update(NoticeRow).where(*held).values(last_error=code))


def may_leave(notice_id: str, now: datetime) -> bool:
    """Whether a message may leave now; what may never leave any more is dropped, what must wait is put off."""
    with unit_of_work() as session:
        row = session.get_one(NoticeRow, notice_id)
        kind, recipient = KINDS.get(row.kind), _reader(row)
        reason = recipient.refuses(kind, row.channel) if kind else UNKNOWN_KIND
        if kind and now > row.created_at + kind.useful:
            reason = reason or TOO_LATE
        if reason:
            row.state, row.reason = DROPPED, reason
            return False
        row.not_before = max(row.not_before, disturbed_from(recipient, row.channel, now))
        return row.not_before <= now


def letter(notice_id: str) -> Letter:
    """What is needed to write and send a message that may leave."""
    row = db.session.get_one(NoticeRow, notice_id)
    kind, recipient = KINDS[row.kind], _reader(row)
    number = db.session.scalar(select(Case.number).where(Case.id == row.case_id)) if row.case_id else None
    return Letter(
        id=row.id,
        kind=kind,
        facts={**row.facts, "case": number} if number else row.facts,
        case_id=row.case_id,
        channel=row.channel,
        address=recipient.address(row.channel) or "",
        locale=recipient.locale,
        reader=recipient.person or recipient.account or "",
        stops=_stops(kind, recipient, row.channel),
    )


def settle(notice_id: str, attempts: int, outcome: Outcome, now: datetime) -> None:
    """Write what became of attempt number `attempts`, once: a second time changes nothing."""
    values: dict[str, Any] = {"attempts": attempts + 1, "last_error": outcome.code}
    if outcome.state == SENT:
        values |= {"state": SENT, "sent_at": now}
    elif outcome.state == FAILED or attempts >= len(DELAYS):
        values |= {"state": FAILED, "reason": "refused" if outcome.state == FAILED else "given_up"}
    else:
        values |= {"not_before": now + DELAYS[attempts]}
    attempted = (NoticeRow.id == notice_id, NoticeRow.state == PENDING, NoticeRow.attempts == attempts)
    with unit_of_work() as session:
        session.execute(update(NoticeRow).where(*attempted).values(values))


def _reader(row: NoticeRow) -> Recipient:
    if row.to_person:
        return of_person(db.session(), row.to_person)
    return of_account(db.session(), row.to_account)


def _stops(kind: Kind, recipient: Recipient, channel: str) -> str | None:
    if recipient.person:
        return channel
    return {Family.DIGEST: "digest", Family.REMINDER: "email"}.get(kind.family)

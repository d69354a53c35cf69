"""The messages of a case, of a reader, and those of the whole outbox in figures. Never an address, never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import Account, Case, MessageChoice, NoticeRow
from parcours_app.scope import Viewer, visible_to

OF_CASE, OF_READER = 100, 20
# What the outbox writes before the code of a channel that is away.
AWAY = "away:"
RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The messages of one channel that wait: how many, since when the oldest, how many of them for a next attempt.

    trouble: a code of why the channel takes none, the last time it was tried; None when it does.
    """

    channel: str
    count: int
    oldest: datetime
    retried: int
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox in figures; ended: how many of the last week were sent, failed and dropped, by state and reason."""

    waiting: Sequence[Waiting]
    ended: Sequence[tuple[str, str | None, int]]


def of_case(case_id: str) -> list[tuple[NoticeRow, str | None]]:
    """The latest messages of a case the viewer was already allowed to open, with the name of the colleague told."""
    rows = db.session.execute(
        select(NoticeRow, Account.display_name)
        .outerjoin(Account, Account.id == NoticeRow.to_account)
        .where(NoticeRow.case_id == case_id)
        .order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
        .limit(OF_CASE)
    )
    return [(row, name) for row, name in rows]


def received(viewer: Viewer) -> Sequence[NoticeRow]:
    """The latest messages written to the viewer."""
    column, key = (NoticeRow.to_person, viewer.person) if viewer.person else (NoticeRow.to_account, viewer.account)
    latest = select(NoticeRow).where(column == (key or "")).order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc())
    return db.session.scalars(latest.limit(OF_READER)).all()


def reachable(viewer: Viewer, rows: Sequence[NoticeRow]) -> dict[str, str]:
    """The numbers of the cases these messages are about, by key; those out of the viewer's sight now are left out."""
    about = {row.case_id for row in rows if row.case_id}
    wanted = visible_to(viewer).where(Case.id.in_(about)).with_only_columns(Case.id, Case.number)
    return {key: number for key, number in db.session.execute(wanted)} if about else {}  # noqa: C416 - typed rows


def choices(reader: str) -> MessageChoice | None:
    """What a reader wants; None when they never said, which means everything."""
    return db.session.get(MessageChoice, reader)


def outbox(now: datetime) -> Outbox:
    """The outbox in figures."""
    waiting = db.session.execute(
        select(
            NoticeRow.channel,
            func.count(),
            func.min(NoticeRow.created_at),
            func.count().filter(NoticeRow.attempts > 0),
            func.max(NoticeRow.last_error).filter(NoticeRow.last_error.startswith(AWAY, autoescape=True)),
        )
        .where(NoticeRow.state == "pending")
        .group_by(NoticeRow.channel)
        .order_by(NoticeRow.channel)
    )
    ended = db.session.execute(
        select(NoticeRow.state, NoticeRow.reason, func.count())
        .where(NoticeRow.state != "pending", NoticeRow.created_at > now - RECENT)
        .group_by(NoticeRow.state, NoticeRow.reason)
        .order_by(NoticeRow.state.desc(), func.count().desc(), NoticeRow.reason)
    )
    return Outbox(
        [
            Waiting(channel, count, oldest, retried, trouble.removeprefix(AWAY) if trouble else None)
            for channel, count, oldest, retried, trouble in waiting
        ],
        [(state, reason, count) for state, reason, count in ended],
    )

"""Tells people what happened: writes the message into the outbox, inside the transaction of what it tells.

The worker sends it. Called with a session by the services that have something to tell; commits nothing itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.models import Case, NoticeRow
from parcours_app.scope import Viewer
from parcours_app.services.appointment_kinds import APPOINTMENT_KINDS
from parcours_app.services.notice_kind import Kind
from parcours_app.services.person_notices import PERSON_KINDS
from parcours_app.services.recipients import channel_for, disturbed_from, find
from parcours_app.services.staff_notices import STAFF_KINDS

PENDING, SENT, FAILED, DROPPED = "pending", "sent", "failed", "dropped"
KINDS: Mapping[str, Kind] = {**PERSON_KINDS, **STAFF_KINDS, **APPOINTMENT_KINDS}
# Keys, codes, days, times and numbers: whatever has a space is a text, and texts stay on the pages.
FACT = re.compile(r"[\w.:@+-]{0,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell: a kind of KINDS, about a case or none, to an account's key or one of the readers of `recipients`.

    facts: keys, codes, ISO days, HH:MM times, numbers. once: a name under which it is told only once, ever.
    """

    kind: str
    case_id: str | None
    to: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    once: str | None = None


def tell(session: Session, viewer: Viewer, notice: Notice) -> NoticeRow:
    """Write one message into the outbox, or the trace of why there is none (`state` dropped, `reason` a code).

    A message told already under the same `once` is given back as it is. Raises ValueError on a fact that is a text.
    """
    kind = KINDS[notice.kind]
    _check(notice)
    told = session.scalars(select(NoticeRow).where(NoticeRow.once == notice.once)).first() if notice.once else None
    if told is not None:
        return told
    # Who calls has passed the wall already; a notice may go to somebody who sees more than they do.
    case = session.get(Case, notice.case_id) if notice.case_id else None
    recipient = find(session, notice.to, case, viewer.today)
    channel, reason = channel_for(kind, recipient)
    row = NoticeRow(
        id=viewer.new_id(),
        kind=notice.kind,
        case_id=notice.case_id,
        to_account=recipient.account,
        to_person=recipient.person,
        channel=channel,
        facts=dict(notice.facts),
        once=notice.once,
        created_at=viewer.now,
        not_before=disturbed_from(recipient, channel, viewer.now),
        state=DROPPED if reason else PENDING,
        reason=reason,
        attempts=0,
    )
    session.add(row)
    session.flush()
    return row


def was_told(once: str) -> bool:
    """Whether something was told already under this name."""
    return db.session.scalar(select(NoticeRow.id).where(NoticeRow.once == once)) is not None


def _check(notice: Notice) -> None:
    for name, value in notice.facts.items():
        if not FACT.fullmatch(str(value)):
            raise ValueError(f"the fact {name!r} of a notice is a text: give its key or its code")

"""The messages of a case as lines of its chronology. Ready values only."""

from flask_babel import gettext

from parcours_app.models import NoticeRow
from parcours_app.queries.case_file import CaseFile
from parcours_app.scope import Viewer
from parcours_app.web import message_words as words
from parcours_app.web import wording
from parcours_app.web.counsellor.chronology import Line
from workflows.engine import sentence
from workflows.journal import CIVIL

TO_PERSON = {
    "pending": sentence("Message to the person, not sent yet: %(about)s"),
    "sent": sentence("Message sent to the person: %(about)s"),
    "failed": sentence("Message to the person, not delivered: %(about)s"),
    "dropped": sentence("Message to the person, not sent: %(about)s"),
}
TO_STAFF = {
    "pending": sentence("Message to %(name)s, not sent yet: %(about)s"),
    "sent": sentence("Message sent to %(name)s: %(about)s"),
    "failed": sentence("Message to %(name)s, not delivered: %(about)s"),
    "dropped": sentence("Message to %(name)s, not sent: %(about)s"),
}


def lines(viewer: Viewer, file: CaseFile, messages: list[tuple[NoticeRow, str | None]]) -> list[Line]:
    """The messages written up to the day looked at, as known then."""
    last = min(file.on, file.known or file.on)
    return [_line(viewer, row, name) for row, name in messages if row.created_at.astimezone(CIVIL).date() <= last]


def _line(viewer: Viewer, row: NoticeRow, name: str | None) -> Line:
    titles = TO_PERSON if row.to_person else TO_STAFF
    icon, tone = words.MARKS[row.state]
    day = row.created_at.astimezone(CIVIL).date()
    return Line(
        id=f"message-{row.id}",
        on=day,
        title=gettext(titles[row.state], about=words.about(row), name=name or gettext("whoever follows the case")),
        occurred=wording.day(day),
        recorded=wording.moment(row.created_at),
        actor="",
        detail=f"{words.channel(row.channel)} · {words.state(row, viewer.now)}",
        icon=icon,
        tone=tone,
        superseded=False,
        superseded_by=None,
        corrects=None,
        links=(),
    )

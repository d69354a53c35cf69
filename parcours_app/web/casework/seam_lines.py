"""The lines of the seam ledger in words, for every audience that reads it. Decides nothing, asks no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from parcours_app.queries.seam_list import SeamLine
from parcours_app.web import wording
from workflows.engine import sentence

# How a line is drawn: by its state in the ledger, or by how it turned out once it is closed.
DRAWN: Mapping[str, str] = {"to_sew": "to_book", "booked": "booked", "open": "open", "not_a_gap": "none"}
CLOSED: Mapping[str, str] = {"overlap": "overlap", "seamless": "seamless", "late": "gap", "never_followed": "gap"}
SHORT: Mapping[str, str] = {
    "to_sew": sentence("To sew"),
    "booked": sentence("Next step accepted"),
    "open": sentence("Broken"),
    "not_a_gap": sentence("Not a gap"),
    "overlap": sentence("Overlapping"),
    "seamless": sentence("Seamless"),
    "late": sentence("Closed with a snag"),
    "never_followed": sentence("Never followed"),
}
# What is told instead to who reads people by case number: a list is no place to learn of somebody's health.
WITHHELD: Mapping[str, str] = {"health": sentence("Another personal reason")}


@dataclass(frozen=True, slots=True)
class Row:
    """A line, ready for casework/seam_rows.html."""

    url: str
    title: str
    number: str
    drawn: str
    badge: str
    length: str
    net: str
    steps: str
    since: str
    cause: str
    following: str
    owner: str
    organisation: str


def row(line: SeamLine, url: str, today: date) -> Row:
    """One line; who reads people by case number sees that number for a title."""
    seam, nothing = line.seam, gettext("none yet")
    word = line.state if line.state != "closed" else line.outcome or ""
    net = gettext("%(days)s without pauses", days=wording.days(seam.net_days))
    return Row(
        url=url,
        title=line.person or line.number,
        number=line.number if line.person else "",
        drawn="open" if presses(line) else DRAWN.get(line.state) or CLOSED[word],
        badge=_to_sew(line) or gettext(SHORT[word]),
        length=_length(line, today),
        net=net if not seam.ahead and seam.net_days != seam.days else "",
        steps=_steps(line),
        since=wording.short_day(seam.since),
        cause=_cause(line),
        following=_following(line) if seam.open or seam.ahead else "",
        owner=line.owner_name or gettext("nobody"),
        organisation=line.organisation_name or nothing,
    )


def presses(line: SeamLine) -> bool:
    """Whether an end to sew has reached the last level of notice of its pact."""
    return line.urgency is not None and line.urgency <= line.levels[-1]


def cause(code: str | None, *, named: bool) -> str:
    """Why a step was not followed at once; a reason of health is told to who works with the person, and only there."""
    return gettext(WITHHELD[code]) if code and code in WITHHELD and not named else wording.word("seam_cause", code)


def _to_sew(line: SeamLine) -> str:
    """The level of notice reached after the first, in words; nothing before it."""
    if not line.urgency or line.urgency >= line.levels[0]:
        return gettext("To sew: end overdue") if line.urgency == 0 else ""
    return gettext("To sew: end in %(days)s days or fewer", days=line.urgency)


def _length(line: SeamLine, today: date) -> str:
    """How long, in words: days of the gap, or how far its opening is."""
    seam = line.seam
    if not seam.ahead:
        overlap = gettext("overlap of %(days)s", days=wording.days(-seam.days))
        return overlap if seam.days < 0 else wording.days(seam.days)
    left = (seam.since - today).days
    if left < 0:
        return gettext("end overdue by %(days)s", days=wording.days(-left))
    return gettext("ends in %(days)s", days=wording.days(left))


def _cause(line: SeamLine) -> str:
    """Why it gapes; what is sewn in time, or not there yet, needs no cause."""
    sewn = line.seam.ahead or line.outcome in ("seamless", "overlap")
    return cause(line.seam.cause, named=line.person is not None) or ("" if sewn else gettext("not explained"))


def _steps(line: SeamLine) -> str:
    after = wording.word("kind", line.seam.kind_after)
    if line.seam.kind_before is None:
        return gettext("after: %(step)s", step=after)
    return gettext("%(after)s, then %(before)s", after=after, before=wording.word("kind", line.seam.kind_before))


def _following(line: SeamLine) -> str:
    """What comes next, and whether its receiver has said yes."""
    if line.next_kind is None:
        return gettext("nothing prescribed")
    step = wording.word("kind", line.next_kind)
    when = gettext("%(step)s on %(day)s", step=step, day=wording.short_day(line.next_on)) if line.next_on else step
    return when if line.seam.accepted else gettext("%(step)s, not accepted yet", step=when)

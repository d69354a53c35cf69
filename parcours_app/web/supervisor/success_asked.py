"""What is asked of the indicators: the period of the cohorts, the day, the day of knowledge, the breakdown."""

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.queries.indicators import Asked, UnknownBreakdown, breakdown, usual
from parcours_app.queries.untold import readable
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.days_asked import EXCHANGED, read_days

DAYS = ("since", "until", "on", "known")


@dataclass(frozen=True, slots=True)
class Question:
    """The question as asked of the register, and the names of the answers that could not be read."""

    asked: Asked
    wrong: tuple[str, ...]

    @property
    def query(self) -> dict[str, Any]:
        """The same question as the parameters of an address."""
        days = {name: getattr(self.asked, name).isoformat() for name in DAYS}
        return days | ({"by": ",".join(self.asked.by)} if self.asked.by else {})


def question_of(args: MultiDict[str, str], viewer: Viewer) -> Question:
    """The question of an address; what cannot be read is named, and the usual answer taken: the year before today."""
    wrong: list[str] = []
    days = read_days(args, DAYS, viewer.today, wrong)
    on = days["on"] or viewer.today
    until = days["until"] or on
    since = days["since"] or usual(on).since
    if since > until:
        wrong.append(EXCHANGED)
        since, until = until, since
    by = _by(",".join(args.getlist("by")), wrong)
    return Question(Asked(since, until, on, days["known"] or viewer.today, by), tuple(wrong))


def _by(text: str, wrong: list[str]) -> tuple[str, ...]:
    """The dimension asked; the list has one, which is as many as a supervisor may read at once."""
    try:
        by = breakdown(text)
    except UnknownBreakdown:
        by = None
    if by is None or not readable(by):
        wrong.append("by")
        return ()
    return by

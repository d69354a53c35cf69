"""What is asked of the indicators: the period of the cohorts, the day, the day of knowledge, the breakdown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.queries.indicators import Asked, UnknownBreakdown, breakdown, usual
from parcours_app.queries.untold import readable
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.days_asked import EXCHANGED, WIDENED, read_days
from workflows.indicators.periods import Period

DAYS = ("since", "until", "on", "known")


@dataclass(frozen=True, slots=True)
class Question:
    """The question as asked of the register, the names of the answers that could not be read, and the first year."""

    asked: Asked
    wrong: tuple[str, ...]
    first: int

    @property
    def query(self) -> dict[str, Any]:
        """The same question as the parameters of an address."""
        days = {name: getattr(self.asked, name).isoformat() for name in DAYS}
        return days | ({"by": ",".join(self.asked.by)} if self.asked.by else {})


def years_asked(asked: Asked, first: int) -> dict[str, Any]:
    """The years a period may begin and end with, as the days it is asked by; and the last one that is chosen."""
    years = year_choices(asked.since, asked.on, first)
    last = min(asked.until.year, asked.on.year)
    if last not in years:
        years.append(last)
    since, until = ([(date(year, *day).isoformat(), str(year)) for year in years] for day in ((1, 1), (12, 31)))
    return {"since": since, "until": until, "last": date(last, 12, 31).isoformat()}


def year_choices(since: date, on: date, first: int) -> list[int]:
    """The years from one to that of a day, the last first; then the one asked, if it is another."""
    years = [*range(on.year, first - 1, -1)]
    return years if since.year in years else [*years, since.year]


def question_of(args: MultiDict[str, str], viewer: Viewer) -> Question:
    """The question of an address; what cannot be read is named, and the usual answer taken: all the years.

    A period of no whole years is widened to them, for supervisors read nothing of another (workflows/indicators).
    """
    wrong: list[str] = []
    days = read_days(args, DAYS, viewer.today, wrong)
    on = days["on"] or viewer.today
    until = days["until"] or on
    first = usual(on).since
    since = days["since"] or first
    years = date(min(since, until).year, 1, 1), date(max(since, until).year, 12, 31)
    if since > until:
        wrong.append(EXCHANGED)
        since, until = years
    elif Period(since, until, on).years is None:
        wrong.append(WIDENED)
        since, until = years
    by = _by(",".join(args.getlist("by")), wrong)
    return Question(Asked(since, until, on, days["known"] or viewer.today, by), tuple(wrong), first.year)


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

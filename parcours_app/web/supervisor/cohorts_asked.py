"""What is asked of a cohort: its year, the two dates, from what to what it is followed, and which group."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.queries.cohorts import AskedCohort, UnknownGroup, group_of, usual_cohort
from parcours_app.queries.shown_cohorts import is_one_year
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.days_asked import EXCHANGED, ONE_YEAR, read_days
from parcours_app.web.supervisor.success_asked import DAYS
from workflows.cohorts import ENDINGS, STARTS


@dataclass(frozen=True, slots=True)
class CohortQuestion:
    """The question as asked, and the names of the answers that could not be read."""

    asked: AskedCohort
    wrong: tuple[str, ...]

    @property
    def group(self) -> str:
        """The group as an address writes it: sex:f, or nothing for everybody."""
        return ":".join(self.asked.group) if self.asked.group else ""

    @property
    def query(self) -> dict[str, Any]:
        """The same question as the parameters of an address."""
        days = {name: getattr(self.asked, name).isoformat() for name in DAYS}
        found = days | {"start": self.asked.start, "ending": self.asked.ending}
        return found | ({"group": self.group} if self.asked.group else {})


def cohort_question(args: MultiDict[str, str], viewer: Viewer) -> CohortQuestion:
    """The question of an address; what cannot be read is named, and the usual answer taken: last year.

    Supervisors read one calendar year at a time, which overlaps no other: the first of another period is taken.
    """
    wrong: list[str] = []
    days = read_days(args, DAYS, viewer.today, wrong)
    on = days["on"] or viewer.today
    usual = usual_cohort(on)
    since = days["since"] or usual.since
    until = days["until"] or date(since.year, 12, 31)
    if not is_one_year(since, until, on):
        wrong.append(EXCHANGED if since > until else ONE_YEAR)
        year = min(since, until).year
        since, until = date(year, 1, 1), date(year, 12, 31)
    said = {name: ",".join(dict.fromkeys(args.getlist(name))) for name in ("start", "ending", "group")}
    start = _among(said["start"], tuple(STARTS), "start", wrong)
    ending = _among(said["ending"], tuple(ENDINGS), "ending", wrong)
    group = _group(said["group"].strip(), wrong)
    asked = AskedCohort(since, until, on, days["known"] or viewer.today, start, ending, group)
    return CohortQuestion(asked, tuple(wrong))


def _among(text: str, choices: tuple[str, ...], name: str, wrong: list[str]) -> str:
    if text and text not in choices:
        wrong.append(name)
    return text if text in choices else choices[0]


def _group(text: str, wrong: list[str]) -> tuple[str, str] | None:
    try:
        return group_of(text)
    except UnknownGroup:
        wrong.append("group")
        return None

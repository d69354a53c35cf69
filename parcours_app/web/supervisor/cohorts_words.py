"""How cohorts are worded: the question's choices, shares with their intervals, counts withheld. Words only."""

from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import get_locale, gettext

from parcours_app.queries.cohort_curtain import ShownStage
from parcours_app.queries.cohorts import GROUPS, AskedCohort
from parcours_app.web import wording
from parcours_app.web.supervisor.success_asked import year_choices
from parcours_app.web.supervisor.success_words import DIMENSION, value_words
from parcours_app.web.supervisor.totals_words import MASKED
from workflows.codes import CODES
from workflows.cohorts import CAUSES, STARTS, Estimate
from workflows.engine import sentence
from workflows.programme import SINCE

ENDING = {
    "exit": sentence("the first exit, to a job or otherwise"),
    "qualification": sentence("a qualification completed, or an exit before it"),
}
# What a cohort may be narrowed to, as asked: everybody first.
Choices = list[tuple[str, str]]


def choices(asked: AskedCohort) -> dict[str, Choices]:
    """What there is to choose from, for each field of the question."""
    return {"since": _years(asked), "start": starts(), "ending": endings(), "group": groups()}


def _years(asked: AskedCohort) -> Choices:
    """The years in which people may have begun, as their first days."""
    return [(date(year, 1, 1).isoformat(), str(year)) for year in year_choices(asked.since, asked.on, SINCE.year)]


def starts() -> Choices:
    """What a curve may run from."""
    return [(code, gettext(words)) for code, words in STARTS.items()]


def endings() -> Choices:
    """What a curve may run to."""
    return [(code, gettext(words)) for code, words in ENDING.items()]


def groups() -> Choices:
    """The groups a cohort may be narrowed to."""
    found = [("", gettext("Everybody together"))]
    for name in GROUPS:
        found += [(f"{name}:{value}", group_words((name, value))) for value in CODES[name]]
    return found


def group_words(group: tuple[str, str] | None) -> str:
    """A group in words."""
    if group is None:
        return gettext("Everybody together")
    name, value = group
    return gettext("%(label)s: %(value)s", label=gettext(DIMENSION[name]), value=value_words(name, value, {}))


def mature_words(asked: AskedCohort) -> str:
    """For how long everybody has been seen."""
    if not asked.mature_until:
        return gettext("The last who may belong to the cohort begin on the day asked: no day of the curve is mature.")
    return gettext("Everybody in the cohort has been seen for %(days)s.", days=wording.days(asked.mature_until))


def caption(asked: AskedCohort) -> str:
    """The cohort in one sentence."""
    return gettext(
        "Cohort from %(since)s to %(until)s, situation on %(on)s as known on %(known)s",
        **{name: wording.day(getattr(asked, name)) for name in ("since", "until", "on", "known")},
    )


def cause_words(cause: str) -> str:
    """An event in words; what is no event is being on the pathway still."""
    return gettext(CAUSES[cause]) if cause in CAUSES else gettext("Still on the pathway")


def percent(share: Decimal | float) -> str:
    """A share between 0 and 1, in per cent with one decimal in any case."""
    return wording.share(share, fixed=True)


def between(estimate: Estimate) -> str:
    """Between which shares the true one lies; nothing where no interval is defined."""
    if estimate.low is None or estimate.high is None:
        return ""
    return wording.shares(estimate.low, estimate.high, fixed=True)


def length_words(stage: ShownStage, days: Decimal | None) -> str:
    """A median length; masked when the stays it is drawn from are, nothing while none has ended."""
    if stage.moved_on is None or stage.left is None:
        return gettext(MASKED)
    return "" if days is None else gettext("%(count)s days", count=format_decimal(days, locale=get_locale()))

"""How pages word what the rules give: codes, days, periods, refusals. Decides nothing, asks nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_time
from babel.numbers import format_decimal, format_percent
from flask import current_app
from flask_babel import get_locale, gettext, ngettext

from parcours_app.reference.days import written
from parcours_app.reference.regions import name as region_name
from workflows.engine import Reason
from workflows.indicators.rates import TENTH, half_up
from workflows.labels import EVIDENCE, EVIDENCE_DATES, choice_label, label

CIVIL = ZoneInfo("Europe/Paris")
NO_BREAK = "\N{NO-BREAK SPACE}"
EVERYBODY = Decimal(100)


def _language() -> str:
    return str(get_locale() or current_app.config["BABEL_DEFAULT_LOCALE"])


def day(value: date | None, missing: str = "") -> str:
    """A day in words: 14 mars 2026."""
    return written(value, "long", _language()) if value else missing


def short_day(value: date | None, missing: str = "") -> str:
    """A day in few words: 14 juin 2026, sept. for septembre."""
    return written(value, "medium", _language()) if value else missing


def full_day(value: date) -> str:
    """A day with its name: mardi 1er décembre 2026."""
    return written(value, "full", _language())


def week_day(value: date) -> str:
    """The same, of a year nobody doubts: mardi 1er décembre."""
    return written(value, "EEEE d MMMM", _language())


def month(value: date) -> str:
    """The month of a day in words: mars 2026."""
    return written(value, "MMMM y", _language())


def moment(value: datetime) -> str:
    """An instant in words, in the programme's time: 14 mars 2026, 10:32."""
    local = value.astimezone(CIVIL)
    return f"{day(local.date())}, {format_time(local.time(), 'short', locale=_language())}"


def period(since: date | None, until: date | None) -> str:
    """Two days in words, either of which may be missing."""
    if since and until:
        return gettext("from %(since)s to %(until)s", since=short_day(since), until=short_day(until))
    if since:
        return gettext("since %(since)s", since=short_day(since))
    return gettext("until %(until)s", until=short_day(until)) if until else ""


def days(number: int) -> str:
    """A number of days in words."""
    return ngettext("%(num)s day", "%(num)s days", number)


def number(count: int) -> str:
    """A count as one writes it: 1 312."""
    return str(format_decimal(count, locale=_language()))


def signed(change: int | Decimal) -> str:
    """A change with its sign: +12, −3; a decimal one with its tenths: −6,3. Zero, whatever rounded to it, has none."""
    digits = "#,##0.0" if isinstance(change, Decimal) else "#,##0"
    return str(format_decimal(change or 0, format=f"+{digits};−{digits}" if change else digits, locale=_language()))


def millions(euros: int) -> str:
    """An amount of euros in millions: 300,06."""
    return str(format_decimal(Decimal(euros) / 1_000_000, locale=_language()))


def percent(rate: float) -> str:
    """A mark on a scale in whole per cent: 60 %."""
    return str(format_percent(rate, locale=_language()))


def share(fraction: Decimal | float, *, step: Decimal = TENTH, fixed: bool = False) -> str:
    """A share between 0 and 1 in per cent, never cut in two lines: 69,2 %. fixed: its decimal even when it is zero."""
    return gettext("%(share)s %%", share=_bounded(fraction, step, fixed=fixed)).replace(" ", NO_BREAK)


def shares(low: float, high: float, *, fixed: bool = False) -> str:
    """Between which shares the true one lies: 42 à 87 %; one alone when both read the same."""
    first, last = (_bounded(bound, TENTH, fixed=fixed) for bound in (low, high))
    return gettext("%(low)s to %(high)s %%", low=first, high=last) if first != last else share(high, fixed=fixed)


def _bounded(fraction: Decimal | float, step: Decimal, *, fixed: bool) -> str:
    """Per cents rounded half up; somebody is never nobody, nor nearly everybody everybody: < 0,1 and > 99,9."""
    exact = 100 * Decimal(fraction)
    rounded = half_up(exact, step)
    sign, said = "", rounded
    if exact > 0 and not rounded:
        sign, said = f"<{NO_BREAK}", step
    elif exact < EVERYBODY <= rounded:
        sign, said = f">{NO_BREAK}", EVERYBODY - step
    return sign + str(format_decimal(said, format="#,##0.0" if fixed else None, locale=_language()))


def region(code: str | None) -> str:
    """A region by its name; one that is not known is said."""
    return region_name(code or "") or gettext("not located")


def word(group: str, code: str | None) -> str:
    """A code in the page's language; nothing for no code."""
    return gettext(label(group, code)) if code else ""


def choice(field: str, code: str) -> str:
    """A code that a field accepts, in the page's language."""
    return gettext(choice_label(field, code))


def listed(words: list[str]) -> str:
    """Several words in a row."""
    return ", ".join(words)


def _evidence(key: str, value: str, field: str) -> str:
    if key in EVIDENCE:
        return word(EVIDENCE[key], value)
    if key in EVIDENCE_DATES and value:
        return day(date.fromisoformat(value))
    if key == "choices":
        return listed([choice(field, code) for code in value.split(", ") if code])
    return value


def evidence(reason: Reason) -> Mapping[str, str]:
    """The facts of a refusal in words, ready for its sentences."""
    field = reason.evidence.get("field", "")
    return {key: _evidence(key, str(value), field) for key, value in reason.evidence.items()}


def explained(reason: Reason) -> str:
    """Why it is refused, in one sentence."""
    return gettext(reason.explanation, **evidence(reason))


def remedy(reason: Reason) -> str:
    """What to do about it, in one sentence."""
    return gettext(reason.remedy, **evidence(reason))

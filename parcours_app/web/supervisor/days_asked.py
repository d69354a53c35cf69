"""The days of a question: read from its address, and what is wrong with one of them, said where it is mended."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from workflows.engine import sentence

# What else is wrong with a day: it has not come yet, or there are two.
TO_COME, TWICE = ":to come", ":twice"
# What is wrong with a period: its first day comes after its last; or it tells too much, made of no whole years, or of
# more than one.
EXCHANGED, WIDENED, ONE_YEAR = "exchanged", "widened", "one year"
OF_PERIOD: Mapping[str, str] = {
    EXCHANGED: sentence("The last day comes before the first: the two days were exchanged."),
    WIDENED: sentence(
        "Whole years only: the period was widened to them. Periods that overlap would tell by subtraction what became "
        "of a few people."
    ),
    ONE_YEAR: sentence(
        "One whole year at a time: the first was taken. Periods that overlap would tell by subtraction what became of "
        "a few people."
    ),
}
# The days that bound a period, which may end later than what is known of it.
PERIOD = ("since", "until")
# What the field of each day is called.
NAMES: Mapping[str, str] = {
    "since": sentence("First day of the period"),
    "until": sentence("Last day of the period"),
    "on": sentence("Situation on"),
    "known": sentence("As known on"),
    "versus": sentence("Compare with what was known on"),
}


def read_days(
    args: MultiDict[str, str], names: Sequence[str], today: date, wrong: list[str], may_come: Collection[str] = PERIOD
) -> dict[str, date | None]:
    """The days of these names; none when there is none, and when it cannot be: its fault is then added to `wrong`.

    A day that has not come is none to count on, nor to know anything on: a page would say of it what is known today.
    """
    said = {name: list(dict.fromkeys(filter(None, map(str.strip, args.getlist(name))))) for name in names}
    return {name: _read(said[name], name, None if name in may_come else today, wrong) for name in names}


def _read(said: Sequence[str], name: str, last: date | None, wrong: list[str]) -> date | None:
    if len(said) > 1:
        wrong.append(f"{name}{TWICE}")
        return None
    text = "".join(said)
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        wrong.append(name)
        return None
    if day and last and day > last:
        wrong.append(f"{name}{TO_COME}")
        return None
    return day


def faults_of(*names: str) -> frozenset[str]:
    """All that may be wrong with these days."""
    return frozenset({*names, *(f"{name}{what}" for name in names for what in (TO_COME, TWICE))})


def day_of(fault: str) -> str:
    """The name of the day that a fault is of."""
    return fault.partition(":")[0]


def day_fault(fault: str, names: Mapping[str, str] = NAMES) -> dict[str, str]:
    """What is wrong with a day asked, named as its field or its hint is, and the field in which it is mended."""
    if fault in OF_PERIOD:
        return {"url": "#until" if fault == EXCHANGED else "#since", "message": what_is_wrong(fault)}
    name = day_of(fault)
    label = gettext("%(label)s:", label=gettext(names[name]))
    return {"url": f"#{name}", "message": f"{label} {what_is_wrong(fault)}"}


def what_is_wrong(fault: str) -> str:
    """The fault of a day in a sentence, as said beside its field."""
    if fault in OF_PERIOD:
        return gettext(OF_PERIOD[fault])
    if fault.endswith(TO_COME):
        return gettext("This day has not come yet: choose today, or an earlier day.")
    if fault.endswith(TWICE):
        return gettext("Two different days were asked: choose one.")
    return gettext("This date cannot be read: choose a day in the calendar.")

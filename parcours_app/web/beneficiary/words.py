"""Puts the person's sentences into the page's language. Words only: what is said is decided elsewhere."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext

from parcours_app.web import wording
from parcours_app.web.beneficiary.saying import Days, Fact, Saying


def worded(saying: Saying, today: date) -> str:
    """One sentence in the page's language."""
    return str(gettext(saying.text, **{name: _fact(value, today) for name, value in saying.facts.items()}))


def all_worded(sayings: Iterable[Saying], today: date) -> list[str]:
    """Several sentences in the page's language."""
    return [worded(saying, today) for saying in sayings]


def _fact(value: Fact, today: date) -> str:
    if isinstance(value, Saying):
        return worded(value, today)
    if isinstance(value, Days):
        return wording.days(value.count)
    return plain_day(value, today) if isinstance(value, date) else value


def plain_day(day: date, today: date) -> str:
    """A day as one says it: the year is left out when it is this year."""
    text = wording.day(day)
    return text.removesuffix(str(day.year)).rstrip(" ,") if day.year == today.year else text

"""A sentence for the person before it is in any language: an English msgid and the facts to put in it. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workflows.standing import Standing


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days, worded in the singular or the plural by whoever shows it."""

    count: int


@dataclass(frozen=True, slots=True)
class Saying:
    """One short sentence. facts: texts shown as they are, dates, numbers of days, or other sentences to translate."""

    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


Fact = str | date | Days | Saying


def say(text: str, **facts: Fact) -> Saying:
    """A sentence with its facts."""
    return Saying(text, facts)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the page is written from: the standing, the day, and in words who follows the person.

    referent, support_referent, organisation, next_organisation, lender (to whom a case lent goes back): names,
    None when nobody is named.
    """

    standing: Standing
    on: date
    referent: str | None = None
    organisation: str | None = None
    support_referent: str | None = None
    next_organisation: str | None = None
    lender: str | None = None

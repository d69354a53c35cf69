"""How each type of field is asked in a form: its inputs, and how what was typed is read. Data, a row per type.

Judges nothing: what is typed goes to the rules as it is, and they say what is wrong with it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext

from parcours_app.web import wording
from workflows.engine import Field, Reason, sentence
from workflows.fields import CONTRACTS, DOMAINS, NO_DATE

FEW = 4
FRENCH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
# What is wrong with the day of a form when it is no date.
NO_DAY = Reason(
    "data:effective_on",
    NO_DATE,
    sentence("Correct “%(field)s” and send the form again."),
    evidence={"field": "effective_on"},
)
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Lists:
    """What the lists of a form offer, (value, label) each: the steps concerned, the accounts, the organisations."""

    episodes: Choices = field(default_factory=list)
    accounts: Choices = field(default_factory=list)
    organisations: Choices = field(default_factory=list)


Typed = list[str]
Offer = Callable[[Field, Lists], Choices]


def first(typed: Typed) -> str | None:
    """What was typed in a single input; None when nothing was."""
    return typed[0].strip() or None if typed else None


def iso(typed: Typed) -> str | None:
    """A day as the rules read it; a day written the French way is understood too."""
    text = first(typed)
    found = FRENCH_DATE.fullmatch(text or "")
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text


def whole(typed: Typed) -> int | str | None:
    """A whole number, or what was typed instead of one."""
    text = first(typed)
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else text  # noqa: PLR2004


def ticked(typed: Typed) -> bool | None:
    """True for a ticked box; nothing is said by an empty one."""
    return True if typed else None


def yes_or_no(typed: Typed) -> bool | None:
    """The answer to a question; None when it was not answered."""
    return {"yes": True, "no": False}.get(typed[0]) if typed else None


def codes(typed: Typed) -> list[str] | None:
    """Codes one a line, or separated by commas."""
    return [code for code in re.split(r"[\s,;]+", typed[0]) if code] or None if typed else None


def several(typed: Typed) -> list[str]:
    """The ticked boxes of a list."""
    return typed


def shown(value: Any) -> Typed:
    """A value of an entry as a form would have sent it."""
    if value is None or value is False:
        return []
    if value is True:
        return ["y"]
    return [str(value)]


def shown_answer(value: Any) -> Typed:
    """An answer of an entry as a form would have sent it."""
    return [] if value is None else ["yes" if value else "no"]


def _nothing(_field: Field, _lists: Lists) -> Choices:
    return []


def _own(asked: Field, _lists: Lists) -> Choices:
    return [(code, wording.choice(asked.name, code)) for code in asked.choices]


def _answers(_field: Field, _lists: Lists) -> Choices:
    return [("yes", gettext("Yes")), ("no", gettext("No"))]


@dataclass(frozen=True, slots=True)
class Part:
    """One input: `name` is the part of the value it fills, empty when it is the whole value."""

    kind: str = "text"
    name: str = ""
    read: Callable[[Typed], Any] = first
    show: Callable[[Any], Typed] = shown
    offer: Offer = _nothing
    required: bool = False


PARTS: Mapping[str, tuple[Part, ...]] = {
    "text": (Part("textarea"),),
    "code": (Part(),),
    "case": (Part(),),
    "date": (Part("date", read=iso),),
    "boolean": (Part("checkbox", read=ticked),),
    "integer": (Part("number", read=whole),),
    "codes": (Part("textarea", read=codes, show=lambda value: ["\n".join(value or [])]),),
    "choice": (Part("choice", offer=_own),),
    "number": (Part("choice", read=whole, offer=_own),),
    "episode": (Part("choice", offer=lambda _f, lists: lists.episodes),),
    "account": (Part("select", offer=lambda _f, lists: lists.accounts),),
    "organisation": (Part("select", offer=lambda _f, lists: lists.organisations),),
    "needs": (
        Part("radio", "refresher", yes_or_no, shown_answer, _answers, required=True),
        Part("checkboxes", "domains", several, list, lambda _f, _l: [(c, wording.word("domain", c)) for c in DOMAINS]),
        Part("checkbox", "support", ticked),
    ),
    "job": (
        Part("select", "contract", offer=lambda _f, _l: [(c, wording.word("contract", c)) for c in CONTRACTS]),
        Part("date", "starts_on", iso),
        Part("date", "ends_on", iso),
    ),
    "legitimate": (
        Part("radio", "decision", yes_or_no, shown_answer, _answers),
        Part("select", "by", offer=lambda _f, lists: lists.accounts),
    ),
}


def parts_of(asked: Field) -> tuple[Part, ...]:
    """The inputs a field is asked with."""
    return PARTS.get(asked.type, PARTS["code"])


def key_of(asked: Field, part: Part) -> str:
    """The name of an input in the form."""
    return f"{asked.name}-{part.name}" if part.name else asked.name


def day_of(text: str | None) -> date | None:
    """A day read, or None when it is no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None

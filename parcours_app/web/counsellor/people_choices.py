"""What the forms of somebody new offer, in the page's language. Data and words; asks no database."""

from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import DateField

from parcours_app.web.wording import word
from workflows.engine import sentence
from workflows.labels import LABELS
from workflows.levels import LEVELS
from workflows.pacts import PACTS

UNKNOWN = "unknown"
Choice = tuple[str, str]
LOWEST_DIPLOMA = 3

# What the right to enter rests on: code, label, and what it means in plain words.
ANSWERS: tuple[tuple[str, str, str], ...] = (
    (
        "registered_jobseeker",
        sentence("is registered as a jobseeker"),
        sentence("Registered with France Travail on that day, whatever the category."),
    ),
    (
        "neet",
        sentence("has no job, no studies and no training"),
        sentence(
            "What is called NEET. Give the date of the proof below: without it the person is not counted as such."
        ),
    ),
    ("employed", sentence("has a job"), sentence("Even part-time or for a few weeks.")),
    ("in_school", sentence("is at school or a student"), ""),
    ("in_training", sentence("is in a training course already"), ""),
)


class DayField(DateField):  # type: ignore[misc]
    """A day, as a browser sends it or as people write it; its error says how to write one."""

    def __init__(self, label: Any, validators: Any, **kwargs: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day typed; ValueError with the way to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Write the date as day/month/year, for example 31/03/2022.")) from None

    @property
    def day(self) -> date | None:
        """The day read, if any."""
        found: date | None = self.data
        return found


def answers() -> list[tuple[str, str, str]]:
    """The facts of eligibility with their explanations."""
    return [(code, gettext(label), gettext(plain) if plain else "") for code, label, plain in ANSWERS]


def sexes() -> list[Choice]:
    """As the law counts them, and the right not to say."""
    return [(code, gettext(label)) for code, label in LABELS["sex"].items()]


def situations() -> list[Choice]:
    """The situations of the person."""
    return [(code, gettext(label)) for code, label in LABELS["situation"].items()]


def domains() -> list[Choice]:
    """The basics of D.6113-30."""
    return [(code, gettext(label)) for code, label in LABELS["domain"].items()]


def levels() -> dict[str, list[Choice]]:
    """The levels by nomenclature: a code is never offered without its nomenclature."""
    groups = {
        word("scheme", scheme): [
            (f"{scheme}:{level.code}", f"{level.code} – {_attained(level.reached, level.obtained)}")
            for level in codes.values()
            if level.reached is not None
        ]
        for scheme, codes in LEVELS.items()
    }
    return {
        gettext("No nomenclature"): [("", gettext("Choose a level")), (UNKNOWN, gettext("Level not known"))],
        **groups,
    }


def level_words(value: str) -> str:
    """A level chosen, in words, with its nomenclature."""
    scheme, _, code = value.partition(":")
    level = LEVELS.get(scheme, {}).get(code)
    if level is None or level.reached is None:
        return gettext("Level not known")
    return f"{_attained(level.reached, level.obtained)} ({word('scheme', scheme)}, {code})"


def pacts(region: str | None) -> list[Choice]:
    """The national terms, and those of the pacts of the region the person lives in."""
    local = [(pact.code, pact.name) for pact in PACTS.values() if pact.region == region]
    return [("", gettext("National terms")), *local]


def _attained(reached: int | None, obtained: bool | None) -> str:  # noqa: FBT001 - two facts of a level
    text = word("education", str(reached))
    if reached is None or reached < LOWEST_DIPLOMA or obtained is None:
        return text
    return gettext("%(level)s, obtained", level=text) if obtained else gettext("%(level)s, not obtained", level=text)

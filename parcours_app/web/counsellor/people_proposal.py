"""The verdict and the proposal in words: may the person enter, in which public, which optional steps and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext

from parcours_app.models.people import Person
from parcours_app.web.counsellor.people_choices import level_words
from parcours_app.web.wording import day, explained, remedy, word
from workflows.eligibility import Facts, Verdict
from workflows.engine import sentence
from workflows.proposal import Advice, Diagnosis, advise

TITLES = {
    "refresher": (sentence("Refresher training: proposed"), sentence("Refresher training: not proposed")),
    "support": (sentence("Reinforced support: proposed"), sentence("Reinforced support: not proposed")),
}
KEEP = {
    "refresher": sentence("Keep a refresher in the pathway"),
    "support": sentence("Keep reinforced support in the pathway"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the last step shows. guards: the verdict as a checklist; suggestions: {step, title, proposed, because}."""

    eligible: bool
    verdict: str
    public: str
    guards: list[dict[str, Any]]
    suggestions: list[dict[str, Any]]
    boxes: list[dict[str, str]]
    bands: list[dict[str, Any]]


def propose(facts: Facts, verdict: Verdict, domains: Collection[str], on: date) -> Proposal:
    """The verdict of that day and the argued proposal, ready to show."""
    refresher, support = advise(Diagnosis(facts, facts.age(on), domains))
    rules = word("rule_set", verdict.rule_set)
    if verdict.eligible:
        text = gettext("Eligible on %(day)s under: %(rules)s.", day=day(on), rules=rules)
    else:
        text = gettext("Not eligible on %(day)s under: %(rules)s.", day=day(on), rules=rules)
    return Proposal(
        eligible=verdict.eligible,
        verdict=text,
        public=word("public", str(verdict.publics["counted_as"])),
        guards=[{"state": "unmet", "title": explained(reason), "remedy": remedy(reason)} for reason in verdict.reasons],
        suggestions=[_advice(advice) for advice in (refresher, support)],
        boxes=_boxes(refresher.proposed),
        bands=_bands(support.proposed),
    )


def summary(person: Person, age: int | None) -> str:
    """Who is spoken of, in one line: name, age, level."""
    level = level_words(f"{person.level_scheme or ''}:{person.level_code or ''}")
    name = f"{person.given_name or ''} {person.family_name or ''}".strip()
    years = ngettext("%(num)s year old", "%(num)s years old", age) if age is not None else gettext("age not known")
    return f"{name}, {years} – {level}"


def _advice(advice: Advice) -> dict[str, Any]:
    return {
        "step": advice.step,
        "proposed": advice.proposed,
        "title": gettext(TITLES[advice.step][0 if advice.proposed else 1]),
        "because": [gettext(text) for text in advice.because],
        "keep": gettext(KEEP[advice.step]),
    }


def _boxes(refresher: bool) -> list[dict[str, str]]:  # noqa: FBT001 - a fact, not a mode
    return [
        {"title": word("kind", "orientation"), "when": "ahead", "stage": "orientation"},
        {"title": word("kind", "refresher"), "when": "ahead" if refresher else "optional", "stage": "refresher"},
        {"title": word("kind", "qualification"), "when": "ahead", "stage": "qualification"},
        {"title": gettext("Lasting job"), "when": "ahead", "stage": "follow_up"},
    ]


def _bands(support: bool) -> list[dict[str, Any]]:  # noqa: FBT001 - a fact, not a mode
    return [{"kind": "support", "label": word("support_level", "reinforced"), "start": 1, "end": 3}] if support else []

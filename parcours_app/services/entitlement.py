"""Judges a person's eligibility on a day from what is known of them, and gives the facts an opening freezes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from parcours_app.models import Person
from parcours_app.services.person_fields import bad_field
from workflows.eligibility import Facts, Verdict, verdict
from workflows.engine import Reason, Refused, sentence
from workflows.fields import EARLIEST, LATEST
from workflows.levels import UnknownLevel, diploma_obtained, reached
from workflows.pacts import pact_of

PROOF = "neet_proof_on"
TO_COME = sentence("Check the date of the proof: it cannot be after today.")
UNBORN = sentence("A case cannot open before the person’s birth date: check both dates.")
FAR = sentence("Check the year of “%(field)s”: it is too far from today.")
ANSWERS = ("registered_jobseeker", "neet", "employed", "in_school", "in_training")


def level_of(person: Person) -> tuple[int | None, bool | None]:
    """The level reached on the 2019 scale and whether its diploma was obtained; None when unknown."""
    if not person.level_scheme or not person.level_code:
        return None, person.diploma_obtained
    try:
        level = reached(person.level_scheme, person.level_code)
        known = diploma_obtained(person.level_scheme, person.level_code)
    except UnknownLevel:
        return None, person.diploma_obtained
    return level, person.diploma_obtained if person.diploma_obtained is not None else known


def facts_of(person: Person, answers: Mapping[str, Any]) -> Facts:
    """The facts a rule set judges: level, birth date and situations from the person, the rest as answered."""
    level, diploma = level_of(person)
    return Facts(
        birth_date=person.birth_date,
        level=level,
        diploma=diploma,
        situations=frozenset(person.situations or ()),
        neet_proof_on=_proof(answers.get(PROOF)),
        **{name: answers.get(name) is True for name in ANSWERS},
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _proof(value: object) -> date | None:
    day = _day(value)
    return day if day is not None and EARLIEST <= day <= LATEST else None


def no_proof(answers: Mapping[str, Any], today: date) -> Reason | None:
    """Why the date given proves nothing: of no year of ours, or after today. None when it does, or there is none."""
    day = _day(answers.get(PROOF))
    if day is None:
        return None
    if not EARLIEST <= day <= LATEST:
        return bad_field(PROOF, FAR)
    return bad_field(PROOF, TO_COME) if day > today else None


def born_by(person: Person, on: date, field: str) -> None:
    """Raises Refused, naming the field, when a case would open before the person’s birth."""
    if person.birth_date is not None and on < person.birth_date:
        raise Refused(bad_field(field, UNBORN))


def judged(person: Person, answers: Mapping[str, Any], on: date, pact: str | None) -> tuple[Facts, Verdict]:
    """The facts and the verdict of the rule set in force on a day, narrowed by the pact."""
    facts = facts_of(person, answers)
    return facts, verdict(facts, on, pact_of(pact).narrowing)


def frozen(person: Person, answers: Mapping[str, Any], on: date, pact: str | None) -> dict[str, Any]:
    """What an opening keeps for ever: dimensions, publics, verdict and the answers it rests on."""
    facts, answer = judged(person, answers, on, pact)
    given = {name: answers[name] for name in (*ANSWERS, PROOF) if name in answers}
    return {
        "region": person.region,
        "level": {"scheme": person.level_scheme, "code": person.level_code, "reached": facts.level},
        "diploma_obtained": facts.diploma,
        "situations": sorted(facts.situations),
        "sex": person.sex,
        "age": facts.age(on),
        "publics": dict(answer.publics),
        "eligibility": {**answer.frozen(), **given},
    }


def entitlement_on(session: Session, person_id: str, data: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The age, publics and verdict of a corrected opening; flagged, never voided, when it is now no (case 9).

    Raises Refused for a day before the person’s birth.
    """
    person = session.get_one(Person, person_id)
    born_by(person, on, "effective_on")
    before = data.get("eligibility") or {}
    # The level and the situations are those the opening froze: an edit of the person changes no past figure.
    facts = replace(
        facts_of(person, before),
        level=(data.get("level") or {}).get("reached"),
        diploma=data.get("diploma_obtained"),
        situations=frozenset(data.get("situations") or ()),
    )
    answer = verdict(facts, on, pact_of(data.get("pact")).narrowing)
    flagged = not answer.eligible and not before.get("unverified")
    return {
        "age": facts.age(on),
        "publics": dict(answer.publics),
        "eligibility": {**before, **answer.frozen(), "eligible": before.get("eligible", False), "flagged": flagged},
    }

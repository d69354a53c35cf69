"""What a correction may change of the facts an opening froze: dimensions, organisation, referent, eligibility answers.

The verdict, the publics and the age are never given: they are judged again from the facts. Unknown keys are dropped.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from parcours_app.services.entitlement import ANSWERS, PROOF, no_proof
from parcours_app.services.naming import account_named, organisation_named
from parcours_app.services.person_fields import bad_field, read
from workflows.engine import Refused, sentence
from workflows.fields import NO_DATE
from workflows.levels import reached

PLAIN = ("region", "sex", "situations", "diploma_obtained")


def corrected_facts(
    session: Session, given: Mapping[str, Any], before: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """The facts that `given` changes in those frozen `before`, read. Raises Refused with the reasons."""
    asked = {name: given[name] for name in (*PLAIN, "level") if given.get(name) is not None}
    values = read(asked, required=(), today=today)
    changed = {name: values[name] for name in PLAIN if name in values}
    if "level_scheme" in values:
        scheme, code = values["level_scheme"], values["level_code"]
        changed["level"] = {"scheme": scheme, "code": code, "reached": reached(scheme, code)}
    changed |= _named(session, given)
    if given.get("eligibility") is not None:
        answers = _answers(given["eligibility"])
        if unproven := no_proof(answers, today):
            raise Refused(unproven)
        changed["eligibility"] = {**(before.get("eligibility") or {}), **answers}
    return changed


def _named(session: Session, given: Mapping[str, Any]) -> dict[str, Any]:
    """The organisation at opening and the referent, by key, name or e-mail."""
    found: dict[str, Any] = {}
    if given.get("organisation") is not None:
        name = given["organisation"]
        organisation = organisation_named(session, name) if isinstance(name, str) else None
        if organisation is None:
            raise Refused(bad_field("organisation", sentence("“%(field)s” is not known here.")))
        found |= {"organisation": organisation.id, "organisation_region": organisation.region}
    if given.get("referent") is not None:
        account = account_named(session, given["referent"]) if isinstance(given["referent"], str) else None
        if account is None:
            raise Refused(bad_field("referent", sentence("“%(field)s” is not known here.")))
        found["referent"] = account.id
    return found


def _answers(given: Any) -> dict[str, Any]:
    """The answers an eligibility rests on: yes or no, and the date of a proof."""
    if not isinstance(given, Mapping):
        raise Refused(bad_field("eligibility", sentence("“%(field)s” lists answers: yes or no (true or false).")))
    answers = {name: given[name] for name in ANSWERS if given.get(name) is not None}
    for name, value in answers.items():
        if not isinstance(value, bool):
            raise Refused(bad_field(name, sentence("Answer “%(field)s” with yes or no (true or false).")))
    if given.get(PROOF) is not None:
        answers[PROOF] = _day(given[PROOF])
    return answers


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise Refused(bad_field(PROOF, NO_DATE)) from None

"""Refusals as JSON: each reason in the caller's language, its guard, remedy and who may override. Words only."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import get_locale, gettext

from parcours_app.reference.days import written
from workflows.engine import Check, Reason
from workflows.labels import EVIDENCE, EVIDENCE_DATES, label

# A program knows fields and choices by their keys, so these are not put in words.
AS_GIVEN = frozenset({"field", "choices", "value"})


class _Facts(dict[str, str]):
    """The facts a sentence may name; one that is not known leaves a blank, never an error."""

    def __missing__(self, key: str) -> str:
        return ""


def reason_json(reason: Reason) -> dict[str, Any]:
    """One reason: {guard, explanation, remedy, override_by}."""
    facts = _Facts({key: _word(key, str(value)) for key, value in reason.evidence.items()})
    return {
        "guard": reason.guard,
        "explanation": _said(reason.explanation, facts),
        "remedy": _said(reason.remedy, facts),
        "override_by": [role.value for role in reason.override_by],
    }


def reasons_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Every reason, in order."""
    return [reason_json(reason) for reason in reasons]


def check_json(check: Check) -> dict[str, Any]:
    """A guard of a move's checklist: the same, with whether it is met (null while data is missing)."""
    title = gettext(label("guard", check.guard.code))
    return {**reason_json(check.reason), "title": title, "met": check.met}


def _said(sentence: str, facts: Mapping[str, str]) -> str:
    text = gettext(sentence)
    return text % facts if "%(" in text else text


def _word(key: str, value: str) -> str:
    if key in AS_GIVEN:
        return value
    if key in EVIDENCE:
        return gettext(label(EVIDENCE[key], value))
    if key in EVIDENCE_DATES and value:
        return written(date.fromisoformat(value), "long", str(get_locale()))
    return value

"""The data of a move, checked against its fields and normalised. Judges form only, never the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflows.engine import Field, Reason, Refused, sentence
from workflows.fields.readers import Invalid, read
from workflows.fields.table import ALWAYS_KEPT, FIELDS, choices_of


def _reason(field: Field, explanation: str) -> Reason:
    return Reason(
        f"data:{field.name}",
        explanation,
        sentence("Correct “%(field)s” and send the form again."),
        evidence={"field": field.name, "choices": ", ".join(choices_of(field))},
    )


def checked(
    move: str, data: Mapping[str, Any], kinds: Mapping[str, str] | None = None, *, history: bool = False
) -> dict[str, Any]:
    """The data of a move, read and normalised; unknown keys are dropped. Raises Refused with one reason per bad field.

    kinds: a pact's own episode kinds, mapped onto the national ones.
    history: a record of the past may lack required data.
    """
    found: dict[str, Any] = {}
    reasons = []
    for field in (*FIELDS.get(move, ()), *ALWAYS_KEPT):
        value = data.get(field.name)
        if value is None or value == "":
            if field.required and not history:
                reasons.append(_reason(field, sentence("“%(field)s” is missing.")))
            continue
        if field.name == "kind" and kinds and isinstance(value, str) and value in kinds:
            found["label"], value = value, kinds[value]
        try:
            found[field.name] = read(value, field)
        except Invalid as error:
            reasons.append(_reason(field, str(error)))
    if reasons:
        raise Refused(*reasons)
    return found

"""The data each move carries: names, types, codes, and the reading of what was typed.

Judges form only, never the case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflows.engine import Field, Reason, Refused, sentence

DOMAINS = ("french", "calculation", "digital", "team", "autonomy", "learning", "safety")
CHANNELS = ("letter", "email", "sms", "in_person", "phone")
FUNDERS = ("region", "state", "france_travail", "opco", "agefiph", "cpf", "other")
LEVELS = ("guided", "reinforced")
DROP_OUT = (
    "personal",
    "health",
    "content",
    "relations",
    "financial",
    "distance",
    "imposed",
    "other_training",
    "no_contact",
    "other",
)
EXCLUDE = ("conduct", "absences")
INTERRUPT = ("employment", "redirection", "force_majeure", "provider_failure")
LEAVE = (
    "employment",
    "training_elsewhere",
    "contract_end",
    "age_limit",
    "own_request",
    "no_contact",
    "moved",
    "death",
    "other",
)
PAUSE = ("justified_absence", "other")
END_SUPPORT = ("term", "age_limit", "goal_reached", "request", "other")
CONTRACTS = ("cdi", "cdd", "interim", "creation", "public", "apprenticeship")
RESULTS = ("full", "partial", "none", "absent")
KINDS = ("orientation", "refresher", "qualification")
LONGEST_TEXT = 2000
LONGEST_CODE = 200
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

REASON = Field("reason", "text", required=True, free_text=True)
OPTIONAL_REASON = Field("reason", "text", free_text=True)
EPISODE_FIELD = Field("episode", "episode", required=True)
JOB = Field("job", "job")
LEGITIMATE = Field("legitimate", "legitimate")


def motive(*codes: str) -> Field:
    """The coded motive of a move."""
    return Field("motive", "choice", required=True, choices=codes)


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "begin_orientation": (
        Field("decision_on", "date", required=True),
        Field("notified_on", "date", required=True),
        Field("channel", "choice", required=True, choices=CHANNELS),
        Field("referent", "account", required=True),
    ),
    "complete_orientation": (Field("needs", "needs", required=True), OPTIONAL_REASON),
    "prescribe": (
        Field("kind", "choice", required=True, choices=KINDS),
        Field("provider", "code", required=True),
        Field("prescribed_on", "date"),
        Field("planned_start", "date"),
        Field("planned_end", "date"),
        Field("hours", "integer"),
        Field("funder", "choice", choices=FUNDERS),
        Field("programme", "code"),
        Field("session", "code"),
        Field("rncp", "code"),
        Field("blocs", "codes"),
        Field("parallel", "boolean"),
    ),
    **dict.fromkeys(("admit", "decline", "refuse", "no_place", "no_show", "cancel"), (EPISODE_FIELD, OPTIONAL_REASON)),
    "start": (EPISODE_FIELD,),
    "complete": (EPISODE_FIELD,),
    "drop_out": (EPISODE_FIELD, motive(*DROP_OUT), LEGITIMATE),
    "exclude": (EPISODE_FIELD, motive(*EXCLUDE), LEGITIMATE),
    "interrupt": (EPISODE_FIELD, motive(*INTERRUPT), LEGITIMATE),
    "record_result": (
        EPISODE_FIELD,
        Field("result", "choice", required=True, choices=RESULTS),
        Field("blocs", "codes"),
    ),
    "start_support": (
        Field("level", "choice", required=True, choices=LEVELS),
        Field("referent", "account", required=True),
    ),
    "end_support": (motive(*END_SUPPORT),),
    "pause": (Field("category", "choice", required=True, choices=PAUSE), Field("until", "date", required=True)),
    "resume": (),
    "redirect": (
        Field("requested_kind", "choice", required=True, choices=KINDS),
        Field("decision", "choice", required=True, choices=("accepted", "denied")),
        REASON,
    ),
    "request_handover": (
        Field("to_organisation", "organisation", required=True),
        Field("to_counsellor", "account"),
        Field("temporary_until", "date"),
    ),
    "accept_handover": (),
    "decline_handover": (REASON, Field("alternative", "text", free_text=True)),
    "leave": (motive(*LEAVE), JOB),
    "check_employment": (
        Field("at_months", "number", required=True, choices=("3", "6", "12")),
        Field("employed", "choice", required=True, choices=("yes", "no", "unknown")),
        JOB,
    ),
    "reopen": (REASON,),
    "merge": (Field("into_case", "case", required=True),),
    "void": (REASON,),
}
ALWAYS_KEPT = (Field("source", "code"),)


class _Invalid(ValueError):
    """What was typed is not of the expected form; carries the sentence that says what to type."""


def _date(value: object, _field: Field) -> str:
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _Invalid(sentence("Write the date of “%(field)s” as year-month-day, for example 2022-03-31.")) from None
    if not EARLIEST <= day <= LATEST:
        raise _Invalid(sentence("Check the year of “%(field)s”: it is too far from today."))
    return day.isoformat()


def _text(value: object, field: Field) -> str:
    longest = LONGEST_TEXT if field.free_text else LONGEST_CODE
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not _storable(value):
        raise _Invalid(sentence("Write “%(field)s” as plain text, neither empty nor too long."))
    return value.strip()


def _storable(value: str) -> bool:
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def _choice(value: object, field: Field) -> str:
    # A number is only read as text when short: one of thousands of digits would not even print.
    number = isinstance(value, int) and not isinstance(value, bool) and 0 < value < LONGEST_CODE
    text = str(value) if isinstance(value, str) or number else ""
    if text not in field.choices:
        raise _Invalid(sentence("Choose “%(field)s” among: %(choices)s."))
    return text


def _number(value: object, field: Field) -> int:
    return int(_choice(value, field))


def _boolean(value: object, _field: Field) -> bool:
    if not isinstance(value, bool):
        raise _Invalid(sentence("Answer “%(field)s” with yes or no (true or false)."))
    return value


def _integer(value: object, _field: Field) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 100_000:  # noqa: PLR2004
        raise _Invalid(sentence("Write “%(field)s” as a whole number above 0."))
    return value


def _codes(value: object, field: Field) -> list[str]:
    if not isinstance(value, list | tuple) or len(value) > LONGEST_CODE:
        raise _Invalid(sentence("Give “%(field)s” as a list of codes."))
    codes = [_text(item, field) for item in value]
    return list(dict.fromkeys(codes))


def _needs(value: object, field: Field) -> dict[str, Any]:
    answers = [value.get("refresher"), value.get("support") or False] if isinstance(value, Mapping) else [None]
    if not isinstance(value, Mapping) or not all(isinstance(answer, bool) for answer in answers):
        raise _Invalid(sentence("Say whether a refresher is needed and whether support is needed (true or false)."))
    domains = _codes(value.get("domains") or [], field)
    if unknown := [code for code in domains if code not in DOMAINS]:
        raise _Invalid(sentence("Choose “%(field)s” among: %(choices)s.")) from ValueError(unknown)
    return {"refresher": answers[0], "domains": domains, "support": answers[1]}


def _job(value: object, _field: Field) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _Invalid(sentence("Describe the job: contract, first day, last day."))
    contract = _choice(value.get("contract"), Field("contract", "choice", choices=CONTRACTS))
    job = {"contract": contract}
    for key in ("starts_on", "ends_on"):
        if value.get(key) not in (None, ""):
            job[key] = _date(value[key], Field(key, "date"))
    if job.get("ends_on", "9999") < job.get("starts_on", ""):
        raise _Invalid(sentence("The job ends before it starts: check both dates."))
    return job


def _legitimate(value: object, _field: Field) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not isinstance(value.get("decision"), bool) or not value.get("by"):
        raise _Invalid(sentence("Say whether the motive is legitimate and who decided it."))
    return {"decision": value["decision"], "by": _text(value["by"], Field("by", "account"))}


READERS: Mapping[str, Callable[[object, Field], Any]] = {
    "date": _date,
    "choice": _choice,
    "number": _number,
    "boolean": _boolean,
    "integer": _integer,
    "codes": _codes,
    "needs": _needs,
    "job": _job,
    "legitimate": _legitimate,
}


def choices_of(field: Field) -> tuple[str, ...]:
    """The codes a field accepts, those inside its parts included."""
    return DOMAINS if field.type == "needs" else CONTRACTS if field.type == "job" else field.choices


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
    read: dict[str, Any] = {}
    reasons = []
    for field in (*FIELDS.get(move, ()), *ALWAYS_KEPT):
        value = data.get(field.name)
        if value is None or value == "":
            if field.required and not history:
                reasons.append(_reason(field, sentence("“%(field)s” is missing.")))
            continue
        if field.name == "kind" and kinds and isinstance(value, str) and value in kinds:
            read["label"], value = value, kinds[value]
        try:
            read[field.name] = READERS.get(field.type, _text)(value, field)
        except _Invalid as error:
            reasons.append(_reason(field, str(error)))
    if reasons:
        raise Refused(*reasons)
    return read

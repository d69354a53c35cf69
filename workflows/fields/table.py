"""Which data each move carries, in the order a form asks for them. Data only: adding a field is one line here."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.engine import Field
from workflows.fields.codes import (
    AUTHORITIES,
    CANCEL,
    CHANNELS,
    CONTRACTS,
    DECLINE_HANDOVER,
    DOMAINS,
    DROP_OUT,
    END_SUPPORT,
    EXCLUDE,
    FUNDERS,
    INTERRUPT,
    KINDS,
    LEAVE,
    LEVELS,
    PAUSE,
    REDIRECT,
    RESULTS,
    SEAM_CAUSES,
)

REASON = Field("reason", "text", required=True, free_text=True)
OPTIONAL_REASON = Field("reason", "text", free_text=True)
EPISODE_FIELD = Field("episode", "episode", required=True)
JOB = Field("job", "job")
LEGITIMATE = Field("legitimate", "legitimate")
PRESCRIPTION = (
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
)


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
    **dict.fromkeys(("prescribe", "waitlist"), PRESCRIPTION),
    "promote": (EPISODE_FIELD,),
    "reschedule": (
        EPISODE_FIELD,
        Field("planned_start", "date", required=True),
        Field("planned_end", "date", required=True),
    ),
    **dict.fromkeys(("admit", "decline", "refuse", "no_place", "no_show"), (EPISODE_FIELD, OPTIONAL_REASON)),
    "cancel": (EPISODE_FIELD, Field("motive", "choice", choices=CANCEL), OPTIONAL_REASON),
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
        Field("requested_on", "date"),
        Field("motive", "choice", choices=REDIRECT),
        REASON,
        Field("decision", "choice", required=True, choices=("accepted", "denied")),
        Field("authority", "choice", choices=AUTHORITIES),
    ),
    "request_handover": (
        Field("to_organisation", "organisation", required=True),
        Field("to_counsellor", "account"),
        Field("temporary_until", "date"),
    ),
    "accept_handover": (Field("referent", "account"),),
    "decline_handover": (
        Field("motive", "choice", choices=DECLINE_HANDOVER),
        REASON,
        Field("alternative_organisation", "organisation"),
        Field("alternative", "text", free_text=True),
    ),
    "give_back": (Field("referent", "account"),),
    "settle_seam": (
        Field("after", "episode", required=True),
        Field("cause", "choice", choices=SEAM_CAUSES),
        Field("not_a_gap", "boolean"),
        OPTIONAL_REASON,
    ),
    "assign": (Field("referent", "account", required=True), Field("until", "date")),
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


def choices_of(field: Field) -> tuple[str, ...]:
    """The codes a field accepts, those inside its parts included."""
    return DOMAINS if field.type == "needs" else CONTRACTS if field.type == "job" else field.choices

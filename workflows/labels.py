"""Every code in words: the English labels that page, API and command line share. Data; a code's meaning lies elsewhere.

Labels are msgids: whoever shows one passes it through gettext. A new code without its label fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflows.answers import ANSWERS
from workflows.appointments import APPOINTMENT_WORDS
from workflows.engine import sentence
from workflows.titles import FIELD_TITLES, GUARD_TITLES

Group = Mapping[str, str]
LABELS: Mapping[str, Group] = {
    "stage": {
        "unopened": sentence("Not opened yet"),
        "referred": sentence("To be oriented"),
        "orientation": sentence("Orientation"),
        "between": sentence("Between two steps"),
        "refresher": sentence("Refresher training"),
        "qualification": sentence("Qualification"),
        "awaiting_result": sentence("Awaiting the result"),
        "follow_up": sentence("Follow-up after leaving"),
        "closed": sentence("Case closed"),
    },
    "kind": {
        "orientation": sentence("Orientation"),
        "refresher": sentence("Refresher training"),
        "qualification": sentence("Qualification"),
        "prequalification": sentence("Pre-qualification"),
    },
    "episode_state": {
        "proposed": sentence("Step proposed"),
        "prescribed": sentence("Prescribed"),
        "waitlisted": sentence("On the waiting list"),
        "admitted": sentence("Admitted"),
        "in_progress": sentence("Under way"),
        "completed": sentence("Step completed"),
        "dropped_out": sentence("Dropped out"),
        "excluded": sentence("Excluded"),
        "interrupted": sentence("Interrupted"),
        "refused": sentence("Refused by the training provider"),
        "declined": sentence("Declined by the person"),
        "no_place": sentence("No place left"),
        "no_show": sentence("Did not come"),
        "cancelled": sentence("Step cancelled"),
    },
    "move": {
        "open": sentence("Open the case"),
        "begin_orientation": sentence("Begin orientation"),
        "complete_orientation": sentence("Complete orientation"),
        "prescribe": sentence("Prescribe a training"),
        "waitlist": sentence("Put on a waiting list"),
        "promote": sentence("Give the place that is free"),
        "reschedule": sentence("Record the session’s new dates"),
        "admit": sentence("Record the admission"),
        "decline": sentence("Record that the person declines"),
        "refuse": sentence("Record the provider’s refusal"),
        "no_place": sentence("Record that no place is left"),
        "no_show": sentence("Record that the person did not come"),
        "cancel": sentence("Cancel the prescription"),
        "start": sentence("Record the start"),
        "complete": sentence("Record the completion"),
        "drop_out": sentence("Record a dropout"),
        "exclude": sentence("Record an exclusion"),
        "interrupt": sentence("Record an interruption"),
        "record_result": sentence("Record the result"),
        "start_support": sentence("Start support"),
        "end_support": sentence("End support"),
        "pause": sentence("Pause the pathway"),
        "resume": sentence("Record the return"),
        "redirect": sentence("Decide on a new orientation"),
        "request_handover": sentence("Ask for a handover"),
        "accept_handover": sentence("Accept the handover"),
        "decline_handover": sentence("Decline the handover"),
        "give_back": sentence("Give the case back"),
        "settle_seam": sentence("Say why a step was not followed at once"),
        "assign": sentence("Name who follows the person"),
        "leave": sentence("Record the exit"),
        "check_employment": sentence("Check on employment"),
        "reopen": sentence("Reopen the case"),
        "merge": sentence("Merge with another case"),
        "void": sentence("Cancel a case opened by mistake"),
    },
    "seam_state": {
        "open": sentence("Gap now open"),
        "never_followed": sentence("Never followed by a next step"),
        "overlap": sentence("Seamless, the steps overlap"),
        "seamless": sentence("Seamless"),
        "late": sentence("Closed with a snag"),
        "not_a_gap": sentence("Not a gap"),
    },
    "ledger": {
        "to_sew": sentence("To sew: no next step is accepted"),
        "booked": sentence("Next step accepted"),
        "open": sentence("Broken: nothing is accepted"),
        "closed": sentence("Closed"),
        "not_a_gap": sentence("Not a gap"),
    },
    "seam_cause": {
        "refused": sentence("Refused by the training provider"),
        "declined": sentence("Declined by the person"),
        "no_place": sentence("No place left"),
        "no_show": sentence("Did not come"),
        "cancelled": sentence("Prescription cancelled"),
        "exit": sentence("The person left the pathway"),
        "awaiting_decision": sentence("Waiting for a decision"),
        "childcare_transport": sentence("Childcare or transport"),
        "unreachable": sentence("The person cannot be reached"),
        "funding": sentence("Funding"),
        "health": sentence("Health"),
        "other": sentence("Other reason"),
    },
    "handover_state": {
        "requested": sentence("Waiting for an answer"),
        "accepted": sentence("Handover accepted"),
        "declined": sentence("Handover declined"),
        "expired": sentence("Expired without an answer"),
    },
    "role": {
        "counsellor": sentence("Counsellor"),
        "beneficiary": sentence("Person followed"),
        "supervisor": sentence("Supervisor"),
        "administrator": sentence("Administrator"),
        "operator": sentence("Command line"),
    },
    "public": {
        "de_peu_qualifie": sentence("Jobseeker with few qualifications"),
        "jeune_eloigne": sentence("Young person far from employment"),
        "other": sentence("Other public"),
    },
    "exit_type": {
        "durable": sentence("Lasting exit"),
        "transition": sentence("Transition exit"),
        "positive": sentence("Positive exit"),
        "other": sentence("Other exit"),
    },
    "durable": {
        "P102": sentence("Lasting job, six months or more (budget programme 102)"),
        "IAE": sentence("Lasting job, more than six months (IAE)"),
    },
    "rule_set": {
        "before_2018": sentence("Before the programme (until 2017)"),
        "pic_2018": sentence("Rules of 2018 to 2023"),
        "law_2024": sentence("Rules since 2024"),
        "unverified": sentence("Eligibility not verified"),
    },
    **ANSWERS,
    **APPOINTMENT_WORDS,
    "guard": GUARD_TITLES,
    "field": FIELD_TITLES,
}
# How to word the facts of a refusal: the group of each one that is a code, and those that are dates (ISO text).
EVIDENCE: Mapping[str, str] = {
    "move": "move",
    "stage": "stage",
    "role": "role",
    "field": "field",
    "state": "episode_state",
    "rule_set": "rule_set",
    "kind": "kind",
}
EVIDENCE_DATES = frozenset({"on", "until", "since", "left"})
# The group that words each choice of a form; a field that is not here has its own name as group or takes no code.
CHOICES: Mapping[str, str] = {
    "category": "pause_category",
    "level": "support_level",
    "requested_kind": "kind",
    "at_months": "months",
    "needs": "domain",
    "job": "contract",
    "cause": "seam_cause",
}


def label(group: str, code: str) -> str:
    """The English msgid of a code; the code itself when it is not one of ours (a pact's own, a source's)."""
    return LABELS[group].get(str(code), str(code))


def choice_label(field: str, code: str) -> str:
    """The English msgid of a code that a form's field accepts."""
    return label(CHOICES.get(field, field), code)

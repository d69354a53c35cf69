"""The closed lists of codes the data of moves are chosen from. Their words are in answers.py."""

from __future__ import annotations

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
CANCEL = ("session_cancelled", "other")
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
DECLINE_HANDOVER = ("no_room", "outside_area", "not_our_public", "wrong_step", "incomplete", "other")
REDIRECT = ("project_changed", "health", "unsuitable", "obstacles", "labour_market", "moved", "other")
AUTHORITIES = ("france_travail", "department", "mission_locale", "cap_emploi", "other")
PAUSE = ("justified_absence", "other")
END_SUPPORT = ("term", "age_limit", "goal_reached", "request", "other")
SEAM_CAUSES = (
    "no_place",
    "awaiting_decision",
    "childcare_transport",
    "unreachable",
    "funding",
    "health",
    "other",
)
CONTRACTS = ("cdi", "cdd", "interim", "creation", "public", "apprenticeship")
RESULTS = ("full", "partial", "none", "absent")
KINDS = ("orientation", "refresher", "qualification")

"""Every rate of the simulation, in one place, each with where it was read (domain.md §1.5, §1.7, §3). Data only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares between 0 and 1, durations in days, weights without unit."""

    # §1.7 and product.md §4 (Migaud 2018): about 30 % give up before a training starts.
    lost_before_start: float = 0.30
    lost_how: Weights = field(
        default_factory=lambda: {"no_show": 35, "decline": 25, "no_place": 22, "refuse": 10, "cancel": 8}
    )
    leaves_when_lost: float = 0.6
    # §1.7 (R:S33): 31 % of those in preparatory training go on to another training.
    moves_on_after_preparation: float = 0.31
    # §3.4: dropout by age and level; <26 below bac 15 %, <26 12 %, 26-50 6 %, over 50 7 %; women one point more.
    dropout_young_below_bac: float = 0.15
    dropout_young: float = 0.12
    dropout_adult: float = 0.06
    dropout_senior: float = 0.07
    dropout_women_more: float = 0.01
    # §1.5 (R:S28): motives of those who dropped out; a return to work is an interruption for employment.
    dropout_why: Weights = field(
        default_factory=lambda: {
            "personal": 16,
            "health": 8,
            "employment": 22,
            "content": 19,
            "relations": 13,
            "financial": 10,
            "distance": 6,
            "other_training": 6,
            "imposed": 4,
        }
    )
    # §2: 62 % aim at a certification; §3 (R:S40): 80 % obtain it.
    certifying: float = 0.62
    results: Weights = field(default_factory=lambda: {"full": 74, "partial": 14, "none": 8, "absent": 4})
    completes_missing_blocs: float = 0.35
    # Need of a refresher by level reached (0 none, 3, 4), and of reinforced support by youth. [P]
    refresher_by_level: Mapping[int, float] = field(default_factory=lambda: {0: 0.65, 3: 0.4, 4: 0.18})
    support_young: float = 0.45
    support_adult: float = 0.2
    # §1.7 [P]: seams have a heavy tail; lognormal, median 24 days.
    seam_log_median: float = 3.2
    seam_log_spread: float = 1.0
    longest_seam: int = 420
    booked_before_end: float = 0.35
    overlaps: float = 0.03
    # §3.5: access to employment after qualifying training about two thirds; §1.6: less than half lasting.
    employed_after_qualification: float = 0.6
    employed_otherwise: float = 0.32
    contracts: Weights = field(
        default_factory=lambda: {"cdi": 26, "cdd": 48, "interim": 16, "creation": 3, "public": 2, "apprenticeship": 5}
    )
    still_employed: float = 0.72
    employment_unknown: float = 0.14
    check_done: float = 0.85
    # Openings pile up towards the last day, so that many cases are still live: exponent of a uniform draw. [P]
    recent: float = 0.35
    # Days since the last contact, on average. [P]
    days_since_contact: float = 18
    # Rare events. [P]
    leaves_before_orientation: float = 0.06
    pauses: float = 0.08
    hands_over: float = 0.04
    handover_declined: float = 0.15
    redirected: float = 0.03
    redirection_accepted: float = 0.6
    returns: float = 0.05
    dies: float = 0.002
    corrected: float = 0.05
    recorded_late: float = 0.08
    voided: float = 0.004
    merged: float = 0.004


RATES = Rates()
EXIT_MOTIVES: Weights = {
    "own_request": 30,
    "no_contact": 30,
    "training_elsewhere": 12,
    "moved": 10,
    "contract_end": 8,
    "age_limit": 3,
    "other": 7,
}

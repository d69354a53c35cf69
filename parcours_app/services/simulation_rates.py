"""Every rate of the simulation, in one place, each with where it was read (domain.md §1.5, §1.7, §2, §3). Data only.

What follows an exit is in employment_rates.py.
[P]: chosen for this project, no figure was published. Shares lie between 0 and 1; a span is (least, most) in days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parcours_app.services.employment_rates import EmploymentRates

Weights = Mapping[str, float]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rates:
    """What happens to people, how often and how long it takes."""

    # Who comes. §3.3, §3.4: half under 26; NEET seven young people in ten. [P] for the rest.
    sexes: Weights = field(default_factory=lambda: {"f": 48, "m": 48, "x": 1, "unknown": 3})
    ages: Mapping[Span, float] = field(default_factory=lambda: {(16, 25): 52, (26, 50): 40, (51, 62): 8})
    neet: float = 0.7
    neet_registered: float = 0.5
    double_name: float = 0.06
    has_phone: float = 0.85
    # Openings pile up towards the last day, so that many cases are still live: exponent of a uniform draw. [P]
    recent: float = 0.35

    # §1.7 and product.md §4 (Migaud 2018): about 30 % give up before a training starts.
    lost_before_start: float = 0.30
    lost_how: Weights = field(
        default_factory=lambda: {"no_show": 35, "decline": 25, "no_place": 22, "refuse": 10, "cancel": 8}
    )
    leaves_when_lost: float = 0.6

    # §1.7 (R:S33): 31 % of those in preparatory training go on to another training, a few to a second refresher. [P]
    moves_on_after_preparation: float = 0.31
    second_refresher: float = 0.12

    # §3.4: dropout by age and level; <26 below bac 15 %, <26 12 %, 26-50 6 %, over 50 7 %. Women 9 %, men 7 %: one
    # point more, one less. 28 % in key skills (R:S50), whatever the age.
    dropout_young_below_bac: float = 0.15
    dropout_young: float = 0.12
    dropout_adult: float = 0.06
    dropout_senior: float = 0.07
    dropout_by_sex: Weights = field(default_factory=lambda: {"f": 0.01, "m": -0.01})
    dropout_key_skills: float = 0.28
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
    # §1.4: a legitimate motive is somebody's decision, most often not needed; a repayment is a supervisor's. [P]
    legitimacy: Weights = field(default_factory=lambda: {"unasked": 70, "granted": 24, "denied": 6})
    comes_back_after_dropout: float = 0.1
    excluded: float = 0.012
    exclusion_why: Weights = field(default_factory=lambda: {"absences": 75, "conduct": 25})
    provider_fails: float = 0.01
    force_majeure: float = 0.003

    # §2: 62 % aim at a certification; §3 (R:S40): 80 % obtain it. The jury may speak after the person has left. [P]
    certifying: float = 0.62
    results: Weights = field(default_factory=lambda: {"full": 74, "partial": 14, "none": 8, "absent": 4})
    completes_missing_blocs: float = 0.35
    leaves_before_result: float = 0.15

    # Need of a refresher by level reached (0 none, 3, 4), and of support by youth. [P]
    refresher_by_level: Mapping[int, float] = field(default_factory=lambda: {0: 0.65, 3: 0.4, 4: 0.18})
    support_young: float = 0.45
    support_adult: float = 0.2
    support_levels: Weights = field(default_factory=lambda: {"reinforced": 80, "guided": 20})
    # §1.1, §1.7: 12 months, 18 on a motivated decision, never past the 26th birthday of a young person.
    support_ends: Weights = field(
        default_factory=lambda: {"term": 45, "goal_reached": 30, "request": 10, "other": 3, "lasts": 12}
    )
    support_term_months: Weights = field(default_factory=lambda: {"12": 75, "18": 25})

    # §1.7 [P]: seams have a heavy tail; lognormal, median 24 days, the ninetieth percentile 3.6 times the median.
    seam_log_median: float = 3.2
    seam_log_spread: float = 1.0
    longest_seam: int = 420
    booked_before_end: float = 0.35
    booked_ahead_by: Span = (10, 60)
    booked_gap: Span = (0, 28)
    overlaps: float = 0.03
    beside_qualification: float = 0.05  # a CléA inside a qualification, §6.1

    employment: EmploymentRates = field(default_factory=EmploymentRates)
    exits: Weights = field(
        default_factory=lambda: {
            "own_request": 30,
            "no_contact": 30,
            "training_elsewhere": 12,
            "moved": 10,
            "contract_end": 8,
            "age_limit": 3,
            "other": 7,
        }
    )

    # Rare events. [P]
    leaves_before_orientation: float = 0.06
    pauses: float = 0.08
    pauses_between: float = 0.03
    explained: float = 0.2
    not_a_gap: float = 0.05
    back_early: float = 0.3
    admitted: float = 0.5
    hands_over: float = 0.04
    handover_answers: Weights = field(default_factory=lambda: {"accepted": 80, "declined": 12, "silence": 8})
    handed_for_a_time: float = 0.3
    handed_days: Span = (20, 120)
    stood_in: float = 0.03
    stands_in_days: Span = (5, 30)
    changes_hands: float = 0.02
    waits_for_place: float = 0.04
    place_found_days: Span = (1, 6)
    rescheduled: float = 0.03
    rescheduled_by: Span = (3, 21)
    redirected: float = 0.03
    redirection_accepted: float = 0.6
    returns: float = 0.05
    enters_again: float = 0.05
    dies: float = 0.002
    voided: float = 0.004
    merged: float = 0.004

    # What is written late, and put right afterwards. [P]
    recorded_late: float = 0.08
    corrected: float = 0.05
    voids_an_entry: float = 0.2
    days_since_contact: float = 18

    # How long things take. [P]
    before_orientation: Span = (2, 30)
    orientation_days: Span = (5, 40)
    refresher_days: Span = (30, 120)
    qualification_days: Span = (60, 300)
    beside_days: Span = (20, 60)
    pause_days: Span = (4, 60)
    result_days: Span = (20, 120)
    late_result_days: Span = (40, 260)
    before_leaving: Span = (0, 45)
    away_after_setback: Span = (5, 60)
    before_return: Span = (30, 200)
    before_new_case: Span = (40, 500)
    before_mistake_seen: Span = (1, 20)
    recorded_after: Span = (0, 2)
    recorded_late_after: Span = (8, 45)
    corrected_after: Span = (1, 90)
    corrected_by: Span = (1, 12)


RATES = Rates()
# (scheme, code): every nomenclature people come with, at most the baccalaureate. [P]
LEVELS: Mapping[tuple[str, str], float] = {
    ("rncp2019", "0"): 14, ("ft", "AFS"): 8, ("ft", "CP4"): 6, ("lheo_new", "12"): 4, ("asp", "01"): 4,
    ("rncp2019", "3"): 20, ("ft", "NV5"): 18, ("asp", "51"): 4,
    ("rncp2019", "4"): 12, ("ft", "NV4"): 8, ("asp", "40"): 2,
}  # fmt: skip
SITUATIONS: Weights = {
    "rsa": 0.3, "qpv": 0.2, "rqth": 0.08, "long_term": 0.3, "single_parent": 0.1, "mobility": 0.15, "frr": 0.1,
}  # fmt: skip
FUNDERS: Weights = {"region": 60, "france_travail": 30, "cpf": 6, "agefiph": 4}
# No source counts the causes of gaps: an even share of what counsellors name, places first.
SEAM_CAUSES: Weights = {
    "no_place": 30,
    "awaiting_decision": 20,
    "childcare_transport": 15,
    "unreachable": 12,
    "funding": 10,
    "health": 8,
    "other": 5,
}

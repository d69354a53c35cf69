"""The rates of simulated employment after an exit, each with where it was read (domain.md §1.6, §3.5). Data only.

Read: within six months 67 % take a job after qualifying training and 41 % after preparation (R:S19), those who leave
for one and those who find one later together; of all, less than half are back in work by then, and a quarter in a
lasting job (R:S54). The shares of contracts, terms and renewals that lead there are [P].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Weights = Mapping[str, float]
Term = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EmploymentRates:
    """Who leaves for a job, how long the others look for one, what contracts are worth, what is learnt of them."""

    at_exit_after_qualification: float = 0.45
    at_exit_otherwise: float = 0.2
    at_exit_before_orientation: float = 0.1

    # Mean days until the next job; people look less long once they have worked.
    search_days_qualified: float = 360
    search_days: float = 620
    search_days_again: float = 35

    contracts: Weights = field(
        default_factory=lambda: {"cdi": 12, "cdd": 48, "interim": 33, "creation": 2, "public": 1, "apprenticeship": 4}
    )
    # (days, months) of a fixed term, by contract: six calendar months is where the two definitions part (§1.6).
    terms: Mapping[str, Mapping[Term, float]] = field(
        default_factory=lambda: {
            "cdd": {(0, 1): 30, (0, 2): 24, (0, 3): 26, (0, 4): 7, (0, 5): 5, (0, 6): 6, (0, 8): 1, (0, 12): 1},
            "interim": {(14, 0): 30, (0, 1): 40, (0, 2): 18, (0, 3): 11, (0, 6): 1},
            "apprenticeship": {(0, 12): 60, (0, 24): 40},
        }
    )
    renewed: float = 0.5
    renewed_open_ended: float = 0.06
    broken_off: float = 0.1

    # What somebody who asks for news hears, and writes down.
    check_done: float = 0.85
    unknown: float = 0.14
    undescribed: float = 0.06
    end_unknown: float = 0.04
    renewals_told_as_one: float = 0.2

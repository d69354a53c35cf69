"""What the plan promised: persons trained in each public, from its first day to its last (domain.md §6.5).

The plan was made for 2018 to 2022 and extended over 2023; the target itself was not raised. Data only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SINCE, UNTIL, EXTENDED_UNTIL = date(2018, 1, 1), date(2022, 12, 31), date(2023, 12, 31)


@dataclass(frozen=True, slots=True)
class Target:
    """So many persons of a public trained from SINCE to the end of the programme, both included."""

    public: str
    persons: int


TARGETS = (Target("de_peu_qualifie", 1_000_000), Target("jeune_eloigne", 1_000_000))


def end_of_programme(*, extended: bool) -> date:
    """The last day that counts: the end of 2022, of 2023 with the extension."""
    return EXTENDED_UNTIL if extended else UNTIL

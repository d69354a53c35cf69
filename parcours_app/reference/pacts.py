"""Money of the regional pacts 2019-2022, in euros: only what was read in public pages (domain.md §3.7).

State and Region of five pacts; the other regions, and Corsica's own part, were not found. A number that was not found
is absent, never zero, and an administrator's file may say it. Facts only, no function.
"""

from collections.abc import Mapping
from datetime import date

# From the year the pacts were signed for.
VALID_FROM = date(2019, 1, 1)
SOURCE = "Pacte 2019-2022, montants lus dans des pages publiques"
# Region code: (State, Region).
AMOUNTS: Mapping[str, tuple[int | None, int | None]] = {
    "52": (300_060_000, 413_000_000),
    "76": (568_000_000, 877_000_000),
    "27": (251_500_000, 333_500_000),
    "01": (88_800_000, 96_000_000),
    "94": (28_000_000, None),
}

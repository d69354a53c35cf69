"""What a case is counted by all its life: facts frozen in its opening, corrected only by correcting it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

UNLOCATED = "unlocated"
UNKNOWN = "unknown"
# The age bands of the Dares surveys of former trainees (domain.md §3.4).
YOUNG, OLD = 26, 50


@dataclass(frozen=True, slots=True)
class Traits:
    """One code per trait, never empty but for the pact: None is the national pathway.

    age: a band, of the age on the opening day. level: the level reached, of the national framework.
    """

    region: str
    public: str
    pact: str | None
    sex: str
    age: str
    level: str
    qpv: str
    rqth: str


def traits_of(facts: Mapping[str, Any]) -> Traits:
    """The traits in the facts of an opening; what was not said is said to be unknown."""
    situations = facts.get("situations") or ()
    reached = (facts.get("level") or {}).get("reached")
    return Traits(
        region=facts.get("region") or UNLOCATED,
        public=(facts.get("publics") or {}).get("counted_as", "other"),
        pact=facts.get("pact"),
        sex=facts.get("sex") or UNKNOWN,
        age=age_band(facts.get("age")),
        level=UNKNOWN if reached is None else str(reached),
        qpv="yes" if "qpv" in situations else "no",
        rqth="yes" if "rqth" in situations else "no",
    )


def age_band(age: int | None) -> str:
    """under_26, 26_to_50, over_50, or unknown."""
    if age is None:
        return UNKNOWN
    if age < YOUNG:
        return "under_26"
    return "26_to_50" if age <= OLD else "over_50"

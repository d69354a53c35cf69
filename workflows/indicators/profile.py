"""What a unit can be broken down by: facts frozen at the opening of the case, and those of the episode it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from workflows.episode import Episode
from workflows.standing import Standing
from workflows.totals import UNLOCATED

DIMENSIONS = (
    "region",
    "year",
    "public",
    "sex",
    "age",
    "level",
    "qpv",
    "rqth",
    "organisation",
    "origin",
    "provider",
    "pact",
    "funder",
    "kind",
)
# The age bands of the Dares surveys of former trainees (domain.md §3.4).
YOUNG, OLD = 26, 50
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Profile:
    """One value per dimension; None where there is none (no provider for an exit, no pact).

    organisation: the one responsible on the day asked.  origin: the one responsible when the episode started.
    """

    region: str
    year: int
    public: str
    sex: str
    age: str
    level: str
    qpv: str
    rqth: str
    organisation: str | None
    origin: str | None
    provider: str | None
    pact: str | None
    funder: str | None
    kind: str | None


def age_band(age: int | None) -> str:
    """under_26, 26_to_50, over_50, or unknown; the age is that of the opening day."""
    if age is None:
        return UNKNOWN
    if age < YOUNG:
        return "under_26"
    return "26_to_50" if age <= OLD else "over_50"


def profile_of(standing: Standing, cohort: date, episode: Episode | None = None) -> Profile:
    """The profile of a unit of this case, in the cohort of a day, about an episode if any."""
    facts = standing.facts
    situations = facts.get("situations") or ()
    reached = (facts.get("level") or {}).get("reached")
    found = Profile(
        region=facts.get("region") or UNLOCATED,
        year=cohort.year,
        public=(facts.get("publics") or {}).get("counted_as", "other"),
        sex=facts.get("sex") or UNKNOWN,
        age=age_band(facts.get("age")),
        level=UNKNOWN if reached is None else str(reached),
        qpv="yes" if "qpv" in situations else "no",
        rqth="yes" if "rqth" in situations else "no",
        organisation=standing.organisation,
        origin=standing.organisation,
        provider=None,
        pact=facts.get("pact"),
        funder=None,
        kind=None,
    )
    return found if episode is None else _about(found, episode)


def _about(profile: Profile, episode: Episode) -> Profile:
    origin = episode.segments[0].organisation if episode.segments else profile.organisation
    kind = episode.kind.value
    return replace(profile, origin=origin, provider=episode.provider, funder=episode.funder, kind=kind)

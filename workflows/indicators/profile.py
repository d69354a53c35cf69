"""What a unit can be broken down by: facts frozen at the opening of the case, and those of the episode it is about."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from workflows.episode import Episode
from workflows.standing import Standing
from workflows.traits import UNKNOWN, Traits, traits_of

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
# No dimension of a unit, but of the numerator of some indicators: why a training was left, or never started.
MOTIVE = "motive"
BREAKDOWNS = (*DIMENSIONS, MOTIVE)
TRAITS = tuple(field.name for field in fields(Traits))


@dataclass(frozen=True, slots=True)
class Profile:
    """One value per dimension; None where there is none (no provider for an exit, no pact), `unknown` if unsaid.

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


def profile_of(standing: Standing, cohort: date, episode: Episode | None = None) -> Profile:
    """The profile of a unit of this case, in the cohort of a day, about an episode if any."""
    traits = traits_of(standing.facts)
    found = Profile(
        **{name: getattr(traits, name) for name in TRAITS},
        year=cohort.year,
        organisation=standing.organisation,
        origin=standing.organisation,
        provider=None,
        funder=None,
        kind=None,
    )
    return found if episode is None else _about(found, episode)


def _about(profile: Profile, episode: Episode) -> Profile:
    origin = episode.segments[0].organisation if episode.segments else profile.organisation
    provider, funder = episode.provider or UNKNOWN, episode.funder or UNKNOWN
    return replace(profile, origin=origin, provider=provider, funder=funder, kind=episode.kind.value)

"""How a simulated training may be cut short: a dropout, a job, an exclusion, a provider that fails, force majeure."""

from typing import Any

from parcours_app.services.simulated_exits import leave
from parcours_app.services.simulated_journey import Journey
from parcours_app.services.simulated_names import KEY_SKILLS
from parcours_app.services.simulated_people import YOUNG
from workflows.engine import Role
from workflows.episode import Episode

SENIOR, BAC = 50, 4


def fate(journey: Journey, episode: Episode) -> str:
    """What becomes of a training that started: it completes, or a word for what cuts it short."""
    rates = journey.rates
    early = {
        "drop_out": dropout_share(journey, episode),
        "exclude": rates.excluded,
        "provider_failure": rates.provider_fails,
        "force_majeure": rates.force_majeure,
    }
    return journey.one_of({**early, "completes": 1 - sum(early.values())})


def dropout_share(journey: Journey, episode: Episode) -> float:
    """The share of those who started that drop out, a return to work before the term included."""
    rates, facts = journey.rates, journey.standing.facts
    if episode.programme in KEY_SKILLS:
        return rates.dropout_key_skills
    age, level = facts["age"], facts["level"]["reached"] or 0
    if age < YOUNG:
        share = rates.dropout_young_below_bac if level < BAC else rates.dropout_young
    else:
        share = rates.dropout_senior if age > SENIOR else rates.dropout_adult
    return share + rates.dropout_by_sex.get(facts["sex"], 0)


def cut_short(journey: Journey, episode: Episode, ending: str) -> bool:
    """End a training before its term; whether the person looks for another one. The others have left."""
    if ending in ("provider_failure", "force_majeure"):
        journey.move("interrupt", episode=episode.id, motive=ending)
        journey.wait(*journey.rates.away_after_setback)
        return True
    if ending == "exclude":
        motive = journey.one_of(journey.rates.exclusion_why)
        journey.move("exclude", episode=episode.id, motive=motive)
    else:
        motive = journey.one_of(journey.rates.dropout_why)
        if motive == "employment":
            journey.move("interrupt", episode=episode.id, motive=motive)
            leave(journey, employed=1)
            return False
        _drop_out(journey, episode, motive)
    journey.wait(*journey.rates.away_after_setback)
    if ending == "drop_out" and journey.happens(journey.rates.comes_back_after_dropout):
        return True
    leave(journey, journey.rates.employment.at_exit_otherwise)
    return False


def _drop_out(journey: Journey, episode: Episode, motive: str) -> None:
    decided = journey.one_of(journey.rates.legitimacy)
    data: dict[str, Any] = {"episode": episode.id, "motive": motive}
    if decided != "unasked":
        data["legitimate"] = {"decision": decided == "granted", "by": journey.counsellor}
    journey.move("drop_out", role=Role.SUPERVISOR if decided == "denied" else Role.COUNSELLOR, **data)

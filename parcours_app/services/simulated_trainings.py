"""How simulated people live a training: booked, lost or started, paused, dropped or completed, with its result."""

import random
from datetime import date, timedelta
from typing import Any

from parcours_app.services.simulated_exits import leave
from parcours_app.services.simulated_journey import Journey
from parcours_app.services.simulated_names import PROVIDERS, QUALIFICATIONS, REFRESHERS
from workflows.episode import Episode
from workflows.stage import Stage

YOUNG, SENIOR, BAC = 26, 50, 4


def undergo(journey: Journey, kind: str, blocs: list[str] | None = None) -> bool:
    """Prescribe until one starts, live it; whether it was completed. The case has left when it was not."""
    while True:
        start = journey.day + timedelta(days=_gap(journey))
        episode = _prescribe(journey, kind, start, blocs)
        _between_times(journey, start)
        journey.day = max(journey.day, start)
        if not journey.happens(journey.rates.lost_before_start):
            journey.move("start", episode=episode)
            return _live(journey, journey.standing.episodes[episode])
        journey.move(journey.one_of(journey.rates.lost_how), episode=episode)
        if journey.happens(journey.rates.leaves_when_lost):
            journey.wait(5, 60)
            leave(journey, journey.rates.employed_otherwise)
            return False


def _gap(journey: Journey) -> int:
    """Days before the next planned start: a heavy tail."""
    rates = journey.rates
    return min(rates.longest_seam, int(journey.rng.lognormvariate(rates.seam_log_median, rates.seam_log_spread)))


def _between_times(journey: Journey, start: date) -> None:
    """While waiting: the provider admits, the case may be handed over, both before the start."""
    room = (start - journey.day).days
    if room > 10 and journey.happens(0.5):  # noqa: PLR2004 - half of the providers answer, when there is time to
        journey.wait(1, 5)
        journey.move("admit", episode=journey.standing.ahead[0].id)
    if room > 20 and journey.happens(journey.rates.hands_over):  # noqa: PLR2004 - the answer takes up to two weeks
        _hand_over(journey)


def _hand_over(journey: Journey) -> None:
    there = journey.elsewhere
    if journey.standing.organisation == there.organisation:
        return
    journey.move("request_handover", to_organisation=there.organisation, to_region=there.region)
    journey.wait(1, 13)
    if journey.happens(journey.rates.handover_declined):
        journey.move("decline_handover", reason="Secteur complet, proposer la structure voisine.")
        return
    journey.counsellor = there.account
    journey.move("accept_handover", referent=there.account)


def _prescribe(journey: Journey, kind: str, start: date, blocs: list[str] | None) -> str:
    rng: random.Random = journey.rng
    if kind == "refresher":
        title, days, extra = rng.choice(REFRESHERS), rng.randint(30, 120), {}
    else:
        title, rncp = rng.choice(QUALIFICATIONS)
        days, extra = rng.randint(60, 300), _aim(journey, rncp, blocs)
    key = journey.fresh_key()
    journey.move(
        "prescribe",
        kind=kind,
        provider=rng.choice(PROVIDERS),
        programme=title,
        planned_start=start.isoformat(),
        planned_end=(start + timedelta(days=days)).isoformat(),
        hours=days * 5,
        funder=rng.choices(("region", "france_travail", "cpf", "agefiph"), (60, 30, 6, 4))[0],
        episode=key,
        **extra,
    )
    return key


def _aim(journey: Journey, rncp: str, blocs: list[str] | None) -> dict[str, Any]:
    if blocs:
        return {"rncp": blocs[0][:9], "blocs": blocs}
    if not journey.happens(journey.rates.certifying):
        return {}
    return {"rncp": rncp, "blocs": [f"{rncp}BC{n:02d}" for n in range(1, 5)]}


def _live(journey: Journey, episode: Episode) -> bool:
    """The days of an episode: a pause, a dropout, or its completion and its result."""
    planned = episode.planned_end or journey.day
    length = max(2, (planned - journey.day).days)
    if journey.happens(journey.rates.pauses):
        _pause(journey, length)
    if journey.happens(_dropout_share(journey)):
        journey.day += timedelta(days=journey.rng.randint(1, max(1, length // 2)))
        return _drop_out(journey, episode)
    booked = _booked_ahead(journey, episode, planned)
    if booked is not None and journey.happens(journey.rates.overlaps):
        journey.move("start", episode=booked, because="Début avancé par l’organisme, fin de remise à niveau maintenue.")
    journey.day = max(journey.day, (journey.standing.planned_end(episode) or planned))
    journey.move("complete", episode=episode.id)
    return _after_completion(journey, episode, booked)


def _booked_ahead(journey: Journey, episode: Episode, planned: date) -> str | None:
    """A qualification booked before the refresher ends: the seam is sewn."""
    share = journey.rates.moves_on_after_preparation * journey.rates.booked_before_end
    if episode.kind.value != "refresher" or not journey.happens(share):
        return None
    journey.day = max(journey.day, planned - timedelta(days=journey.rng.randint(5, 30)))
    return _prescribe(journey, "qualification", planned + timedelta(days=journey.rng.randint(0, 28)), None)


def _after_completion(journey: Journey, episode: Episode, booked: str | None) -> bool:
    if booked is not None:
        ahead = journey.standing.episodes[booked]
        if not ahead.started:
            journey.day = max(journey.day, ahead.planned_start or journey.day)
            journey.move("start", episode=booked)
        _live(journey, ahead)
        if journey.standing.stage == Stage.BETWEEN:
            leave(journey, journey.rates.employed_after_qualification)
        return False
    if episode.awaits_result:
        _result(journey, episode)
    return True


def _result(journey: Journey, episode: Episode) -> None:
    journey.wait(20, 120)
    result = journey.one_of(journey.rates.results)
    obtained = list(episode.blocs[:2]) if result == "partial" else []
    journey.move("record_result", episode=episode.id, result=result, blocs=obtained or None)
    if result == "partial" and journey.happens(journey.rates.completes_missing_blocs):
        undergo(journey, "qualification", [b for b in episode.blocs if b not in obtained])


def _pause(journey: Journey, length: int) -> None:
    journey.day += timedelta(days=journey.rng.randint(1, max(1, length // 2)))
    until = journey.day + timedelta(days=journey.rng.randint(4, 60))
    journey.move("pause", category="justified_absence", until=until.isoformat())
    journey.day = until + timedelta(days=1)


def _dropout_share(journey: Journey) -> float:
    rates, facts = journey.rates, journey.standing.facts
    age, level = facts["age"], facts["level"]["reached"] or 0
    if age < YOUNG:
        share = rates.dropout_young_below_bac if level < BAC else rates.dropout_young
    else:
        share = rates.dropout_senior if age > SENIOR else rates.dropout_adult
    return share + (rates.dropout_women_more if facts["sex"] == "f" else 0)


def _drop_out(journey: Journey, episode: Episode) -> bool:
    motive = journey.one_of(journey.rates.dropout_why)
    if motive == "employment":
        journey.move("interrupt", episode=episode.id, motive="employment")
        leave(journey, employed=1)
        return False
    journey.move("drop_out", episode=episode.id, motive=motive)
    journey.wait(5, 60)
    leave(journey, journey.rates.employed_otherwise)
    return False

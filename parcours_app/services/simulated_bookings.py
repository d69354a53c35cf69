"""How a simulated training is booked, and what happens between the booking and the day it should start."""

import random
from datetime import date, timedelta
from typing import Any

from parcours_app.services.simulated_journey import Journey
from parcours_app.services.simulated_names import PROVIDERS, QUALIFICATIONS, REFRESHERS
from parcours_app.services.simulation_rates import FUNDERS, SEAM_CAUSES
from workflows.engine import Role
from workflows.episode import Episode, EpisodeState
from workflows.seams import seams

ENOUGH_TO_WAIT = 8
ENOUGH_TO_ADMIT, ENOUGH_TO_EXPLAIN, ENOUGH_TO_HAND_OVER, ENOUGH_TO_PAUSE = 10, 15, 20, 40


def next_start(journey: Journey) -> date:
    """The first planned start on offer: most within weeks, a few after many months."""
    rates = journey.rates
    gap = int(journey.rng.lognormvariate(rates.seam_log_median, rates.seam_log_spread))
    return journey.day + timedelta(days=min(rates.longest_seam, gap))


def book(
    journey: Journey, kind: str, start: date, *, blocs: list[str] | None = None, days: int | None = None, **more: Any
) -> Episode:
    """Prescribe a training that should start on a day, with a provider the person does not come from."""
    rng, rates = journey.rng, journey.rates
    if kind == "refresher":
        title, span, extra = rng.choice(REFRESHERS), rates.refresher_days, {}
    else:
        title, rncp = rng.choice(QUALIFICATIONS)
        span, extra = rates.qualification_days, _aim(journey, rncp, blocs)
    days = days or rng.randint(*span)
    key = journey.fresh_key()
    ready = "parallel" not in more and (start - journey.day).days > ENOUGH_TO_WAIT
    waits = ready and journey.sometimes(rates.waits_for_place)
    journey.move(
        "waitlist" if waits else "prescribe",
        kind=kind,
        session=f"{title}, {start:%m/%Y}" if waits else None,
        provider=_provider(journey, rng),
        programme=title,
        planned_start=start.isoformat(),
        planned_end=(start + timedelta(days=days)).isoformat(),
        hours=days * 5,
        funder=journey.one_of(FUNDERS),
        episode=key,
        **extra,
        **more,
    )
    if waits:
        journey.day += timedelta(days=journey.aside.randint(*rates.place_found_days))
        journey.move("promote", episode=key)
    return journey.standing.episodes[key]


def _provider(journey: Journey, rng: random.Random) -> str:
    known = [episode.provider for episode in journey.standing.ended]
    return rng.choice([name for name in PROVIDERS if name not in known[-1:]])


def _aim(journey: Journey, rncp: str, blocs: list[str] | None) -> dict[str, Any]:
    if blocs:
        return {"rncp": blocs[0].partition("BC")[0], "blocs": blocs}
    if not journey.happens(journey.rates.certifying):
        return {}
    return {"rncp": rncp, "blocs": [f"{rncp}BC{n:02d}" for n in range(1, 5)]}


def wait_for(journey: Journey, episode: Episode) -> None:
    """The days up to the planned start: the provider admits, the person is away a while, the case changes hands."""
    _entrust(journey, (episode.planned_start or journey.day) - timedelta(days=ENOUGH_TO_WAIT))
    _reschedule(journey, episode)
    start = episode.planned_start or journey.day
    admit(journey, episode, start)
    if (start - journey.day).days > ENOUGH_TO_EXPLAIN:
        _explain(journey)
    if (start - journey.day).days > ENOUGH_TO_HAND_OVER and journey.happens(journey.rates.hands_over):
        _hand_over(journey)
    if (start - journey.day).days > ENOUGH_TO_PAUSE and journey.happens(journey.rates.pauses_between):
        pause(journey, (start - journey.day).days - 10)
    journey.day = max(journey.day, start)


def _entrust(journey: Journey, by: date) -> None:
    """A colleague of the referent stands in for some days, or takes the case over, when there is time before a day."""
    rates, standing = journey.rates, journey.standing
    others = [c.account for c in journey.colleagues if c.organisation == standing.organisation]
    others = [account for account in others if account != standing.referent]
    if journey.day >= by or not others or standing.referent is None:
        return
    if journey.sometimes(rates.stood_in):
        until = journey.day + timedelta(days=journey.aside.randint(*rates.stands_in_days))
        journey.move("assign", referent=journey.aside.choice(others), until=until.isoformat())
    elif journey.sometimes(rates.changes_hands):
        journey.counsellor = journey.aside.choice(others)
        journey.move("assign", referent=journey.counsellor)


def _reschedule(journey: Journey, episode: Episode) -> None:
    """The provider moves the session to later dates, when there is time to learn it before the start."""
    start, end = episode.planned_start, episode.planned_end
    if start is None or end is None or (start - journey.day).days <= ENOUGH_TO_WAIT:
        return
    if journey.sometimes(journey.rates.rescheduled):
        later = timedelta(days=journey.aside.randint(*journey.rates.rescheduled_by))
        dates: dict[str, Any] = {"planned_start": str(start + later), "planned_end": str(end + later)}
        journey.move("reschedule", episode=episode.id, **dates)


def admit(journey: Journey, episode: Episode, by: date) -> None:
    """The provider accepts the person some days later, when there is time for it before a day."""
    early = (by - journey.day).days > ENOUGH_TO_ADMIT and episode.state is EpisodeState.PRESCRIBED
    if early and journey.happens(journey.rates.admitted):
        journey.wait(1, 5)
        journey.move("admit", episode=episode.id)


def _explain(journey: Journey) -> None:
    """A counsellor says why the person waits, or that it is no gap."""
    gap = next((seam for seam in seams(journey.standing, journey.day) if seam.open), None)
    if gap is None or not journey.happens(journey.rates.explained):
        return
    journey.wait(1, 4)
    if journey.happens(journey.rates.not_a_gap):
        journey.move("settle_seam", after=gap.after, not_a_gap=True, reason="Congé prévu avec la personne.")
    else:
        journey.move("settle_seam", after=gap.after, cause=journey.one_of(SEAM_CAUSES))


def pause(journey: Journey, longest: int) -> None:
    """The person is away, and back on the day announced or before."""
    rng, (least, most) = journey.rng, journey.rates.pause_days
    length = rng.randint(least, max(least, min(most, longest)))
    since, until = journey.day, journey.day + timedelta(days=length - 1)
    journey.move("pause", category=rng.choice(("justified_absence", "justified_absence", "other")), until=str(until))
    if length > 1 and journey.happens(journey.rates.back_early):
        journey.day = since + timedelta(days=rng.randint(1, length - 1))
        journey.move("resume")
        return
    journey.day = until + timedelta(days=1)


def _hand_over(journey: Journey) -> None:
    there = journey.elsewhere
    if journey.standing.organisation == there.organisation or journey.standing.pending_handover(journey.day):
        return
    answer = journey.one_of(journey.rates.handover_answers)
    until = _until(journey)
    said: dict[str, Any] = {"temporary_until": until.isoformat()} if until else {}
    journey.move("request_handover", to_organisation=there.organisation, to_region=there.region, **said)
    if answer == "silence":
        return
    journey.wait(1, 13)
    if answer == "declined":
        journey.move("decline_handover", reason="Secteur complet, proposer la structure voisine.")
        return
    before, journey.counsellor = journey.standing.referent, there.account
    journey.move("accept_handover", referent=there.account)
    if until and before:
        journey.on_its_date(until + timedelta(days=1), lambda: _give_back(journey, before))


def _until(journey: Journey) -> date | None:
    """The last day of a handover for a time; None for those that are for good."""
    if not journey.sometimes(journey.rates.handed_for_a_time):
        return None
    return journey.day + timedelta(days=journey.aside.randint(*journey.rates.handed_days))


def _give_back(journey: Journey, referent: str) -> None:
    """The case goes back by itself, to the counsellor it had."""
    journey.counsellor = referent
    journey.move("give_back", role=Role.OPERATOR, referent=referent)

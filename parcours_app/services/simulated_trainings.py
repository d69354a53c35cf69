"""How simulated people live a training: booked, lost or started, paused, cut short or completed, with what follows."""

from datetime import timedelta

from parcours_app.services.simulated_bookings import admit, book, next_start, pause, wait_for
from parcours_app.services.simulated_endings import cut_short, fate
from parcours_app.services.simulated_exits import leave
from parcours_app.services.simulated_journey import Journey
from parcours_app.services.simulated_results import await_result
from workflows.episode import Episode, Kind

LONG_ENOUGH = 75  # days a qualification must last for a refresher to fit inside


def undergo(journey: Journey, kind: str, blocs: list[str] | None = None) -> bool:
    """Book until one starts, and live it. Whether the person then stands between two steps; otherwise they left."""
    return take_up(journey, book(journey, kind, next_start(journey), blocs=blocs))


def take_up(journey: Journey, episode: Episode) -> bool:
    """Wait for a booked training and live it, or lose it before it starts."""
    wait_for(journey, episode)
    if not journey.happens(journey.rates.lost_before_start):
        journey.move("start", episode=episode.id)
        return _live(journey, episode)
    journey.move(journey.one_of(journey.rates.lost_how), episode=episode.id)
    if journey.happens(journey.rates.leaves_when_lost):
        journey.wait(*journey.rates.away_after_setback)
        leave(journey, journey.rates.employment.at_exit_otherwise)
        return False
    return undergo(journey, episode.kind.value, list(episode.blocs) or None)


def goes_on(journey: Journey) -> bool:
    """Whether somebody who finished a refresher, with nothing booked yet, looks for another training.

    The published share counts those who start one: some had booked before the end, some are lost before the start.
    """
    rates = journey.rates
    starts = (1 - rates.lost_before_start) / (1 - rates.lost_before_start * (1 - rates.leaves_when_lost))
    booked = rates.moves_on_after_preparation * rates.booked_before_end
    return journey.happens((rates.moves_on_after_preparation / starts - booked) / (1 - booked))


def _live(journey: Journey, episode: Episode) -> bool:
    """The days of a training, up to its end and what follows at once."""
    length = max(2, ((episode.planned_end or journey.day) - journey.day).days)
    if journey.happens(journey.rates.pauses):
        journey.wait(1, max(1, length // 2))
        pause(journey, journey.rates.pause_days[1])
    ending = fate(journey, episode)
    if ending != "completes":
        journey.wait(1, max(1, length // 2))
        return _after_setback(journey, episode, back=cut_short(journey, episode, ending))
    _learn_beside(journey, episode)
    booked = _book_ahead(journey, episode)
    journey.day = max(journey.day, journey.standing.planned_end(episode) or journey.day)
    journey.move("complete", episode=episode.id)
    return _go_straight_on(journey, booked) if booked is not None else _after_completion(journey, episode)


def _after_setback(journey: Journey, episode: Episode, *, back: bool) -> bool:
    """Back in another training of the same kind, with another provider, or gone."""
    return back and undergo(journey, episode.kind.value, list(episode.blocs) or None)


def _learn_beside(journey: Journey, episode: Episode) -> None:
    """A refresher inside a qualification, in parallel: it makes no seam, and ends before the qualification does."""
    end = journey.standing.planned_end(episode) or journey.day
    fits = (end - journey.day).days > LONG_ENOUGH
    if not fits or episode.kind is not Kind.QUALIFICATION or not journey.happens(journey.rates.beside_qualification):
        return
    journey.wait(1, 5)
    days = journey.rng.randint(*journey.rates.beside_days)
    inside = book(journey, "refresher", journey.day + timedelta(days=5), days=days, parallel=True)
    journey.wait(5, 5)
    needed = journey.standing.needs is not None and journey.standing.needs.refresher
    journey.move("start", episode=inside.id, because=None if needed else "Module CléA proposé avec le titre visé.")
    journey.wait(days, days)
    journey.move("complete", episode=inside.id)


def _book_ahead(journey: Journey, episode: Episode) -> Episode | None:
    """A qualification booked before the refresher ends, so that the seam is sewn; a few even start before."""
    rates = journey.rates
    if episode.kind is not Kind.REFRESHER or not journey.happens(
        rates.moves_on_after_preparation * rates.booked_before_end
    ):
        return None
    end = journey.standing.planned_end(episode) or journey.day
    journey.day = max(journey.day, end - timedelta(days=journey.rng.randint(*rates.booked_ahead_by)))
    ahead = book(journey, "qualification", end + timedelta(days=journey.rng.randint(*rates.booked_gap)))
    admit(journey, ahead, end)
    if journey.happens(rates.overlaps):
        journey.wait(1, max(1, (end - journey.day).days - 1))
        because = "Début avancé par l’organisme, fin de remise à niveau maintenue."
        journey.move("start", episode=ahead.id, because=because)
    return ahead


def _go_straight_on(journey: Journey, booked: Episode) -> bool:
    """From the refresher to what was booked, and to the end of the road."""
    between = _live(journey, booked) if booked.started else take_up(journey, booked)
    if between:
        leave(journey, journey.rates.employment.at_exit_after_qualification)
    return False


def _after_completion(journey: Journey, episode: Episode) -> bool:
    if not episode.awaits_result:
        return True
    missing = await_result(journey, episode)
    return missing is not None and (not missing or undergo(journey, "qualification", missing))

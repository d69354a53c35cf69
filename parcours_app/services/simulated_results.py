"""What the jury says of simulated people, before or after they leave, and the blocs they still miss."""

from datetime import timedelta

from parcours_app.services.simulated_exits import leave
from parcours_app.services.simulated_journey import Journey
from workflows.episode import Episode


def await_result(journey: Journey, episode: Episode) -> list[str] | None:
    """Wait for the jury: the blocs to try again elsewhere, [] when there is none, None when the person left first."""
    if journey.happens(journey.rates.leaves_before_result):
        spoken = journey.day + timedelta(days=journey.rng.randint(*journey.rates.late_result_days))
        journey.on_its_date(spoken, lambda: _speak_late(journey, episode))
        leave(journey, journey.rates.employment.at_exit_after_qualification)
        return None
    journey.wait(*journey.rates.result_days)
    missing = _speak(journey, episode)
    return missing if missing and journey.happens(journey.rates.completes_missing_blocs) else []


def _speak_late(journey: Journey, episode: Episode) -> None:
    if episode.awaits_result and journey.standing.paused(journey.day) is None:
        _speak(journey, episode)


def _speak(journey: Journey, episode: Episode) -> list[str]:
    """The result is recorded; the blocs that are missing, when there is a part to complete."""
    result = journey.one_of(journey.rates.results)
    partial = result == "partial" and len(episode.blocs) > 1
    obtained = list(episode.blocs[: len(episode.blocs) // 2]) if partial else []
    result = "full" if result == "partial" and not partial else result
    journey.move("record_result", episode=episode.id, result=result, blocs=obtained or None)
    return [bloc for bloc in episode.blocs if bloc not in obtained] if partial else []

"""Whether the place of a step ahead is certain, in one sentence. Knows the state of the step, nothing else."""

from parcours_app.web.beneficiary.saying import Saying, say
from workflows.engine import sentence
from workflows.episode import Episode, EpisodeState


def place(episode: Episode) -> Saying:
    """Whether the place of a step ahead is certain."""
    if episode.state is EpisodeState.ADMITTED:
        return say(sentence("Your place is confirmed."))
    if episode.seat:
        return say(sentence("A place is booked for you."))
    return say(sentence("The training provider has not confirmed your place yet."))


def queued(step: Saying) -> Saying:
    """A training that is full, and a place in its queue; `step` says which kind of training."""
    return say(sentence("You are on a waiting list: %(step)s. We write to you when a place is free."), step=step)

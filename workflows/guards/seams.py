"""The terms of what is said of a seam: it exists, something is said, and no gap is denied without a reason."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, sentence
from workflows.seams import seams
from workflows.standing import Standing


def _exists(standing: Standing, attempt: Attempt) -> bool:
    """A merged case shows no gap of its own, yet a step that ended in it may be what the person's gap comes after."""
    after = str(attempt.data.get("after"))
    if any(seam.after == after for seam in seams(standing, attempt.on)):
        return True
    episode = standing.episodes.get(after)
    return standing.merged_into is not None and episode is not None and episode.ended_on is not None


# Judged when it is said: a later correction may take the seam away, and then nothing is left to settle.
SEAM_EXISTS = Guard(
    "seam_exists",
    sentence("No seam follows this step on this date."),
    sentence("Choose a step that has ended, and a day on or after its end."),
    _exists,
    world=True,
)
SEAM_SAID = Guard(
    "seam_said",
    sentence("Nothing is said of the seam: neither its cause nor that it is not a gap."),
    sentence("Choose the cause, or tick “this is not a gap” and say why."),
    lambda _s, _a: True,
    needs_any=("cause", "not_a_gap"),
)
NOT_A_GAP_ARGUED = Guard(
    "not_a_gap_argued",
    sentence("That an interval is not a gap must be argued."),
    sentence("Write in one sentence why it is not a gap; your name is kept with it."),
    lambda _s, a: not a.data.get("not_a_gap") or bool(a.data.get("reason")),
)

"""What a case obtained of a certification, over the steps that aimed at it (L.6313-7 2°)."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.episode import NEVER_STARTED, Episode
from workflows.standing import Standing


def certification(
    standing: Standing, rncp: str | None, up_to: Episode | None = None, before: Iterable[Episode] = ()
) -> str | None:
    """What was obtained of a certification, over its episodes: full, partial, none, or None while unknown.

    Blocs add up (L.6313-7 2°): when those obtained cover all those aimed at, the whole is obtained. Blocs do not add up
    to a title aimed at as a whole: its list is not known. up_to: leave out the episodes that started after this one.
    before: those of the person's other cases that count too.
    """
    here = [e for e in standing.episodes.values() if up_to is None or e.rank <= up_to.rank]
    # What never started was aimed at by nobody: a place lost takes nothing from what was obtained since.
    lived = [e for e in (*here, *before) if e.state not in NEVER_STARTED]
    episodes = [e for e in lived if e.certifying and e.rncp == rncp]
    results = {e.result for e in episodes if e.result}
    if not results:
        return None
    aimed = {bloc for e in episodes for bloc in e.blocs}
    obtained = {bloc for e in episodes for bloc in (e.blocs if e.result == "full" else e.obtained)}
    listed = all(e.blocs for e in episodes)
    if (listed and obtained >= aimed) or any(e.result == "full" and not e.blocs for e in episodes):
        return "full"
    return "partial" if obtained or "full" in results or "partial" in results else "none"


def fully_certified(standing: Standing, episode: Episode, before: Iterable[Episode] = ()) -> bool:
    """Whether the episode's certification is fully obtained, by itself or with what was obtained before it."""
    if not episode.certifying:
        return False
    if episode.rncp is None:
        return episode.result == "full"
    return certification(standing, episode.rncp, episode, before) == "full"

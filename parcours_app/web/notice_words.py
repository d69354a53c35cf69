"""The days of notice before a planned end, as the pacts set them, for the sentences that name them. Words only."""

from collections.abc import Mapping

from flask_babel import gettext

from workflows.pacts import notice_days

# Their places in a pact's levels of notice: the one that opens the window, the next one, the last one.
LEVELS: Mapping[str, int] = {"window": 0, "pressing": 1, "urgent": -1}


def notice() -> dict[str, str]:
    """The days of each level, by its name: 60, or “60 or 90” where the pacts differ."""
    return {name: _listed([str(days) for days in notice_days(level)]) for name, level in LEVELS.items()}


def _listed(days: list[str]) -> str:
    first, *others = days
    for other in others:
        first = gettext("%(some)s or %(other)s", some=first, other=other)
    return first

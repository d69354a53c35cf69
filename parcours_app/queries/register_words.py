"""What is said of an indicator wherever its figure goes: page, API, command line, files, open data."""

from collections.abc import Callable

from parcours_app.queries.masking import largest
from parcours_app.queries.shown_rates import PUBLIC_DENOMINATOR
from workflows.indicators import Indicator

# What is said beside the definition, when there is something to say.
ABOUT = ("numerator", "denominator", "window", "maturity", "source")


def about(indicator: Indicator, say: Callable[[str], str]) -> dict[str, str]:
    """The numerator, denominator, window, maturity, source and disclosure rule, in the language of `say`."""
    told = {word: say(text) for word in ABOUT if (text := getattr(indicator, word))}
    return told | {"disclosure": say(indicator.disclosure) % {"least": PUBLIC_DENOMINATOR, "largest": largest()}}

"""The main rates of everybody, then by each way of grouping people, for the price of one replay. Masks nothing."""

from collections.abc import Sequence

from parcours_app.queries.indicators import Answer, Asked, in_groups, named
from parcours_app.scope import Viewer

RATES = ("completion", "dropout", "certification", "seam_within_threshold", "onward", "access_6_months")
GROUPS = ("sex", "age", "level", "qpv", "rqth")
# Everybody together, then each way.
BREAKDOWNS: tuple[tuple[str, ...], ...] = ((), *((name,) for name in GROUPS))
# The answers to RATES, for each of BREAKDOWNS.
Equity = Sequence[Sequence[Answer]]


def equity(viewer: Viewer, asked: Asked) -> Equity:
    """The rates within the viewer's territory."""
    return in_groups(viewer, named(RATES), asked, *BREAKDOWNS)

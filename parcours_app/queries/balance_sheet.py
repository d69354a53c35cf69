"""A reconciliation as a table for files and programs: a row per stock and term, masked as shown."""

from collections.abc import Mapping

from parcours_app.queries.sheet_fields import MASKED
from parcours_app.queries.shown_balance import Terms
from parcours_app.writers import Field, Kind, Sheet
from workflows.balance import Window
from workflows.engine import sentence

DAYS = (
    Field("since", Kind.DATE, sentence("The day of the first situation.")),
    Field("known_then", Kind.DATE, sentence("The day on which the first situation was known.")),
    Field("until", Kind.DATE, sentence("The day of the last situation.")),
    Field("known", Kind.DATE, sentence("The day on which the last situation was known.")),
)
BALANCE = (
    Field(
        "stock", Kind.STRING, sentence("What is counted: persons, persons on their pathway, in training, or entries.")
    ),
    Field("term", Kind.STRING, sentence("The term: opening + added − removed + entered − left = closing.")),
    *DAYS,
    Field("count", Kind.INTEGER, sentence("What the term counts, never negative.")),
    MASKED,
)


def balance_sheet(window: Window, terms: Mapping[str, Terms]) -> Sheet:
    """The terms of each stock; a withheld count is empty."""
    days = [getattr(window, field.name) for field in DAYS]
    rows = [
        (stock, term, *days, count, count is None) for stock, counts in terms.items() for term, count in counts.items()
    ]
    return Sheet("reconciliation", BALANCE, rows)

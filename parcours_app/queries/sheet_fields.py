"""The fields that tables of figures share: what was asked, what is counted, what is withheld. Described once."""

from collections.abc import Mapping

from parcours_app.writers import Field, Kind
from workflows.engine import sentence

MASKED = Field(
    "masked", Kind.BOOLEAN, sentence("Whether a figure of this row is withheld so that nobody can be recognised.")
)
NAME = Field("name", Kind.STRING, sentence("The code of the indicator, in the register."))
ON = Field("on", Kind.DATE, sentence("The day of the situation."))
KNOWN = Field("known", Kind.DATE, sentence("The day on which it was known."))
FIRST, LAST = sentence("First day of the cohorts."), sentence("Last day of the cohorts.")
# The days of a cohort, under the names that each table has always given them.
DAYS = (Field("from", Kind.DATE, FIRST), Field("to", Kind.DATE, LAST), ON, KNOWN)
PERIOD = (Field("since", Kind.DATE, FIRST), Field("until", Kind.DATE, LAST), ON, KNOWN)
ASKED = (NAME, Field("version", Kind.INTEGER, sentence("The version of its definition.")), *DAYS)
COUNTED: Mapping[str, Field] = {
    "persons": Field("persons", Kind.INTEGER, sentence("Persons with a case opened by the day."), "person"),
    "entries": Field("entries", Kind.INTEGER, sentence("Refresher and qualification steps started."), "entry"),
    "trained": Field("trained", Kind.INTEGER, sentence("Persons with at least one entry."), "person"),
}
RATES: Mapping[str, Field] = {
    "numerator": Field("numerator", Kind.INTEGER, sentence("Units in the numerator."), "unit"),
    "denominator": Field("denominator", Kind.INTEGER, sentence("Units in the denominator."), "unit"),
    "rate": Field("rate", Kind.NUMBER, sentence("A share in percent or a length in days; empty when undefined.")),
    "open": Field("open", Kind.INTEGER, sentence("Units under way, not judged."), "unit"),
    "paused": Field("paused", Kind.INTEGER, sentence("Units paused, not judged."), "unit"),
    "immature": Field("immature", Kind.INTEGER, sentence("Units not due yet, not judged."), "unit"),
}
GROUP = sentence("Group of the row.")
# What each dimension says of a row; a motive is told by its own code.
GROUPED: Mapping[str, str] = {
    "region": sentence("Region of residence at the opening: its INSEE code, or “unlocated”."),
    "year": sentence("Year of the opening for persons, of the start for entries, of the cohort for indicators."),
    "public": sentence("The public each person counts in, once."),
    "stage": sentence("Stage of the latest case, in the order of the pathway."),
    "organisation": sentence("Organisation that answers for the case, by its key; empty when there is none."),
    "origin": sentence("Organisation that answered for the case when the step began, by its key."),
    "pact": sentence("Regional pact of the case; empty for the national pathway."),
    "sex": sentence("Gender as said at the opening."),
    "age": sentence("Age band on the day of the opening."),
    "level": sentence("Highest level reached before the opening, in the national framework."),
    "qpv": sentence("Whether the person lived in a priority neighbourhood (QPV) at the opening."),
    "rqth": sentence("Whether the person was a recognised disabled worker (RQTH) at the opening."),
    "provider": sentence("Training provider of the entry; empty for persons."),
    "funder": sentence("Who pays for the entry; empty for persons."),
    "kind": sentence("Kind of step: refresher or qualification."),
    "motive": sentence("How the step ended, and why."),
}
NUMBERED = frozenset({"year"})


def dimension(name: str) -> Field:
    """The field of a dimension: codes of the register, years as numbers."""
    return Field(name, Kind.INTEGER if name in NUMBERED else Kind.STRING, GROUPED.get(name, GROUP))

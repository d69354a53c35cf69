"""How the totals are worded: the values of each dimension, the measures, the masked cells. Words only."""

from collections.abc import Mapping

from flask_babel import gettext, ngettext

from parcours_app.queries.counted import Value
from parcours_app.queries.totals import Line
from parcours_app.reference import regions
from parcours_app.web import wording
from workflows.codes import CODES
from workflows.engine import sentence

DIMENSION: Mapping[str, str] = {
    "region": sentence("Region of residence"),
    "year": sentence("Year"),
    "public": sentence("Public"),
    "stage": sentence("Stage"),
    "organisation": sentence("Organisation"),
    "pact": sentence("Regional pact"),
    "sex": sentence("Gender"),
    "age": sentence("Age at the opening"),
    "level": sentence("Level reached"),
    "qpv": sentence("Priority neighbourhood (QPV)"),
    "rqth": sentence("Disabled worker (RQTH)"),
    "provider": sentence("Training provider"),
    "funder": sentence("Who pays"),
}
MEASURE: Mapping[str, str] = {
    "persons": sentence("Persons"),
    "entries": sentence("Training entries"),
    "trained": sentence("Persons trained"),
}
# The counts of everybody, by measure.
EVERYBODY: Mapping[str, str] = {
    "persons": sentence("All persons"),
    "entries": sentence("All training entries"),
    "trained": sentence("All persons trained"),
}
IN_VERSION = sentence("Definition: programme totals, version %(version)s.")
MASKED = sentence("masked")
UNCROSSABLE = sentence(
    "Choose one breakdown, or two among region, year, public, stage, organisation and pact, but not region with "
    "organisation: in a finer table, masked counts could be worked out."
)
NONE: Mapping[str, str] = {
    "organisation": sentence("none (organisation)"),
    "pact": sentence("national pathway"),
    "provider": sentence("persons, all providers together"),
    "funder": sentence("persons, all funders together"),
}


def value_words(name: str, value: Value, organisations: Mapping[str, str]) -> str:
    """The value of a dimension in words; one that is missing is said."""
    if value is None:
        return gettext(NONE[name])
    text = str(value)
    if name == "region":
        return regions.name(text) or gettext("not located")
    if name == "organisation":
        return organisations.get(text, text)
    if (meant := CODES.get(name, {}).get(text)) is not None:
        return gettext(meant)
    return text.replace("_", " ") if name == "pact" else text


def row_words(row: Line, organisations: Mapping[str, str]) -> list[str]:
    """The values of a row's dimensions in words, in the order asked; without dimensions, everything."""
    return [value_words(name, value, organisations) for name, value in row.dimensions.items()] or [gettext("Together")]


def persons_words(total: int) -> str:
    """How many persons there are in all."""
    return str(ngettext("%(count)s person", "%(count)s persons", total, count=wording.number(total)))


def count_words(count: int | None) -> str:
    """A count, or the words of a masked one."""
    return gettext(MASKED) if count is None else wording.number(count)

"""The filters of the seam ledger in words, read from the address: a wrong one is left out rather than refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from parcours_app.queries.seam_filters import NOBODY, WEEK, Filters
from parcours_app.web import wording
from parcours_app.web.casework.seam_lines import cause
from workflows.engine import sentence
from workflows.labels import LABELS
from workflows.ledger import STATES

Choices = Sequence[tuple[str, str]]
LABEL: Mapping[str, str] = {
    "state": sentence("State of the seam"),
    "cause": sentence("Cause of the gap"),
    "due": sentence("When to act"),
    "owner": sentence("Owner"),
    "organisation": sentence("Organisation"),
    "region": sentence("Region"),
    "min_days": sentence("Length of the gap"),
}
MINIMA = ("8", "31", "61", "91")


@dataclass(frozen=True, slots=True)
class Offered:
    """Every filter of the page with its choices in words, in order of the form."""

    codes: Mapping[str, Mapping[str, str]]

    def filters(self, args: MultiDict[str, str]) -> Filters:
        """What the address asks for."""
        asked = {name: args.get(name, "") for name in self.codes}
        valid: dict[str, Any] = {name: code for name, code in asked.items() if code in self.codes[name]}
        if "min_days" in valid:
            valid["min_days"] = int(valid["min_days"])
        return Filters(**valid)

    def fields(self, filters: Filters) -> list[dict[str, Any]]:
        """The questions of the form."""
        return [
            {
                "name": name,
                "kind": "select",
                "label": gettext(LABEL[name]),
                "value": str(getattr(filters, name) or ""),
                "choices": [("", gettext("No matter")), *choices.items()],
            }
            for name, choices in self.codes.items()
        ]

    def chips(self, filters: Filters) -> list[tuple[str, str, str]]:
        """The filters in force: name, label, value in words."""
        return [
            (name, gettext(LABEL[name]), self.codes[name][str(value)])
            for name, value in filters.in_force.items()
            if name in self.codes
        ]


def offered(
    *,
    owners: Choices = (),
    organisations: Choices = (),
    regions: Mapping[str, str] | None = None,
    named: bool = False,
) -> Offered:
    """The filters of a page: owners inside an organisation, organisations seen from a territory.

    named: whether the reader knows the people by name, and so reads the causes in full.
    """
    codes: dict[str, Mapping[str, str]] = {
        "state": {state: wording.word("ledger", state) for state in STATES},
        "due": {WEEK: gettext("This week, or overdue")},
        "cause": {
            NOBODY: gettext("Not explained yet"),
            **{code: cause(code, named=named) for code in LABELS["seam_cause"]},
        },
    }
    if owners:
        codes["owner"] = {**dict(owners), NOBODY: gettext("No referent")}
    if organisations:
        codes["organisation"] = dict(organisations)
    if regions:
        codes["region"] = regions
    codes["min_days"] = {least: gettext("%(days)s or more", days=wording.days(int(least))) for least in MINIMA}
    return Offered(codes)

"""The filters of the caseload in words: what each can be, what is in force. Asks no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from parcours_app.queries.caseload_filters import MINE, NOBODY, Filters
from parcours_app.queries.missing import ANY, GAPS
from parcours_app.web.notice_words import notice
from workflows.engine import sentence
from workflows.labels import LABELS
from workflows.stage import Stage

Choice = tuple[str, str]
# Name, English label, fixed choices as (code, English label). Those of the referent come from the database.
FILTERS: Sequence[tuple[str, str, Sequence[Choice]]] = (
    ("stage", sentence("Stage"), [(stage.value, LABELS["stage"][stage.value]) for stage in Stage]),
    (
        "seam",
        sentence("Seam"),
        [
            ("open", sentence("Seam broken (in a gap now)")),
            ("to_book", sentence("Next step to book (end within %(window)s days)")),
            ("pressing", sentence("Next step to book (end within %(pressing)s days)")),
            ("urgent", sentence("Next step to book (end within %(urgent)s days)")),
            ("booked", sentence("Next step booked")),
        ],
    ),
    ("referent", sentence("Referent"), []),
    (
        "no_contact",
        sentence("No contact"),
        [
            ("15", sentence("For 15 days or more")),
            ("30", sentence("For 30 days or more")),
            ("60", sentence("For 60 days or more")),
            ("90", sentence("For 90 days or more")),
        ],
    ),
    (
        "ends_within",
        sentence("Planned end"),
        [
            ("15", sentence("Within 15 days")),
            ("30", sentence("Within 30 days")),
            ("60", sentence("Within 60 days")),
            ("90", sentence("Within 90 days")),
        ],
    ),
    ("pause", sentence("Pause"), [("yes", sentence("Paused today")), ("no", sentence("Not paused"))]),
    (
        "missing",
        sentence("Missing data"),
        [(ANY, sentence("Any missing datum")), *((gap.code, gap.title) for gap in GAPS)],
    ),
    (
        "waiting",
        sentence("Waiting for an answer"),
        [
            ("question", sentence("Question from the person")),
            ("place", sentence("Place to give, first on the waiting list")),
            ("handover_in", sentence("Handover offered to us")),
            ("handover_out", sentence("Handover asked by us")),
            ("check", sentence("News of a job to ask for")),
        ],
    ),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """Every filter with its choices in words."""

    labels: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]

    def fields(self, filters: Filters, by_stage: Mapping[str, int]) -> list[dict[str, Any]]:
        """The questions of the filter form; each stage says how many it holds, and one's own list has one referent."""
        search = {
            "name": "q",
            "kind": "search",
            "label": gettext("Name, case number or France Travail id"),
            "value": filters.q,
        }
        return [search] + [
            {
                "name": name,
                "kind": "select",
                "label": self.labels[name],
                "value": str(getattr(filters, name) or ""),
                "choices": [("", gettext("No matter")), *self._counted(name, codes, by_stage)],
            }
            for name, codes in self.codes.items()
            if name != "referent" or filters.tab != MINE or filters.referent
        ]

    def chips(self, filters: Filters) -> list[tuple[str, str, str]]:
        """The filters in force: name, label, value in words."""
        named = {"q": gettext("Search"), **self.labels}
        return [
            (name, named[name], self.codes[name][str(value)] if name in self.codes else str(value))
            for name, value in filters.in_force.items()
        ]

    @staticmethod
    def _counted(name: str, codes: Mapping[str, str], by_stage: Mapping[str, int]) -> list[Choice]:
        if name != "stage":
            return list(codes.items())
        return [(code, f"{label} ({by_stage[code]})" if code in by_stage else label) for code, label in codes.items()]


def choices(referents: Sequence[Choice]) -> Choices:
    """The filters in the page's language, with the organisation's counsellors."""
    days = notice()
    codes = {name: {code: gettext(label, **days) for code, label in fixed} for name, _label, fixed in FILTERS}
    codes["referent"] = {NOBODY: gettext("No referent"), **dict(referents)}
    return Choices({name: gettext(label) for name, label, _fixed in FILTERS}, codes)

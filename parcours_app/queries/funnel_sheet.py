"""Organisations compared as a table for files and as one document for programs: whoever is not placed left out."""

from collections.abc import Mapping
from typing import Any

from parcours_app.queries.funnel_rows import FUNNEL, funnel_json, funnel_rows
from parcours_app.queries.funnels import Funnel
from parcours_app.queries.indicators import Answer
from parcours_app.queries.sheet_fields import NAME, PERIOD, RATES
from parcours_app.writers import Field, Kind, Sheet
from workflows.engine import sentence

ASKED = (NAME, Field("by", Kind.STRING, sentence("Between whom: organisation or provider.")), *PERIOD)
PLACED: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("key", Kind.STRING, sentence("The organisation or the provider; empty when there is none.")),
        RATES["numerator"],
        RATES["denominator"],
        Field("rate", Kind.NUMBER, sentence("Its share, in percent."), "%"),
        Field("low_95", Kind.NUMBER, sentence("Lower limit of what chance explains, at 95 percent."), "%"),
        Field("high_95", Kind.NUMBER, sentence("Higher limit of what chance explains, at 95 percent."), "%"),
        Field("low_998", Kind.NUMBER, sentence("Lower limit of what chance explains, at 99.8 percent."), "%"),
        Field("high_998", Kind.NUMBER, sentence("Higher limit of what chance explains, at 99.8 percent."), "%"),
        Field("verdict", Kind.STRING, sentence("Where its share lies beside these limits.")),
    )
}


def funnel_sheet(found: Funnel, answer: Answer) -> Sheet:
    """A row per organisation that is placed, the largest first; each begins with what was asked."""
    asked = (answer.indicator.code, answer.asked.by[0], *answer.asked.days.values())
    rows = [(*asked, *(row[name] for name in FUNNEL)) for row in funnel_rows(found)]
    return Sheet("funnel", (*ASKED, *(PLACED[name] for name in FUNNEL)), rows)


def funnel_document(found: Funnel, answer: Answer) -> dict[str, Any]:
    """The whole answer, with what was asked and when it was calculated."""
    return {**funnel_json(found, answer.asked), "prepared_at": answer.prepared_at}

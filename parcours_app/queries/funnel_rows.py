"""A funnel as rows of plain values and as one document: what files, the API and the command line all give."""

from typing import Any

from parcours_app.queries.funnels import Funnel, Placed
from parcours_app.queries.indicators import Asked

FUNNEL = ("key", "numerator", "denominator", "rate", "low_95", "high_95", "low_998", "high_998", "verdict")


def funnel_rows(funnel: Funnel) -> list[dict[str, Any]]:
    """A row per organisation that is placed; rate and limits in per cent."""
    return [_row(placed) for placed in funnel.placed]


def _row(placed: Placed) -> dict[str, Any]:
    band = placed.band
    bounds = (band.low, band.high, band.lowest, band.highest)
    limits = dict(zip(FUNNEL[4:8], (round(100 * bound, 2) for bound in bounds), strict=True))
    figures = {"key": placed.key, "numerator": placed.numerator, "denominator": placed.denominator}
    return {**figures, "rate": float(placed.rate), **limits, "verdict": placed.verdict.value}


def funnel_json(funnel: Funnel, asked: Asked) -> dict[str, Any]:
    """The whole answer, with what was asked; overall is null when there is nothing to divide, or when it is masked."""
    overall = funnel.overall
    return {
        "name": funnel.indicator.code,
        "version": funnel.indicator.version,
        "by": asked.by[0],
        "from": asked.since,
        "to": asked.until,
        "on": asked.on,
        "known": asked.known,
        "overall": None if overall is None or overall.rate is None else float(overall.rate),
        "rows": funnel_rows(funnel),
        "apart": list(funnel.apart),
    }

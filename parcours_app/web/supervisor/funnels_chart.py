"""The geometry of a funnel: where the limits and the organisations lie. Ready values only; words come with them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from parcours_app.queries.funnels import Funnel, Placed
from parcours_app.web import wording
from parcours_app.web.supervisor.cohorts_words import percent
from workflows.cohorts import Band, Verdict, limits

TOP, HEIGHT = 24, 300
# How many sizes the limits are computed at, across the drawing.
SIZES = 60
TICKS = (0.25, 0.5, 0.75, 1.0)


def funnel_chart(funnel: Funnel, numbers: Mapping[str | None, int]) -> dict[str, Any] | None:
    """What templates/components/funnel_plot.html draws; nothing with fewer than two organisations.

    numbers: those of the organisations in the table beside, written next to whoever chance does not explain.
    """
    overall = funnel.overall
    if overall is None or not overall.denominator or overall.numerator is None or len(funnel.placed) < 2:  # noqa: PLR2004
        return None
    whole, words = overall.numerator / overall.denominator, percent(Decimal(overall.numerator) / overall.denominator)
    largest = _round_up(funnel.placed[0].denominator)
    bands = [limits(whole, size) for size in sorted({max(1, largest * n // SIZES) for n in range(1, SIZES + 1)})]
    return {
        "title": gettext("Rates by the number of units, and what chance explains"),
        "words": _words(funnel, words),
        "top": TOP,
        "height": HEIGHT,
        "last": largest,
        "grid": [{"y": _y(share / 100), "label": wording.percent(share / 100)} for share in (0, 25, 50, 75, 100)],
        "ticks": [_tick(largest, part) for part in TICKS],
        "overall": {"y": _y(whole), "label": gettext("Overall: %(share)s", share=words)},
        "limits": [
            {"kind": kind, "path": " ".join(_at(band, getattr(band, name)) for band in bands)}
            for kind, name in (("alert", "lowest"), ("warning", "low"), ("warning", "high"), ("alert", "highest"))
        ],
        "points": [_point(placed, largest, numbers[placed.key]) for placed in funnel.placed],
    }


def _round_up(size: int) -> int:
    """A size a little larger than the largest, easy to read in quarters."""
    step = 20 if size < 200 else 200  # noqa: PLR2004
    return -(-size * 21 // 20 // step) * step


def _at(band: Band, share: float) -> str:
    return f"{band.size},{100 * (1 - share):.2f}"


def _y(share: float) -> float:
    return round(TOP + HEIGHT * (1 - share), 1)


def _tick(largest: int, part: float) -> dict[str, str]:
    return {
        "x": f"{100 * part:.0f}",
        "label": wording.number(round(largest * part)),
        "anchor": "end" if part == 1.0 else "middle",
    }


def _point(placed: Placed, largest: int, number: int) -> dict[str, Any]:
    outside = placed.verdict is not Verdict.WITHIN
    return {
        "x": f"{100 * placed.denominator / largest:.2f}",
        "y": _y(placed.numerator / placed.denominator),
        "kind": "outside" if outside else "within",
        "label": str(number) if outside else "",
    }


def _words(funnel: Funnel, whole: str) -> str:
    """The drawing in one sentence, for those who do not see it."""
    outside = sum(placed.verdict is not Verdict.WITHIN for placed in funnel.placed)
    if not outside:
        return gettext(
            "None of %(count)s organisations lies outside the limits at 95 %% around the overall share, %(share)s.",
            count=wording.number(len(funnel.placed)),
            share=whole,
        )
    return gettext(
        "Of %(count)s organisations, %(outside)s lie outside the limits at 95 %% around the overall share, %(share)s.",
        count=wording.number(len(funnel.placed)),
        outside=wording.number(outside),
        share=whole,
    )

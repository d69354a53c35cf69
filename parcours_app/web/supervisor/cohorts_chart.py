"""The geometry of a curve: where its lines, bands, labels and ticks lie. Ready values only; words come with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask_babel import gettext

from parcours_app.queries.cohort_curtain import ShownCohort
from parcours_app.queries.cohorts import EVERY, LONGEST
from parcours_app.web import wording
from parcours_app.web.supervisor.cohorts_words import between, cause_words, percent
from workflows.cohorts import Estimate, Point

# The drawing is as wide as the page lets it be; heights are pixels. Labels stand that far from each other at least.
TOP, HEIGHT, APART = 24, 260, 18
# Ticks closer than this part of the width would run into each other on a phone.
TICKS_APART = 18.0
WHOLE = Estimate(1.0, 0.0, None, None)
NONE = Estimate(0.0, 0.0, None, None)
Place = tuple[int, float]


@dataclass(frozen=True, slots=True)
class _Series:
    """One line: its kind (inside, first, second), its words, and what it reads of a point."""

    kind: str
    words: str
    read: Callable[[Point], Estimate]
    origin: Estimate


def curve_chart(cohort: ShownCohort) -> dict[str, Any] | None:
    """What templates/components/cohort_curve.html draws; nothing when no day may be shown."""
    points = [point for point in cohort.points if point.day]
    if not points:
        return None
    mature, last = cohort.asked.mature_until, points[-1].day
    lines = [_line(series, points, last) for series in _series(cohort)]
    for line, y in zip(lines, _spread([line["end"] for line in lines]), strict=True):
        line["label_y"] = y
    return {
        "title": gettext("What became of the cohort, day by day"),
        "words": _words(cohort, points[-1]),
        "top": TOP,
        "height": HEIGHT,
        "last": last,
        "grid": [{"y": _y(share / 100), "label": wording.percent(share / 100)} for share in (0, 25, 50, 75, 100)],
        "ticks": _ticks(points),
        "mature_x": None if mature >= last else f"{100 * mature / last:.2f}",
        "lines": lines,
        "jumps": any(after - before > EVERY for before, after in pairwise((0, *(point.day for point in points)))),
    }


def _series(cohort: ShownCohort) -> list[_Series]:
    inside = _Series("inside", cause_words(""), lambda point: point.inside, WHOLE)
    first, second = cohort.asked.causes
    return [
        inside,
        _Series("first", cause_words(first), lambda point: point.reached[first], NONE),
        _Series("second", cause_words(second), lambda point: point.reached[second], NONE),
    ]


def _line(series: _Series, points: Sequence[Point], last: int) -> dict[str, Any]:
    told = [(0, series.origin), *((point.day, series.read(point)) for point in points)]
    lows = [(day, each.share if each.low is None else each.low) for day, each in told]
    highs = [(day, each.share if each.high is None else each.high) for day, each in told]
    share = told[-1][1].share
    return {
        "kind": series.kind,
        "path": _path(_course([(day, each.share) for day, each in told])),
        "dots": [{"x": f"{100 * day / last:.2f}", "y": _y(each.share)} for day, each in told],
        "band": _path([*_course(highs), *reversed(_course(lows))]),
        "end": _y(share),
        "label": gettext("%(label)s: %(value)s", label=series.words, value=percent(share)),
    }


def _course(places: Sequence[Place]) -> list[Place]:
    """The stairs that a share goes up or down; a slope over days that are not told, when it may have changed on any."""
    course = list(places[:1])
    for (before, share), (day, new) in pairwise(places):
        course += [(day, new)] if day - before > EVERY else [(day, share), (day, new)]
    return course


def _path(places: Sequence[Place]) -> str:
    """Points of a drawing as wide as its last day, whose height is one hundred."""
    return " ".join(f"{day},{100 * (1 - share):.2f}" for day, share in places)


def _y(share: float) -> float:
    return round(TOP + HEIGHT * (1 - share), 1)


def _spread(ends: Sequence[float]) -> list[float]:
    """Where the labels of lines that end there are written, none upon another and all within the drawing."""
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    found, lowest = [0.0] * len(ends), float(TOP + 5)
    for rank, place in enumerate(order):
        room = TOP + HEIGHT - 6 - APART * (len(order) - 1 - rank)
        found[place] = min(max(ends[place] + 5, lowest), room)
        lowest = found[place] + APART
    return [round(y, 1) for y in found]


def _ticks(points: Sequence[Point]) -> list[dict[str, str]]:
    """The days named under the axis with how many are still followed, the last one always."""
    last = points[-1].day
    chosen: list[Point] = []
    for point in reversed(points):
        place = 100 * point.day / last
        room = 100 * (chosen[-1].day if chosen else 2 * last) / last - place
        if room >= TICKS_APART and place >= TICKS_APART / 2:
            chosen.append(point)
    return [
        {
            "x": f"{100 * point.day / last:.2f}",
            "day": wording.number(point.day),
            "followed": wording.number(point.followed),
            "anchor": "end" if point.day == last else "middle",
        }
        for point in reversed(chosen)
    ]


def _words(cohort: ShownCohort, point: Point) -> str:
    """The curve in one sentence, for those who do not see it."""
    said = [_said(series.words, series.read(point)) for series in _series(cohort)]
    return gettext(
        "After %(days)s days, of %(count)s persons: %(shares)s.",
        days=wording.number(min(point.day, LONGEST)),
        count=wording.number(cohort.followed or 0),
        shares=wording.listed(said),
    )


def _said(words: str, estimate: Estimate) -> str:
    share, bounds = percent(estimate.share), between(estimate)
    text = gettext("%(label)s: %(value)s", label=words, value=share)
    return f"{text} ({bounds})" if bounds else text

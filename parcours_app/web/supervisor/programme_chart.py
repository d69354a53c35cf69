"""The geometry of a progress chart: persons trained, the way to the target, where the pace leads. Ready values only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext

from parcours_app.queries.programme import Line, Programme
from parcours_app.web import wording
from workflows.calendar import ONE_DAY

WIDTH, HEIGHT = 600, 240
Point = tuple[date, int]


def chart_of(line: Line, answer: Programme) -> dict[str, Any]:
    """What templates/components/line_chart.html draws of one public."""
    told: list[Point] = [(answer.since - ONE_DAY, 0), *((day, n) for day, n in line.points if n is not None)]
    ahead, high = line.projection, line.target or 0
    top = max([high, *(n for _day, n in told), ahead.high if ahead else 0, 1])
    where = _Frame(answer.since - ONE_DAY, answer.until, top)
    lines = [
        _drawn("target", gettext("Steady way to the target"), where.path([told[0], (answer.until, high)])),
        _drawn("measured", gettext("Persons trained"), where.path(told)),
    ]
    band = ""
    if ahead:
        last = told[-1]
        lines.append(_drawn("projected", gettext("Projection"), where.path([last, (answer.until, ahead.expected)])))
        band = where.path([last, (answer.until, ahead.high), (answer.until, ahead.low)])
    return {
        "title": wording.word("public", line.public),
        "words": _words(line, answer),
        "width": WIDTH,
        "height": HEIGHT,
        "lines": lines,
        "band": band,
        "top": wording.number(top),
        "steps": [str(year) for year in range(answer.since.year, answer.until.year + 1)],
    }


class _Frame:
    """Where a day and a number of persons lie in the drawing."""

    def __init__(self, since: date, until: date, top: int) -> None:
        self._since, self._days, self._top = since, (until - since).days, top

    def path(self, points: Sequence[Point]) -> str:
        """The points of a polyline."""
        return " ".join(self._at(*point) for point in points)

    def _at(self, day: date, count: int) -> str:
        x, y = WIDTH * (day - self._since).days / self._days, HEIGHT * (1 - count / self._top)
        return f"{x:.1f},{y:.1f}"


def _drawn(kind: str, name: str, points: str) -> dict[str, str]:
    return {"kind": kind, "name": name, "points": points}


def _words(line: Line, answer: Programme) -> str:
    """The chart in one sentence, for those who do not see it."""
    said = {"trained": wording.number(line.trained or 0), "target": wording.number(line.target or 0)}
    return gettext("%(trained)s persons trained on %(day)s, target %(target)s.", day=wording.day(answer.day), **said)

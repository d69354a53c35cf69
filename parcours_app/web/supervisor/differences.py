"""What was learnt between two days of knowledge: the same situation, counted twice, and only what changed."""

from typing import Any

from flask_babel import gettext

from parcours_app.queries.totals import Line, Totals, organisations_in, totals
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor.totals_asked import Asked
from parcours_app.web.supervisor.totals_words import MEASURE, count_words, row_words
from workflows.totals import MEASURES


def difference(viewer: Viewer, asked: Asked, answer: Totals) -> dict[str, Any]:
    """Both knowledges, the earlier first, for components/difference_table.html: the sum, then what moved."""
    other = totals(viewer, asked.on, asked.versus or asked.known, asked.by)
    before, after = sorted((other, answer), key=lambda each: each.known)
    names = organisations_in(before) | organisations_in(after)
    older = {tuple(row.dimensions.values()): row for row in before.rows}
    newer = {tuple(row.dimensions.values()): row for row in after.rows}
    rows = [_compared(gettext("All persons"), before.total, after.total)]
    for key in dict.fromkeys((*newer, *older)):
        rows += _moved(older.get(key), newer.get(key), names)
    return {
        "caption": gettext(
            "What was learnt between %(before)s and %(after)s",
            before=wording.day(before.known),
            after=wording.day(after.known),
        ),
        "left_label": gettext("Known on %(day)s", day=wording.short_day(before.known)),
        "right_label": gettext("Known on %(day)s", day=wording.short_day(after.known)),
        "first": rows[:1],
        "rows": rows[1:],
        "changed": len(rows) - 1,
        "same": all(row["same"] for row in rows),
        "masked": any(row.masked for row in (*before.rows, *after.rows)),
    }


def _moved(old: Line | None, new: Line | None, names: dict[str, str]) -> list[dict[str, Any]]:
    """The counts of a row that are not the same. One masked on one side is not compared: its mask may have moved."""
    present = new or old
    if present is None:
        return []
    label = ", ".join(row_words(present, names))
    pairs = [(measure, getattr(old, measure, 0), getattr(new, measure, 0)) for measure in MEASURES]
    return [
        _compared(gettext("%(what)s: %(count)s", what=label, count=gettext(MEASURE[measure]).lower()), left, right)
        for measure, left, right in pairs
        if None not in (left, right) and left != right
    ]


def _compared(label: str, left: int | None, right: int | None) -> dict[str, Any]:
    words = count_words(right)
    if left is not None and right is not None and left != right:
        words = gettext("%(count)s (%(change)s)", count=words, change=wording.signed(right - left))
    return {"label": label, "left": count_words(left), "right": words, "same": left == right}

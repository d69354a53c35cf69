"""What was learnt between two days of knowledge: the same situation, counted twice, and only what changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.totals import Line, Totals, organisations_in, tables
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor.totals_asked import Asked
from parcours_app.web.supervisor.totals_words import EVERYBODY, MEASURE, count_words, row_words
from workflows.totals import MEASURES


def difference(viewer: Viewer, asked: Asked, answers: Sequence[Totals]) -> dict[str, Any]:
    """Both knowledges, the earlier first, for components/difference_table.html: all together, then what moved.

    answers: the table asked and, when it has two dimensions, its sums by each of them.
    """
    others = tables(viewer, asked.on, asked.versus or asked.known, *(answer.by for answer in answers))
    pairs = [sorted(pair, key=lambda each: each.known) for pair in zip(others, answers, strict=True)]
    before, after = pairs[0]
    first = list(_together(before, after))
    # Of a table without dimensions, the only row is the one of all together.
    rows = [row for older, newer in pairs if newer.by for row in _moved(older, newer)]
    return {
        "caption": gettext(
            "What was learnt between %(before)s and %(after)s",
            before=wording.day(before.known),
            after=wording.day(after.known),
        ),
        "left_label": gettext("Known on %(day)s", day=wording.short_day(before.known)),
        "right_label": gettext("Known on %(day)s", day=wording.short_day(after.known)),
        "why": url_for(
            "supervisor.balance", since=asked.on, until=asked.on, known_then=before.known, known=after.known
        ),
        "first": first,
        "rows": rows,
        "changed": len(rows),
        "same": all(row["same"] for row in (*first, *rows)),
        "masked": any(row.masked for pair in pairs for table in pair for row in (*table.rows, table.together)),
    }


def _together(before: Totals, after: Totals) -> Iterator[dict[str, Any]]:
    """The three counts of everybody."""
    for measure in MEASURES:
        yield _compared(gettext(EVERYBODY[measure]), before.everybody[measure], after.everybody[measure])


def _moved(before: Totals, after: Totals) -> Iterator[dict[str, Any]]:
    """The counts that are not the same. One masked on one side is not compared: its mask may have moved."""
    names = organisations_in(before) | organisations_in(after)
    older = {tuple(row.dimensions.values()): row for row in before.rows}
    newer = {tuple(row.dimensions.values()): row for row in after.rows}
    for place in dict.fromkeys((*newer, *older)):
        old, new = older.get(place), newer.get(place)
        for measure in MEASURES:
            left, right = getattr(old, measure, 0), getattr(new, measure, 0)
            if None not in (left, right) and left != right:
                yield _compared(_label(new or old, measure, names), left, right)


def _label(row: Line | None, measure: str, names: dict[str, str]) -> str:
    what = ", ".join(row_words(row, names)) if row else ""
    return gettext("%(what)s: %(count)s", what=what, count=gettext(MEASURE[measure]).lower())


def _compared(label: str, left: int | None, right: int | None) -> dict[str, Any]:
    words = count_words(right)
    if left is not None and right is not None and left != right:
        words = gettext("%(count)s (%(change)s)", count=words, change=wording.signed(right - left))
    return {"label": label, "left": count_words(left), "right": words, "same": None in (left, right) or left == right}

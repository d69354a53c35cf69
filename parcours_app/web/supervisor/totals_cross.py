"""The totals crossed: one dimension down, one across, persons in the cells, their sums at the edges. Ready values only.

Sums come from the totals by one dimension, never from adding cells: masking supposes that they are published.
"""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext

from parcours_app.queries.masking import LARGEST
from parcours_app.queries.totals import Totals, Value, totals
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor.totals_asked import Asked
from parcours_app.web.supervisor.totals_words import DIMENSION, count_words, value_words
from workflows.totals import OF_ENTRIES

WIDEST = 9
Link = Callable[[dict[str, Value]], str]


def crossed(viewer: Viewer, asked: Asked, answer: Totals, names: dict[str, str], link: Link) -> dict[str, Any] | None:
    """The table of two dimensions, the second across; None when it would not be read at a glance."""
    if len(asked.by) != 2 or set(asked.by) & set(OF_ENTRIES):  # noqa: PLR2004 - a table has two sides
        return None
    down, across = asked.by
    side = _sums(viewer, asked, across)
    if not 0 < len(side) <= WIDEST:
        return None
    found = {tuple(row.dimensions.values()): row.persons for row in answer.rows}
    rows = []
    for value, together in _sums(viewer, asked, down).items():
        cells = [_cell(found.get((value, other), 0), link, {down: value, across: other}) for other in side]
        rows.append([value_words(down, value, names), *cells, _cell(together, link, {down: value})])
    heads = [value_words(across, value, names) for value in side]
    return {
        "columns": [
            {"label": gettext(DIMENSION[down])},
            *({"label": words, "numeric": True} for words in (*heads, gettext("Together"))),
        ],
        "rows": rows,
        "footer": [
            gettext("Together"),
            *(_cell(count, link, {across: value}) for value, count in side.items()),
            _whole(answer.total, link),
        ],
    }


def _sums(viewer: Viewer, asked: Asked, name: str) -> dict[Value, int | None]:
    """The persons by one dimension alone, in its order."""
    return {row.dimensions[name]: row.persons for row in totals(viewer, asked.on, asked.known, (name,)).rows}


def _cell(count: int | None, link: Link, cell: dict[str, Value]) -> dict[str, str]:
    words = {"text": count_words(count)}
    return {**words, "url": link(cell)} if count else words


def _whole(total: int, link: Link) -> dict[str, str]:
    """The true total, always said; its list opens when it is too long to point at anybody."""
    words = {"text": wording.number(total)}
    return {**words, "url": link({})} if total > LARGEST else words

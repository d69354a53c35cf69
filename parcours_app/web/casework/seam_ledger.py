"""One page of the seam ledger, as every audience shows it: filters and sort in the address, fifty lines by keyset.

What is still to come stands first; the oldest first is one click away.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import gettext, ngettext

from parcours_app.queries.seam_filters import Filters
from parcours_app.queries.seam_list import NEWEST, OLDEST, SORTS, Place, seam_count, seam_page
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.casework.seam_filters import Offered
from parcours_app.web.casework.seam_lines import row
from parcours_app.web.left_out import left_out
from workflows.engine import sentence

PAGE = 50
COLUMNS = (
    sentence("Seam"),
    sentence("Steps"),
    sentence("Since, or planned end"),
    sentence("Cause of the gap"),
    sentence("Next step"),
)
# The filters in sight; the others are folded away until one is in force.
FIRST = frozenset({"state", "due", "owner", "organisation"})


def ledger_values(
    viewer: Viewer, endpoint: str, case_url: Callable[[str], str], offered: Offered, *, first: str, last: str
) -> dict[str, Any]:
    """Everything the page shows. first, last: the headings of the first and last columns (who, and who answers)."""
    filters = offered.filters(request.args)
    sort = request.args.get("sort", "") if request.args.get("sort", "") in SORTS else NEWEST
    kept = {**filters.in_force, "sort": sort if sort != NEWEST else ""}
    lines, after = seam_page(viewer, filters, PAGE, _place(), sort)
    fields = offered.fields(filters)
    number = seam_count(viewer, filters)
    return {
        "count": ngettext("%(count)s seam", "%(count)s seams", number, count=wording.number(number)),
        "action": url_for(endpoint),
        "fields": [field for field in fields if field["name"] in FIRST],
        "more": [field for field in fields if field["name"] not in FIRST],
        "more_open": not FIRST.issuperset(filters.in_force),
        "chips": [
            {"label": label, "value": value, "remove_url": _url(endpoint, {**kept, name: ""})}
            for name, label, value in offered.chips(filters)
        ],
        "left_out": left_out(fields),
        "clear_url": _url(endpoint, {"sort": kept["sort"]}),
        "hidden": {"sort": sort} if sort != NEWEST else {},
        "columns": _columns(endpoint, kept, sort, first, last),
        "rows": [row(line, case_url(line.case), viewer.today) for line in lines],
        "first_url": _url(endpoint, kept) if request.args.get("after") else None,
        "next_url": _url(endpoint, {**kept, "after": _key(after)}) if after else None,
        "empty": _empty(filters, endpoint),
    }


def _columns(endpoint: str, kept: Mapping[str, Any], sort: str, first: str, last: str) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [{"label": label} for label in (first, *(gettext(c) for c in COLUMNS), last)]
    turned = OLDEST if sort == NEWEST else ""
    columns[3] |= {
        "sort_url": _url(endpoint, {**kept, "sort": turned}),
        "sorted": "ascending" if sort == OLDEST else "descending",
    }
    return columns


def _url(endpoint: str, asked: Mapping[str, Any]) -> str:
    said = {name: value for name, value in asked.items() if value not in ("", None)}
    return f"{url_for(endpoint)}?{urlencode(said)}" if said else url_for(endpoint)


def _key(place: Place) -> str:
    return f"{place.since.isoformat()}~{place.case}~{place.n}"


def _place() -> Place | None:
    """Where the page begins; the beginning when the address makes no sense."""
    since, _, rest = request.args.get("after", "").replace("\x00", "").partition("~")
    case, _, n = rest.partition("~")
    try:
        return Place(date.fromisoformat(since), case, int(n)) if case and len(n) < 6 else None  # noqa: PLR2004
    except ValueError:
        return None


def _empty(filters: Filters, endpoint: str) -> dict[str, Any]:
    if filters.in_force:
        action = {"url": url_for(endpoint), "label": gettext("Remove all filters")}
        return {"title": gettext("No seam fits these filters."), "text": None, "action": action}
    text = gettext("A line opens by itself when a step ends, or when a planned end comes near.")
    return {"title": gettext("No seam yet."), "text": text, "action": None}

"""The caseload: filters and sort in the address, fifty lines a page. Reads the address, asks, words the answer."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries import caseload
from parcours_app.queries.caseload import SORTS, Counts, Cursor, Page
from parcours_app.queries.caseload_filters import MINE, ORGANISATION, Filters
from parcours_app.web.counsellor.caseload_choices import Choices, choices
from parcours_app.web.counsellor.caseload_rows import lines
from parcours_app.web.left_out import left_out
from parcours_app.web.viewing import current_viewer as viewer
from workflows.engine import sentence

COLUMNS = (
    (sentence("Person"), "name"),
    (sentence("Stage"), "stage"),
    (sentence("Next step"), "next"),
    (sentence("Last contact"), "contact"),
    (sentence("Reinforced support"), None),
    (sentence("Referent"), None),
    (sentence("To watch"), None),
)
# The filters in sight; the others are folded away until one is in force.
FIRST = frozenset({"q", "stage", "seam", "referent"})
LONGEST_SEARCH = 100


def show() -> ResponseReturnValue:
    """The list that the address describes; what it says wrongly is left out rather than refused."""
    looking = viewer()
    offered = choices(caseload.referents(looking))
    filters, sort = _filters(offered), _sort()
    kept = {"tab": filters.tab, **filters.in_force, "sort": sort}
    found = caseload.counts(looking, filters)
    page, fields = _page(filters, sort), offered.fields(filters, found.by_stage)
    return render_template(
        "counsellor/caseload.html",
        count=_people(found.mine if filters.tab == MINE else found.organisation),
        tabs=_tabs(filters, found, kept),
        fields=[field for field in fields if field["name"] in FIRST],
        more=[field for field in fields if field["name"] not in FIRST],
        more_open=not FIRST.issuperset(filters.in_force),
        chips=[
            {"label": label, "value": value, "remove_url": _url(kept, **{name: None})}
            for name, label, value in offered.chips(filters)
        ],
        clear_url=_url({"tab": filters.tab, "sort": sort}),
        left_out=left_out(fields),
        hidden={"tab": filters.tab, "sort": sort},
        columns=_columns(kept, sort),
        rows=lines(page.lines, looking.today),
        previous_url=_turn(kept, page.previous),
        next_url=_turn(kept, page.next),
        summary=ngettext("%(num)s person on this page", "%(num)s people on this page", len(page.lines)),
        empty=_empty(filters),
    )


def _filters(offered: Choices) -> Filters:
    asked = {name: request.args.get(name, "") for name in offered.codes}
    valid = {name: code for name, code in asked.items() if code in offered.codes[name]}
    days = {name: int(valid.pop(name)) for name in ("no_contact", "ends_within") if name in valid}
    words = " ".join(request.args.get("q", "").replace("\x00", "").split())[:LONGEST_SEARCH]
    tab = ORGANISATION if request.args.get("tab") == ORGANISATION else MINE
    return Filters(tab=tab, q=words, **valid, **days)  # type: ignore[arg-type]


def _sort() -> str:
    sort = request.args.get("sort", "")
    return sort if sort.lstrip("-") in SORTS and not sort.startswith("--") else "name"


def _page(filters: Filters, sort: str) -> Page:
    """The page asked for; the first one when the place asked for makes no sense."""
    try:
        return caseload.page(viewer(), filters, sort, _cursor())
    except ValueError:
        return caseload.page(viewer(), filters, sort)


def _cursor() -> Cursor | None:
    for name, back in (("after", False), ("before", True)):
        key, _, case = request.args.get(name, "").replace("\x00", "").rpartition("~")
        if case:
            return Cursor(key, case, back=back)
    return None


def _turn(kept: Mapping[str, object], cursor: Cursor | None) -> str | None:
    name = "before" if cursor and cursor.back else "after"
    return _url(kept, **{name: f"{cursor.key}~{cursor.case}"}) if cursor else None


def _url(kept: Mapping[str, object], **changes: object) -> str:
    """The address of this list with some of what it says changed; None removes."""
    asked = {name: value for name, value in {**kept, **changes}.items() if value}
    return f"{url_for('counsellor.caseload')}?{urlencode(asked)}"


def _tabs(filters: Filters, found: Counts, kept: Mapping[str, object]) -> list[dict[str, object]]:
    return [
        {"label": label, "url": _url(kept, tab=tab), "count": count, "current": filters.tab == tab}
        for tab, label, count in (
            (MINE, gettext("My people"), found.mine),
            (ORGANISATION, gettext("Whole organisation"), found.organisation),
        )
    ]


def _columns(kept: Mapping[str, object], sort: str) -> list[dict[str, object]]:
    """The headings; one that sorts leads to its own order, or to the reverse when it is already the order."""
    columns: list[dict[str, object]] = []
    for label, key in COLUMNS:
        column: dict[str, object] = {"label": gettext(label)}
        if key:
            down = sort == key
            column["sort_url"] = _url(kept, sort=f"-{key}" if down else key)
            column["sorted"] = "ascending" if down else "descending" if sort == f"-{key}" else None
        columns.append(column)
    return columns


def _people(number: int) -> str:
    return str(ngettext("%(num)s person", "%(num)s people", number))


def _empty(filters: Filters) -> dict[str, object]:
    """Why there is no line, and what to do about it."""
    everyone = {"url": _url({"tab": ORGANISATION}), "label": gettext("See the whole organisation")}
    if filters.in_force:
        text = gettext("Remove a filter, or look in the whole organisation.")
        return {"title": gettext("Nobody fits these filters."), "text": text, "action": everyone}
    if filters.tab == MINE:
        text = gettext("A person appears here when you are their referent.")
        return {"title": gettext("You follow nobody yet."), "text": text, "action": everyone}
    new = {"url": url_for("counsellor.new_person"), "label": gettext("Add a person")}
    text = gettext("Add a first person, or import your caseload from a file.")
    return {"title": gettext("Your organisation follows nobody yet."), "text": text, "action": new}

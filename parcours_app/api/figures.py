"""Totals and seams, within the caller's territory."""

from datetime import date
from typing import Any

from flask_babel import gettext

from parcours_app.api.bodies import bad_field, refused
from parcours_app.api.caller import viewer
from parcours_app.api.cursors import cursor_of, keys_of
from parcours_app.api.files import file_asked
from parcours_app.api.routes import answers, takes
from parcours_app.api.schemas.figures import (
    ProgrammeAsked,
    ProgrammeSchema,
    ReconciliationAsked,
    ReconciliationSchema,
    SeamPage,
    SeamsAsked,
    TotalsAsked,
    TotalsSchema,
)
from parcours_app.queries.accounts import by_email
from parcours_app.queries.balance import balances
from parcours_app.queries.balance_sheet import balance_sheet
from parcours_app.queries.crossed import crossable
from parcours_app.queries.figure_sheets import programme_document, programme_sheet, totals_document, totals_sheet
from parcours_app.queries.organisations import organisation_key
from parcours_app.queries.programme import programme
from parcours_app.queries.seam_filters import NOBODY, Filters
from parcours_app.queries.seam_list import DEFINITION, Place, SeamLine, seam_page
from parcours_app.queries.shown_balance import shown
from parcours_app.queries.totals import TooManyDimensions, UnknownDimension, dimensions, totals
from parcours_app.writers import document
from workflows.balance import window_of
from workflows.engine import Role, sentence
from workflows.fields import NO_DATE

DIMENSION = sentence("“%(field)s” lists a dimension nobody counts by: the description of the API lists them.")
CROSSED = sentence("“%(field)s” crosses more than six dimensions: name fewer.")
UNCROSSABLE = sentence(
    "“%(field)s” takes one dimension, or two among region, year, public, stage, organisation and pact, but not region "
    "with organisation: in a finer table, masked counts could be worked out."
)
BACKWARDS = sentence("“%(field)s” comes before the day it is compared with: exchange the two dates.")
TODAY_ONLY = sentence(
    "“%(field)s” is not today: the ledger is of today. A case and the indicators tell seams of any day."
)
# No account has this key: a filter on somebody unknown finds nothing rather than everything.
UNKNOWN = "-"
PLAIN = (
    "case",
    "number",
    "region",
    "organisation",
    "state",
    "outcome",
    "urgency",
    "due_on",
    "next_kind",
    "next_on",
)


@takes(TotalsAsked, "query")
@answers(TotalsSchema, problems=(422,))
def show_totals(asked: dict[str, Any]) -> Any:
    """Programme totals as of a day, as known on a day; small counts are masked where your rights ask for it."""
    try:
        by = dimensions(asked.get("by"))
    except UnknownDimension:
        refused(bad_field("by", DIMENSION))
    except TooManyDimensions:
        refused(bad_field("by", CROSSED))
    if viewer().role is Role.SUPERVISOR and not crossable(by):
        refused(bad_field("by", UNCROSSABLE))
    today = viewer().today
    answer = totals(viewer(), asked.get("on", today), asked.get("known", today), by)
    return file_asked(asked, totals_sheet(answer)) or totals_document(answer, gettext)


@takes(ReconciliationAsked, "query")
@answers(ReconciliationSchema, problems=(422,))
def show_reconciliation(asked: dict[str, Any]) -> Any:
    """The stock of a day explained from that of an earlier one, each as known on a day: entries, exits, corrections."""
    window = window_of(asked, viewer().today)
    if window.backwards:
        refused(*(bad_field(name, BACKWARDS) for name in window.backwards))
    sheet = balance_sheet(window, shown(viewer(), window, balances(viewer(), window)))
    return file_asked(asked, sheet) or document(sheet)


@takes(ProgrammeAsked, "query")
@answers(ProgrammeSchema, problems=(422,))
def show_programme(asked: dict[str, Any]) -> Any:
    """Persons trained against the targets, the pace and the projection; null where masked or undefined."""
    today = viewer().today
    days = asked.get("on", today), asked.get("known", today)
    answer = programme(viewer(), *days, extended=asked["extended"])
    return file_asked(asked, programme_sheet(answer)) or programme_document(answer, gettext)


@takes(SeamsAsked, "query")
@answers(SeamPage, problems=(422,))
def index_seams(asked: dict[str, Any]) -> Any:
    """The seams of the cases you may see, the oldest first."""
    limit, cursor = asked.pop("limit"), asked.pop("cursor", None)
    today = viewer().today
    if other := [name for name in ("on", "known") if asked.pop(name, today) != today]:
        refused(*(bad_field(name, TODAY_ONLY) for name in other))
    if asked.get("organisation"):
        asked["organisation"] = organisation_key(asked["organisation"]) or NOBODY
    if asked.get("owner") not in (None, "", NOBODY):
        account = by_email(asked["owner"])
        asked["owner"] = account.id if account else UNKNOWN
    lines, following = seam_page(viewer(), Filters(**asked), limit, _place(cursor) if cursor else None)
    following_text = cursor_of(following.since.isoformat(), following.case, following.n) if following else None
    return {"definition": gettext(DEFINITION), "items": [seam_json(line) for line in lines], "next": following_text}


def _place(cursor: str) -> Place:
    since, case, n = keys_of(cursor, str, str, int)
    try:
        return Place(date.fromisoformat(str(since)), str(case), int(n))
    except ValueError:
        refused(bad_field("cursor", NO_DATE))


def seam_json(line: SeamLine) -> dict[str, Any]:
    """A line of the ledger and its case, flat; the owner is an e-mail, as a referent is."""
    seam = {name: getattr(line.seam, name) for name in line.seam.__slots__}
    return {**{name: getattr(line, name) for name in PLAIN}, **seam, "owner": line.owner_email}

"""Missing data: each with the figure it spoils, who lacks it, and the form that mends it. Words what is found."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.missing import ANY, BY_CODE, GAPS
from parcours_app.queries.missing_list import LONGEST, Lacking, counts, lacking
from parcours_app.web.viewing import current_viewer

# Data frozen when the case opened: they are completed together, in the entry of the opening.
AT_OPENING = frozenset({"region", "level", "neet_proof"})


def show() -> ResponseReturnValue:
    """What is missing, then who lacks it; `what` in the address narrows to one datum."""
    viewer, whole = current_viewer(), request.args.get("tab") == "organisation"
    what = request.args.get("what", "")
    found = counts(viewer, whole=whole)
    people = lacking(viewer, what if what in BY_CODE else ANY, whole=whole)
    return render_template(
        "counsellor/missing.html",
        rows=summary(found, whole=whole),
        what=gettext(BY_CODE[what].title) if what in BY_CODE else "",
        people=[_person(one) for one in people],
        cut=len(people) == LONGEST,
        tabs=_tabs(what if what in BY_CODE else "", whole=whole),
        all_url=_url("", whole=whole),
    )


def summary(found: Mapping[str, int], *, whole: bool = False) -> list[list[dict[str, str] | str]]:
    """One line per datum that is missing somewhere: what, how many, the figure it spoils."""
    return [
        [
            gettext(gap.title),
            {"text": str(found[gap.code]), "url": _url(gap.code, whole=whole)},
            gettext(gap.spoils),
        ]
        for gap in GAPS
        if found.get(gap.code)
    ]


def _person(one: Lacking) -> dict[str, Any]:
    return {
        "name": " ".join(filter(None, (one.given_name, one.family_name))) or gettext("Name to be completed"),
        "number": one.number,
        "url": url_for("counsellor.case", case_id=one.case_id),
        "data": [{"label": gettext(BY_CODE[code].title), "url": mended_at(one, code)} for code in one.codes],
    }


def mended_at(one: Lacking, code: str) -> str:
    """The form where a datum is completed."""
    if code in AT_OPENING:
        return url_for("counsellor.opening", case_id=one.case_id)
    if code == "identity":
        return url_for("counsellor.person", person_id=one.person_id)
    if code == "referent":
        return url_for("counsellor.move", case_id=one.case_id, move="assign")
    if code in one.entries:
        return url_for("counsellor.correct", case_id=one.case_id, entry_id=one.entries[code])
    return url_for("counsellor.moves", case_id=one.case_id)


def _tabs(what: str, *, whole: bool) -> list[dict[str, Any]]:
    return [
        {"label": gettext("My people"), "url": _url(what, whole=False), "current": not whole},
        {"label": gettext("Whole organisation"), "url": _url(what, whole=True), "current": whole},
    ]


def _url(what: str, *, whole: bool) -> str:
    asked = {"what": what, "tab": "organisation" if whole else ""}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return url_for("counsellor.missing") + (f"?{kept}" if kept else "")

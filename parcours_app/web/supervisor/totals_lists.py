"""The cases behind one count of the totals, on its two days. A masked count opens nothing, however it is asked for."""

from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.case_numbers import behind_cell
from parcours_app.queries.counted import Value
from parcours_app.queries.totals import Line, organisations_in, totals
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor import case_lists
from parcours_app.web.supervisor.totals_asked import Asked, asked_of
from parcours_app.web.supervisor.totals_words import MEASURE, row_words
from parcours_app.web.viewing import current_viewer


def show() -> ResponseReturnValue:
    """One page of the list."""
    viewer = current_viewer()
    measure, after = request.args.get("measure", ""), request.args.get("after", "")
    asked, wrong = asked_of(request.args, viewer)
    row, words = _cell(viewer, asked)
    if wrong or measure not in MEASURE or not getattr(row, measure):
        abort(404)
    found = behind_cell(viewer, measure, asked.on, asked.known, dict(row.dimensions), after)
    several = measure == "entries"
    kept: dict[str, Any] = {name: value for name, value in request.args.to_dict(flat=False).items() if name != "after"}
    more: dict[str, Any] = {**kept, "after": found.after}
    return render_template(
        "supervisor/cases.html",
        title=gettext(MEASURE[measure]),
        kicker=", ".join(words),
        count=wording.number(getattr(row, measure)),
        columns=[*case_lists.columns(), *([{"label": gettext(MEASURE[measure]), "numeric": True}] if several else [])],
        rows=[
            [*case_lists.row(line, viewer), *([wording.number(amount)] if several else [])]
            for line, amount in found.lines
            if line is not None
        ],
        first_url=url_for("supervisor.totals_cases", **kept) if after else None,
        next_url=url_for("supervisor.totals_cases", **more) if found.after else None,
        back={"url": url_for("supervisor.totals", **asked.query), "label": gettext("Back to the totals")},
        note=_note(asked, found.lines),
    )


def _cell(viewer: Viewer, asked: Asked) -> tuple[Line, list[str]]:
    """The row of the totals that the address names; not found when there is none."""
    wanted = tuple(request.args.get(f"at_{name}", "") for name in asked.by)
    answer = totals(viewer, asked.on, asked.known, asked.by)
    found = [row for row in answer.rows if tuple(_text(value) for value in row.dimensions.values()) == wanted]
    if not found:
        abort(404)
    return found[0], row_words(found[0], organisations_in(answer))


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _note(asked: Asked, lines: list[tuple[Any, int]]) -> str:
    """What the reader must know of this list: its dates, the people counted several times, those out of sight."""
    days = {"on": wording.day(asked.on), "known": wording.day(asked.known)}
    notes = [
        gettext(
            "Counted in the situation on %(on)s, as known on %(known)s. The list shows the cases as they are today.",
            **days,
        )
    ]
    if any(amount > 1 for _line, amount in lines):
        notes.append(gettext("A person with several entries is listed once."))
    if hidden := sum(1 for line, _amount in lines if line is None):
        notes.append(case_lists.unlisted(hidden))
    return " ".join(notes)

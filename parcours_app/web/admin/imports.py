"""The latest imports, read only: what, by whom, when, how many lines. Neither the file nor its name is shown."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries import administration as ask
from parcours_app.web import wording
from workflows.engine import sentence

KINDS = {"people": sentence("Caseload"), "actions": sentence("France Travail actions"), "offers": sentence("Offers")}
STATES = {
    "previewed": sentence("previewed, not applied"),
    "applied": sentence("applied"),
    "dropped": sentence("dropped"),
}
COUNTS = {
    "created": sentence("created"),
    "updated": sentence("updated"),
    "unchanged": sentence("unchanged"),
    "duplicate": sentence("probable duplicates"),
    "rejected": sentence("rejected"),
}


def show() -> ResponseReturnValue:
    """The list."""
    return render_template("admin/imports.html", rows=[_row(line) for line in ask.import_runs()])


def _row(line: Any) -> list[Any]:
    return [
        wording.moment(line.created_at),
        gettext(KINDS.get(line.kind, KINDS["people"])),
        line.who or gettext("command line"),
        line.organisation or gettext("none (organisation)"),
        gettext(STATES[line.state]) if line.state in STATES else line.state,
        _counted(line.totals or {}),
    ]


def _counted(counts: dict[str, int]) -> str:
    """The lines by what became of them; nothing is said of zero."""
    said = [f"{wording.number(counts[name])} {gettext(words)}" for name, words in COUNTS.items() if counts.get(name)]
    return wording.listed(said) or gettext("no line")

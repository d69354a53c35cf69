"""The regional pacts on a page: planned money and targets beside persons trained and entries, where they were read."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.outside_sheets import pacts_sheet
from parcours_app.queries.pacts import PactLine, pact_lines
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.masking_words import masked_words
from parcours_app.web.supervisor.totals_asked import DAYS, Asked, asked_of
from parcours_app.web.supervisor.totals_words import count_words
from parcours_app.web.viewing import current_viewer
from workflows.engine import sentence

COLUMNS = (
    sentence("Region"),
    sentence("Persons trained"),
    sentence("Training entries"),
    sentence("Target of the pact"),
    sentence("State"),
    sentence("Region’s part"),
    sentence("Euros per entry (indicative)"),
    sentence("Source"),
)
WORDED = frozenset({"Region", "Source"})


def show() -> ResponseReturnValue:
    """One line per region of the territory; what nobody said is said to be missing."""
    viewer = current_viewer()
    asked, wrong = asked_of(request.args, viewer)
    found = _found(viewer, asked)
    days = {"on": wording.day(asked.on), "known": wording.day(asked.known)}
    return render_template(
        "supervisor/pacts.html",
        asked={"on": asked.on.isoformat(), "known": asked.known.isoformat()},
        errors=[day_fault(name) for name in wrong if name in DAYS],
        caption=gettext("Situation on %(on)s, as known on %(known)s", **days),
        columns=[{"label": gettext(words), "numeric": words not in WORDED} for words in COLUMNS],
        rows=[_row(line, compared=not viewer.organisation) for line in found],
        masked=masked_words(masked=any(None in (line.trained, line.entries) for line in found)),
        files=links("pacts", on=asked.on, known=asked.known, extended=request.args.get("extended")),
    )


def file() -> ResponseReturnValue:
    """The same lines as a file; what nobody said is empty."""
    viewer = current_viewer()
    asked, wrong = asked_of(request.args, viewer)
    if set(wrong) & DAYS:
        return asked_again("pacts")
    sheet = pacts_sheet(_found(viewer, asked), asked.on, asked.known, compared=not viewer.organisation)
    stem = f"parcours-pacts-{asked.on.isoformat()}-{asked.known.isoformat()}"
    return sent(stem, sheet)


def _found(viewer: Viewer, asked: Asked) -> list[PactLine]:
    return pact_lines(viewer, asked.on, asked.known, extended=request.args.get("extended") == "yes")


def _row(line: PactLine, *, compared: bool) -> list[Any]:
    money = line.money
    ratio = line.euros_per_entry if compared else None
    return [
        wording.region(line.region),
        count_words(line.trained),
        count_words(line.entries),
        wording.number(money.target) if money.target is not None else _unsaid(),
        _millions(money.state_euros),
        _millions(money.region_euros),
        gettext("%(amount)s €", amount=wording.number(int(ratio))) if ratio is not None else gettext("n.d."),
        _source(line),
    ]


def _millions(euros: int | None) -> str:
    return _unsaid() if euros is None else gettext("%(amount)s M€", amount=wording.millions(euros))


def _unsaid() -> str:
    return gettext("not provided")


def _source(line: PactLine) -> Any:
    money = line.money
    if not money.source:
        return _unsaid()
    return {"text": money.source, "note": wording.period(money.since, None)}

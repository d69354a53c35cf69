"""The regional pacts on a page: planned money and targets beside persons trained and entries, where they were read."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.outside_sheets import pacts_sheet
from parcours_app.queries.pacts import PactLine, pact_lines
from parcours_app.web import wording
from parcours_app.web.supervisor import extension
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.masking_words import masked_words
from parcours_app.web.supervisor.totals_asked import DAYS, Asked, asked_of
from parcours_app.web.supervisor.totals_words import count_words
from parcours_app.web.viewing import current_viewer
from workflows.engine import sentence
from workflows.programme import SINCE, end_of_programme

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
    extended = extension.extended()
    found = pact_lines(viewer, asked.on, asked.known, extended=bool(extended))
    days = {"on": asked.on.isoformat(), "known": asked.known.isoformat(), "extended": extension.said(asked=extended)}
    return render_template(
        "supervisor/pacts.html",
        asked=days,
        ends=extension.choices(),
        errors=[*(day_fault(name) for name in wrong if name in DAYS), *extension.faults(asked=extended)],
        caption=_caption(asked),
        since=wording.day(SINCE),
        until=wording.day(end_of_programme(extended=bool(extended))),
        columns=[{"label": gettext(words), "numeric": words not in WORDED} for words in COLUMNS],
        rows=[_row(line, compared=not viewer.organisation) for line in found],
        masked=masked_words(masked=any(None in (line.trained, line.entries) for line in found)),
        files=links("pacts", **days),
    )


def file() -> ResponseReturnValue:
    """The same lines as a file; what nobody said is empty."""
    viewer = current_viewer()
    (asked, wrong), extended = asked_of(request.args, viewer), extension.extended()
    if set(wrong) & DAYS or extended is None:
        return asked_again("pacts")
    found = pact_lines(viewer, asked.on, asked.known, extended=extended)
    sheet = pacts_sheet(found, asked.on, asked.known, compared=not viewer.organisation)
    stem = f"parcours-pacts-{asked.on.isoformat()}-{asked.known.isoformat()}"
    return sent(stem, sheet)


def _caption(asked: Asked) -> str:
    days = {"on": wording.day(asked.on), "known": wording.day(asked.known)}
    return gettext("Situation on %(on)s, as known on %(known)s", **days)


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

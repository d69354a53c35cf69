"""The team board: one row per counsellor, or per organisation seen from a territory; every number opens its list."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.case_numbers import NOBODY
from parcours_app.queries.handovers import HandoverLine, received
from parcours_app.queries.reassignable import StandInLine, stand_ins
from parcours_app.queries.team import REFERENT, Member, team
from parcours_app.web import wording
from parcours_app.web.notice_words import notice
from parcours_app.web.viewing import current_viewer
from workflows.booked_ahead import DAYS, Share
from workflows.engine import sentence
from workflows.indicators.rates import WHOLE

# The columns of the board, in order: what is counted, and its words.
COLUMNS: Mapping[str, str] = {
    "followed": sentence("People followed"),
    "acting": sentence("Need an act this week"),
    "gaps": sentence("Open gaps"),
    "to_book": sentence("To sew: ends within %(window)s days"),
    "silent": sentence("No contact for 30 days"),
    "missing": sentence("Missing data"),
    "questions": sentence("Questions without an answer"),
}

BOOKED = sentence("Ends booked %(ahead)s days ahead or more")


def show() -> ResponseReturnValue:
    """The board, those nobody follows on top."""
    viewer = current_viewer()
    board = team(viewer)
    by_referent = board.by == REFERENT
    return render_template(
        "supervisor/team.html",
        people=_people(board.whole.counts["followed"]),
        by_referent=by_referent,
        nobody=_nobody(board.nobody, by_referent=by_referent),
        absent=[_absent(line) for line in stand_ins(viewer)] if by_referent else [],
        reassign_url=url_for("supervisor.reassign") if by_referent else "",
        offered=[_offered(line) for line in received(viewer).lines] if by_referent else [],
        columns=_columns(by_referent=by_referent),
        rows=[_row(member) for member in board.members],
        footer=[gettext("Everything together"), *_cells(board.whole, "")],
        today=wording.day(viewer.today),
        levels=notice(),
        ahead=DAYS,
    )


def _people(number: int) -> str:
    words = ngettext("%(count)s person followed", "%(count)s people followed", number, count=wording.number(number))
    return str(words)


def _columns(*, by_referent: bool) -> list[dict[str, Any]]:
    first = gettext("Counsellor") if by_referent else gettext("Organisation")
    days = {**notice(), "ahead": DAYS}
    words = (gettext(said, **days) for said in (*COLUMNS.values(), BOOKED))
    return [{"label": first}, *({"label": label, "numeric": True} for label in words)]


def _row(member: Member) -> list[Any]:
    note = "" if member.active else gettext("no longer here: people to hand on")
    return [{"text": member.name, "note": note}, *_cells(member, member.key or "")]


def _cells(member: Member, key: str) -> list[dict[str, Any]]:
    """The numbers of a row, each with the way to its list; a gap also says its median length."""
    cells = []
    for what in COLUMNS:
        count = member.counts[what]
        cell: dict[str, Any] = {"text": wording.number(count)}
        if count:
            cell["url"] = url_for("supervisor.cases", what=what, member=key or None)
        if what == "gaps" and member.median is not None:
            cell["note"] = gettext("median %(days)s", days=wording.days(member.median))
        cells.append(cell)
    return [*cells, _booked(member.booked)]


def _booked(share: Share) -> dict[str, Any]:
    """The share of ends booked ahead: a rate that says what it is made of."""
    if not share.ends:
        return {"text": gettext("no end")}
    made_of = gettext("%(booked)s of %(ends)s", booked=wording.number(share.booked), ends=wording.number(share.ends))
    return {"text": wording.share(share.booked / share.ends, step=WHOLE), "note": made_of}


def _nobody(member: Member, *, by_referent: bool) -> dict[str, Any]:
    """The cases without a referent (or without an organisation), as a tile."""
    return {
        "label": gettext("Without a referent") if by_referent else gettext("Without an organisation"),
        "count": member.counts["followed"],
        "url": url_for("supervisor.cases", what="followed", member=NOBODY),
        "nothing": gettext("Everybody has a referent.") if by_referent else gettext("Everybody has an organisation."),
    }


def _absent(line: StandInLine) -> dict[str, str]:
    """A replacement in force: who is away, who acts, until when, for how many people."""
    return {
        "referent": line.referent,
        "name": line.referent_name,
        "stand_in": line.stand_in_name,
        "until": wording.day(line.until),
        "people": wording.number(line.people),
    }


def _offered(line: HandoverLine) -> list[Any]:
    """A handover that waits for this organisation's answer, by its case number."""
    return [
        {"text": line.number, "url": url_for("supervisor.case", case_id=line.case_id)},
        line.from_name or gettext("not known"),
        wording.word("stage", line.stage),
        wording.day(line.requested_on),
    ]

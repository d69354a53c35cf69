"""The cases behind a number, by case number: where they stand, never a name."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.case_numbers import NOBODY, behind_team
from parcours_app.queries.team import WHAT, team
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.notice_words import notice
from parcours_app.web.viewing import current_viewer
from workflows.engine import sentence
from workflows.stage import Stage

TITLES: Mapping[str, str] = {
    "followed": sentence("People followed"),
    "acting": sentence("Need an act this week"),
    "gaps": sentence("In a gap now"),
    "to_book": sentence("To sew: ends within %(window)s days"),
    "silent": sentence("No contact for 30 days"),
    "missing": sentence("Missing data"),
    "questions": sentence("Questions without an answer"),
}

# Of whoever left, no next step is expected.
LEFT = frozenset({Stage.FOLLOW_UP, Stage.CLOSED})


def show() -> ResponseReturnValue:
    """One page of the cases behind a number of the board."""
    viewer = current_viewer()
    what, member, after = (request.args.get(name, "") for name in ("what", "member", "after"))
    if what not in WHAT:
        abort(404)
    found = behind_team(viewer, what, member, after)
    more = url_for("supervisor.cases", what=what, member=member or None, after=found.after) if found.after else None
    return render_template(
        "supervisor/cases.html",
        title=gettext(TITLES[what], **notice()),
        kicker=_whose(viewer, member),
        count=wording.number(found.count),
        columns=columns(),
        rows=[row(line, viewer) for line in found.lines],
        first_url=url_for("supervisor.cases", what=what, member=member or None) if after else None,
        next_url=more,
        back={"url": url_for("supervisor.team"), "label": gettext("Back to the team")},
        note="",
    )


def columns() -> list[dict[str, Any]]:
    """The columns of a list of case numbers."""
    names = (
        gettext("Case number"),
        gettext("Stage"),
        gettext("Planned end"),
        gettext("Next step"),
        gettext("Open gap"),
        gettext("Last contact"),
        gettext("Referent"),
        gettext("Organisation"),
    )
    return [{"label": name} for name in names]


def unlisted(number: int) -> str:
    """How many of those counted a page leaves out: they are followed elsewhere now, or their case no longer counts."""
    return str(
        ngettext(
            "%(num)s person of this page is not listed: followed elsewhere today, or their case was cancelled since.",
            "%(num)s people of this page are not listed: followed elsewhere today, or their case was cancelled since.",
            number,
        )
    )


def row(line: Any, viewer: Viewer) -> list[Any]:
    """A case in a list; what is not known is said, and what is not to be is left out."""
    gap = wording.days((viewer.today - line.seam_since).days) if line.seam_since else ""
    return [
        {"text": line.number, "url": url_for("supervisor.case", case_id=line.id)},
        {"text": wording.word("stage", line.stage), "note": wording.period(line.stage_since, None)},
        wording.short_day(line.current_planned_end),
        _following(line),
        gap,
        wording.short_day(line.last_contact_on, gettext("never")),
        line.referent or gettext("nobody"),
        line.organisation or gettext("none (organisation)"),
    ]


def _following(line: Any) -> str:
    """The day of the next step; that it has none, or that there is no step, unless none is expected."""
    if line.next_kind is None:
        return "" if line.stage in LEFT else gettext("nothing prescribed")
    return wording.short_day(line.next_on, gettext("no date"))


def _whose(viewer: Viewer, member: str) -> str:
    """Whose cases these are, in words; a key that is not on the board names nobody and is not found."""
    if not member:
        return gettext("Whole team")
    if member == NOBODY:
        return gettext("Without a referent") if viewer.organisation else gettext("Without an organisation")
    names: Sequence[str] = [found.name for found in team(viewer).members if found.key == member]
    if not names:
        abort(404)
    return names[0]

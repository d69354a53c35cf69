"""Reassigning the people of one counsellor (or of nobody): choose, look at the loads it leads to, apply, give back."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.cards import account_cards
from parcours_app.queries.case_numbers import NOBODY
from parcours_app.queries.directory import counsellors
from parcours_app.queries.load import Load, loads
from parcours_app.queries.reassignable import PAGE, numbers_of, people_of
from parcours_app.scope import Viewer
from parcours_app.services.reassignments import Outcome, give_back, reassign
from parcours_app.web import wording
from parcours_app.web.casework import reassigning as forms
from parcours_app.web.casework.move_parts import day_of
from parcours_app.web.casework.reassigning import TEMPORARY, Asked
from parcours_app.web.viewing import current_viewer


def show() -> ResponseReturnValue:
    """Whose people, then the people and the questions; what was sent is shown again when something is missing."""
    viewer, source = current_viewer(), request.args.get("source", "")
    return _page(viewer, Asked(source))


def _page(viewer: Viewer, asked: Asked, status: int = 200, mistakes: Sequence[Any] = ()) -> ResponseReturnValue:
    colleagues, present, page = _colleagues(viewer), loads(viewer), _asked_page()
    sources = _sources(viewer, present, colleagues)
    rows, count = people_of(viewer, asked.source, page) if asked.source in dict(sources) else ([], 0)
    return render_template(
        "supervisor/reassign.html",
        sources=[("", gettext("Choose…")), *sources],
        asked=asked,
        chosen=dict(sources).get(asked.source, ""),
        rows=[_line(row, asked, viewer) for row in rows],
        count=wording.number(count),
        colleagues=[(key, _named(name, present.get(key))) for key, name in colleagues.items() if key != asked.source],
        previous_url=_turn(asked, page - 1) if page > 1 else None,
        next_url=_turn(asked, page + 1) if count > page * PAGE else None,
        mistakes=mistakes,
        inside=bool(viewer.organisation),
    ), status


def preview() -> ResponseReturnValue:
    """The plan and the loads it leads to; nothing is written yet."""
    viewer = current_viewer()
    asked, colleagues = forms.asked_in(request.form.get("source", ""), request.form), _colleagues(viewer)
    if mistakes := forms.mistakes(asked, colleagues, viewer.today):
        return _page(viewer, asked, 422, mistakes)
    plan = forms.planned(viewer, asked, colleagues)
    return render_template(
        "supervisor/reassign_preview.html",
        asked=asked,
        count=ngettext("%(num)s person", "%(num)s people", len(plan.lines)),
        to=wording.listed([colleagues[key] for key in asked.to]),
        back_on=forms.first_day_back(asked.last_day) if asked.last_day else "",
        columns=forms.load_columns(),
        rows=forms.load_rows(plan),
        lines=forms.packed(plan.lines),
        back=url_for("supervisor.reassign", source=asked.source),
    )


def apply() -> ResponseReturnValue:
    """Write the plan that was shown; each case that did not change hands is said, with the reason."""
    viewer, form = current_viewer(), request.form
    until = day_of(form.get("until")) if form.get("kind") == TEMPORARY else None
    outcomes = reassign(viewer, forms.unpacked(form.getlist("line")), until)
    _say(outcomes)
    refused = [outcome for outcome in outcomes if not outcome.done]
    if not refused:
        return redirect(url_for("supervisor.team"))
    numbers = numbers_of(viewer, [outcome.line.case_id for outcome in refused])
    rows = forms.refused_rows(refused, numbers)
    return render_template("supervisor/reassign_result.html", rows=rows, source=form.get("source", ""))


def return_now() -> ResponseReturnValue:
    """Give every person lent back to their referent, before the date."""
    outcomes = give_back(current_viewer(), request.form.get("referent", ""))
    returned = sum(outcome.done for outcome in outcomes)
    flash(
        ngettext("%(num)s person is given back.", "%(num)s people are given back.", returned),
        "success" if returned else "warning",
    )
    return redirect(url_for("supervisor.team"))


def _say(outcomes: Sequence[Outcome]) -> None:
    done = sum(outcome.done for outcome in outcomes)
    if done:
        flash(ngettext("%(num)s person changed hands.", "%(num)s people changed hands.", done), "success")


def _sources(
    viewer: Viewer, present: Mapping[str | None, Load], colleagues: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Who has people to entrust, with how many: nobody first, then those no longer here, then the counsellors."""
    if not viewer.organisation:
        return []
    gone = account_cards(key for key in present if key and key not in colleagues)
    names: dict[str | None, str] = {None: gettext("Without a referent")}
    names |= {key: card.name for key, card in gone.items()}
    names.update(colleagues)
    return [
        (key or NOBODY, f"{name} ({wording.number(present[key].followed)})")
        for key, name in names.items()
        if key in present
    ]


def _colleagues(viewer: Viewer) -> dict[str, str]:
    return dict(counsellors(viewer.organisation))


def _named(name: str, load: Load | None) -> str:
    """A colleague as one chooses them: with the two numbers of their load."""
    if load is None:
        return gettext("%(name)s (nobody followed)", name=name)
    return gettext(
        "%(name)s (%(followed)s followed, %(acting)s needing an act this week)",
        name=name,
        followed=wording.number(load.followed),
        acting=wording.number(load.acting),
    )


def _line(row: Any, asked: Asked, viewer: Viewer) -> dict[str, Any]:
    """A case to tick: its number, where it stands, what is due."""
    return {
        "value": row.id,
        "label": row.number,
        "url": url_for("supervisor.case", case_id=row.id),
        "ticked": row.id in asked.cases,
        "stage": wording.word("stage", row.stage),
        "due": _due(row, viewer),
    }


def _due(row: Any, viewer: Viewer) -> str:
    """What calls for an act, in few words."""
    found = []
    if row.seam_since:
        found.append(gettext("gap open for %(days)s", days=wording.days((viewer.today - row.seam_since).days)))
    if row.current_planned_end:
        found.append(gettext("ends on %(day)s", day=wording.short_day(row.current_planned_end)))
    if row.next_on:
        found.append(gettext("next step on %(day)s", day=wording.short_day(row.next_on)))
    return wording.listed(found) or gettext("nothing dated")


def _asked_page() -> int:
    text = request.args.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 5 else 1  # noqa: PLR2004


def _turn(asked: Asked, page: int) -> str:
    return url_for("supervisor.reassign", source=asked.source, page=page)

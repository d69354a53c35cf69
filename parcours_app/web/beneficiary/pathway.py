"""My pathway: the person's first page. Gathers ready words for the template; the sentences come from pure modules."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_login import current_user

from parcours_app.queries.case_file import AccountCard, CaseFile
from parcours_app.queries.own_pathway import OwnPathway, own_pathway
from parcours_app.web.beneficiary.appointments import next_card
from parcours_app.web.beneficiary.bands import bands
from parcours_app.web.beneficiary.questions import question_lines
from parcours_app.web.beneficiary.rights import can_do, owed
from parcours_app.web.beneficiary.saying import Situation
from parcours_app.web.beneficiary.sentences import following, where
from parcours_app.web.beneficiary.steps import Step, steps
from parcours_app.web.beneficiary.waiting import waiting
from parcours_app.web.beneficiary.words import all_worded, plain_day, worded
from parcours_app.web.viewing import current_viewer
from workflows.seams import THRESHOLD


def show() -> ResponseReturnValue:
    """The whole page, or kind words when there is no pathway yet."""
    viewer = current_viewer()
    found = own_pathway(viewer)
    if found is None:
        return render_template("beneficiary/no_pathway.html")
    return render_template("beneficiary/pathway.html", appointment=next_card(viewer), **page(found))


def situation_of(file: CaseFile) -> Situation:
    """The situation a case file tells, with names for the keys it holds."""
    standing = file.standing
    cards, names = file.accounts, file.organisations
    support, handover, loan = standing.support, standing.pending_handover(file.on), standing.loan
    return Situation(
        standing,
        file.on,
        referent=_name(cards.get(standing.acting(file.on) or "")),
        organisation=names.get(standing.organisation or ""),
        support_referent=_name(cards.get(support.referent or "")) if support else None,
        next_organisation=names.get(handover.to_organisation) if handover else None,
        lender=names.get(loan.from_organisation or "") if loan else None,
    )


def _name(card: AccountCard | None) -> str | None:
    return card.name if card else None


def page(found: OwnPathway) -> dict[str, Any]:
    """Everything the template shows, ready."""
    situation, today = situation_of(found.file), found.file.on
    here = all_worded(where(situation), today)
    return {
        "today": plain_day(today, today),
        "here": here[0],
        "here_more": here[1:],
        "following": all_worded(following(situation), today),
        "waiting": all_worded(waiting(situation), today),
        "boxes": boxes(steps(situation), today),
        "bands": [{**band, "url": _contest(band["about"])} for band in bands(situation)],
        "can_do": all_worded(can_do(situation), today),
        "owed": [
            {"title": worded(due.title, today), "text": worded(due.text, today), "late": due.late}
            for due in owed(situation)
        ],
        "people": people(found.file, situation),
        "questions": question_lines(found.questions, today),
        "contest": {name: _contest(name) for name in ("now", "next", "wait", "people", "other")},
        "live": situation.standing.live and situation.standing.counts,
        "greeting": found.file.person.given_name or current_user.display_name,
    }


def boxes(line: Sequence[Step], today: date) -> list[dict[str, Any]]:
    """The boxes of the pathway, each fact with its way to say that it is not exact."""
    return [_box(step, today, first=number == 0) for number, step in enumerate(line)]


def _box(step: Step, today: date, *, first: bool) -> dict[str, Any]:
    said = all_worded(step.said, today)
    box: dict[str, Any] = {"title": worded(step.title, today), "when": step.when, "stage": step.stage}
    if said:
        box |= {"dates": said[0], "note": " ".join(said[1:])}
    if step.about:
        box["link"] = {"url": _contest(step.about), "label": gettext("This is not exact")}
    if not step.begun:
        box["current_label"] = gettext("not begun")
    if not first:
        box["seam"] = _interval(step.wait)
    return box


def _interval(days: int | None) -> dict[str, Any]:
    if days is None:
        return {"state": "none"}
    if days <= 1:
        return {"state": "seamless", "label": gettext("without waiting")}
    label = ngettext("%(num)s day of waiting", "%(num)s days of waiting", days)
    return {"state": "gap" if days > THRESHOLD else "booked", "days": days, "label": label}


def people(file: CaseFile, situation: Situation) -> list[dict[str, str]]:
    """Who follows the person and how to reach them."""
    found = []
    for key, role in _followers(file):
        card = file.accounts.get(key or "")
        if card:
            found.append({"role": role, "name": card.name, "email": card.email})
    if situation.organisation:
        found.append({"role": gettext("Where"), "name": situation.organisation, "email": ""})
    return found


def _followers(file: CaseFile) -> list[tuple[str | None, str]]:
    standing = file.standing
    if not standing.counts or not standing.live:
        return []
    followers = [(standing.referent, gettext("Follows you"))]
    stand_in = standing.stand_in(file.on)
    if stand_in:
        until = gettext("Follows you until %(day)s", day=plain_day(stand_in.until, file.on))
        followers = [(stand_in.account, until), (standing.referent, gettext("Follows you after that day"))]
    if standing.support and standing.support.referent not in {key for key, _role in followers}:
        followers.append((standing.support.referent, gettext("Supports you")))
    return followers


def _contest(about: str) -> str:
    return url_for("beneficiary.ask", about=about)

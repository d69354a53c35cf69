"""“This is not exact”: a small form that sends a question to the counsellor; then the questions and their answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import Question
from parcours_app.scope import Invisible
from parcours_app.services import questions
from parcours_app.web import wording
from parcours_app.web.beneficiary.words import plain_day
from parcours_app.web.viewing import current_viewer
from parcours_app.web.wording import CIVIL
from workflows.engine import Refused


def show() -> ResponseReturnValue:
    """The form, or what it sends."""
    about = request.args.get("about", "other")
    words = questions.known_about(about)
    if words is None:
        abort(404)
    if request.method == "GET":
        return _page(about, words)
    text = request.form.get("text", "")
    try:
        questions.ask(current_viewer(), about, text)
    except Refused as refused:
        errors = [f"{wording.explained(reason)} {wording.remedy(reason)}" for reason in refused.reasons]
        return _page(about, words, text, errors), 422
    except Invisible:
        sorry = gettext("You have no pathway here yet: there is nobody to answer you. Ask who gave you this access.")
        return _page(about, words, text, [sorry]), 422
    flash(gettext("Your question is sent. The answer will be written on this page."), "success")
    return redirect(url_for("beneficiary.pathway", _anchor="questions"))


def _page(about: str, words: str, text: str = "", errors: Sequence[str] = ()) -> str:
    return render_template(
        "beneficiary/ask.html",
        about=gettext(words),
        action=url_for("beneficiary.ask", about=about),
        text=text,
        errors=errors,
    )


def question_lines(asked: Sequence[Question], today: date) -> list[dict[str, Any]]:
    """The questions in words, the last one first; an answer not given yet is said."""
    return [
        {
            "about": _about(question),
            "text": question.text,
            "asked": plain_day(question.asked_at.astimezone(CIVIL).date(), today),
            "answer": question.answer,
            "answered": plain_day(question.answered_at.astimezone(CIVIL).date(), today) if question.answered_at else "",
        }
        for question in asked
    ]


def _about(question: Question) -> str:
    words = questions.known_about(question.about) or questions.ABOUT["other"]
    return str(gettext(words))

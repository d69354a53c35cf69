"""Words a message in its reader's language: subject, text, page, text message. Needs the application's context.

Nothing personal in the subject, no name anywhere: days, times, the number of a case for those who work on it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from babel.dates import format_time
from flask import current_app, render_template, url_for
from flask_babel import force_locale, gettext

from parcours_app.reference.days import written
from parcours_app.services.outbox import Letter
from parcours_app.services.stopping import stop_token

DAY = re.compile(r"\d{4}-\d\d-\d\d")
HOUR = re.compile(r"\d\d:\d\d")
# The alphabet of text messages has no such space: one of them would halve what a message holds.
NO_BREAK = "\xa0"


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready for its channel, and the key of its outbox row."""

    id: str
    address: str
    language: str
    subject: str
    text: str
    html: str
    sms: str
    stop_url: str | None


def compose(letter: Letter) -> Message:
    """The message in the reader's language, the installation's when they have chosen none."""
    known = current_app.extensions["parcours_languages"]
    default = current_app.config["BABEL_DEFAULT_LOCALE"]
    language = letter.locale if letter.locale in known else default
    with force_locale(language):
        return _composed(letter, str(language))


def _composed(letter: Letter, language: str) -> Message:
    facts = {name: in_words(value, language) for name, value in letter.facts.items()}
    subject = gettext(letter.kind.subject)
    stop_url = _stop_url(letter)
    parts: dict[str, Any] = {
        "language": language,
        "subject": subject,
        "greeting": gettext("Hello,"),
        "paragraphs": [gettext(paragraph, **facts) for paragraph in letter.kind.paragraphs],
        "lines": _lines(letter.facts, letter.kind.lines),
        "link_label": gettext("Open the page:"),
        "url": _page(letter),
        "signature": gettext("Parcours sends this message by itself: an answer to it would reach nobody."),
        "stop_label": gettext("To receive no more messages like this one:") if stop_url else "",
        "stop_url": stop_url or "",
    }
    return Message(
        id=letter.id,
        address=letter.address,
        language=language,
        subject=subject,
        text=render_template("messages/message.txt", **parts),
        html=render_template("messages/message.html", **parts),
        sms=gettext(letter.kind.sms, **facts).replace(NO_BREAK, " ") if letter.kind.sms else "",
        stop_url=stop_url,
    )


def in_words(value: str | int, language: str) -> str:
    """A fact as one says it: mardi 16 juin 2026, 10 h 30; anything else as it is."""
    text = str(value)
    if DAY.fullmatch(text):
        return written(date.fromisoformat(text), "full", language)
    if HOUR.fullmatch(text):
        at = time.fromisoformat(text)
        french = language.startswith("fr")
        return f"{at.hour} h {at.minute:02}" if french else str(format_time(at, "short", locale=language))
    return text


def _lines(facts: Mapping[str, Any], lines: Mapping[str, tuple[str, Mapping[str, str]]]) -> list[dict[str, Any]]:
    """What a digest counts, in the order of its kind: only what there is."""
    return [
        {"label": gettext(label, count=facts[name]), "url": url_for("counsellor.caseload", **query, _external=True)}
        for name, (label, query) in lines.items()
        if facts.get(name)
    ]


def _page(letter: Letter) -> str:
    arguments = {"case_id": letter.case_id} if letter.kind.page.endswith(".case") else {}
    return url_for(letter.kind.page, **arguments, _external=True)


def _stop_url(letter: Letter) -> str | None:
    if letter.stops is None:
        return None
    token = stop_token(str(current_app.secret_key), letter.reader, letter.stops)
    return url_for("public.stop_messages", token=token, _external=True)

"""Scheduled work: what runs by itself, when it ran last and runs next, what failed, and what waits in the outbox."""

from datetime import datetime
from typing import Any

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.jobs.schedule import SCHEDULE
from parcours_app.queries import background
from parcours_app.queries.background import Runs
from parcours_app.queries.messages import Outbox, Waiting, outbox
from parcours_app.settings import Settings
from parcours_app.web import message_words as words
from parcours_app.web import wording
from parcours_app.web.notice_words import notice
from workflows.engine import sentence

OUTCOMES = {
    "running": sentence("under way since %(when)s"),
    "done": sentence("done on %(when)s"),
    "failed": sentence("failed on %(when)s (%(error)s)"),
}


def show() -> ResponseReturnValue:
    """The page."""
    now = current_app.extensions["parcours_clock"].now()
    settings: Settings = current_app.extensions["parcours_settings"]
    lease, found, messages = background.at_work(now), background.runs(now), outbox(now)
    return render_template(
        "admin/background.html",
        at_work=wording.moment(lease.since) if lease else "",
        warnings=_warnings(settings, messages),
        works=[_work(name, found.get(name), now) for name in SCHEDULE],
        waiting=[_waiting(line, now) for line in messages.waiting],
        ended=[_ended(*line) for line in messages.ended],
    )


def _warnings(settings: Settings, messages: Outbox) -> list[str]:
    """What is not set up and should be."""
    said = []
    if not settings.mail_url:
        said.append(gettext("No mail server is set: e-mails stay in the outbox. Set PARCOURS_MAIL_URL on the worker."))
    if not settings.sms_url and any(line.channel == "sms" for line in messages.waiting):
        said.append(gettext("Text messages wait and no gateway is set. Set PARCOURS_SMS_URL on the worker."))
    said += [words.trouble(line.channel, line.trouble) for line in messages.waiting if line.trouble]
    return said


def _work(name: str, runs: Runs | None, now: datetime) -> list[Any]:
    work = SCHEDULE[name]
    last = runs.last if runs else None
    return [
        gettext(work.label, **notice()),
        _outcome(last) if last else gettext("never yet"),
        wording.number(last.count) if last and last.count is not None else "",
        wording.moment(work.when.next(now)),
        wording.number(runs.failures) if runs else "0",
    ]


def _outcome(run: Any) -> str:
    return gettext(OUTCOMES[run.outcome], when=wording.moment(run.ended_at or run.started_at), error=run.error or "")


def _waiting(line: Waiting, now: datetime) -> list[Any]:
    hours = int((now - line.oldest).total_seconds() // 3600)
    return [
        words.channel(line.channel),
        wording.number(line.count),
        ngettext("%(num)s hour", "%(num)s hours", hours),
        wording.number(line.retried),
    ]


def _ended(state: str, reason: str | None, count: int) -> list[Any]:
    said = gettext(words.STATES[state])
    if reason:
        said = gettext("%(state)s: %(reason)s", state=said, reason=words.reason(reason))
    return [said, wording.number(count)]

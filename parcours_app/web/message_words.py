"""Messages in words: what each was about, by which way, what became of it. Shared by the audiences; asks nothing."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext

from parcours_app.models import NoticeRow
from parcours_app.services.notices import KINDS
from parcours_app.web import wording
from workflows.engine import sentence

CHANNELS: Mapping[str, str] = {"email": sentence("by e-mail"), "sms": sentence("by text message")}
STATES: Mapping[str, str] = {
    "pending": sentence("not sent yet"),
    "sent": sentence("sent"),
    "failed": sentence("could not be delivered"),
    "dropped": sentence("not sent"),
}
REASONS: Mapping[str, str] = {
    "nobody": sentence("nobody follows the case"),
    "no_address": sentence("no address or mobile number is known"),
    "stopped": sentence("the reader has stopped these messages"),
    "deceased": sentence("messages have stopped for good"),
    "account_closed": sentence("the account is closed"),
    "too_late": sentence("it would have come too late"),
    "unknown_kind": sentence("this kind of message no longer exists"),
    "refused": sentence("the address is refused"),
    "given_up": sentence("the server refused every attempt"),
}
# Why a channel takes no message, by the code it answered; anything else is said to be out of reach.
TROUBLES: Mapping[str, str] = {
    **dict.fromkeys(
        ("smtp_530", "smtp_534", "smtp_535", "SMTPAuthenticationError"),
        sentence("The mail server refuses the user name or the password. Correct PARCOURS_MAIL_URL on the worker."),
    ),
    "SSLCertVerificationError": sentence(
        "The certificate of the server is not trusted. Give its authority to the worker (SSL_CERT_FILE)."
    ),
    "SMTPNotSupportedError": sentence(
        "The mail server does not offer what is asked of it (STARTTLS or a login). Check PARCOURS_MAIL_URL."
    ),
}
AWAY: Mapping[str, str] = {
    "email": sentence("The mail server cannot be reached (%(code)s)."),
    "sms": sentence("The gateway of text messages cannot be reached (%(code)s)."),
}
# Icon and tone of a state: said in words beside them.
MARKS: Mapping[str, tuple[str, str]] = {
    "pending": ("clock", "neutral"),
    "sent": ("check", "info"),
    "failed": ("cross", "warning"),
    "dropped": ("cross", "neutral"),
}


def about(row: NoticeRow) -> str:
    """What a message is about: rappel de rendez-vous."""
    kind = KINDS.get(row.kind)
    return gettext(kind.label) if kind else row.kind


def channel(code: str) -> str:
    """The way it takes: par e-mail."""
    return gettext(CHANNELS[code])


def reason(code: str) -> str:
    """Why it was not sent."""
    return gettext(REASONS[code]) if code in REASONS else code


def trouble(channel: str, code: str) -> str:
    """Why a channel takes no message, what to do, and that nothing is lost."""
    said = gettext(TROUBLES[code]) if code in TROUBLES else gettext(AWAY[channel], code=code)
    return gettext("%(trouble)s Its messages wait, and will leave once it answers.", trouble=said)


def state(row: NoticeRow, now: datetime) -> str:
    """What became of it, with when or why."""
    if row.state == "sent" and row.sent_at:
        return gettext("sent on %(when)s", when=wording.moment(row.sent_at))
    if row.reason:
        return gettext("%(state)s: %(reason)s", state=gettext(STATES[row.state]), reason=reason(row.reason))
    if row.not_before > now:
        return gettext("will be sent from %(when)s", when=wording.moment(row.not_before))
    return gettext(STATES[row.state])

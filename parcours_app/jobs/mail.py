"""E-mail through an SMTP server: one connection for a batch. Decides no wording and touches no database."""

import contextlib
import smtplib
import ssl
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from parcours_app.jobs.messages import Message
from parcours_app.jobs.servers import MailServer
from parcours_app.services.notices import FAILED, PENDING, SENT
from parcours_app.services.outbox import Outcome

PATIENCE = 20
FOR_GOOD = 500


class MailChannel:
    """Sends messages one after the other; `ready` before each, `close` at the end of the batch."""

    name = "email"

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None

    def ready(self) -> str | None:
        """None when the server takes messages, else a code of why not: nothing is attempted then."""
        if self._connection is not None:
            return None
        try:
            self._connection = self._opened()
        except smtplib.SMTPResponseException as refusal:
            return f"smtp_{refusal.smtp_code}"
        except (OSError, smtplib.SMTPException) as error:
            return type(error).__name__[:40]
        return None

    def send(self, message: Message, now: datetime) -> Outcome:
        """Hand one message to the server and say what it answered."""
        if self.ready() or self._connection is None:
            return Outcome(PENDING, "away")
        try:
            self._connection.send_message(as_email(message, self._server.sender, now))
        except (OSError, smtplib.SMTPException) as error:
            return self._judged(error)
        return Outcome(SENT)

    def _judged(self, error: OSError | smtplib.SMTPException) -> Outcome:
        """A refusal of the message ends it or puts it off; any other trouble puts it off and ends the connection."""
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            return _refused(next(iter(error.recipients.values()))[0])
        if isinstance(error, smtplib.SMTPSenderRefused):
            return Outcome(PENDING, f"sender_{error.smtp_code}")  # the site's address is at fault, not this message
        if isinstance(error, smtplib.SMTPResponseException):
            return _refused(error.smtp_code)
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return Outcome(FAILED, "address_not_supported")
        self.close()
        return Outcome(PENDING, type(error).__name__[:40])

    def close(self) -> None:
        """End the connection politely when it still lives."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                connection.quit()

    def _opened(self) -> smtplib.SMTP:
        server = self._server
        trusted = ssl.create_default_context()
        if server.tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=trusted)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        try:
            if server.starttls:
                connection.starttls(context=trusted)
            if server.user:
                connection.login(server.user, server.password or "")
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise
        return connection


def as_email(message: Message, sender: str, now: datetime) -> EmailMessage:
    """The message as it travels. Its Message-ID is that of the outbox: a repeat is recognised as one."""
    email = EmailMessage()
    email["From"] = Address(display_name="Parcours", addr_spec=sender)
    email["To"] = message.address
    email["Subject"] = message.subject
    email["Date"] = format_datetime(now)
    email["Message-ID"] = f"<{message.id}@{sender.partition('@')[2]}>"
    email["Auto-Submitted"] = "auto-generated"
    if message.stop_url:
        email["List-Unsubscribe"] = f"<{message.stop_url}>"
        email["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    email.set_content(message.text)
    email.add_alternative(message.html, subtype="html")
    email["Content-Language"] = message.language  # after the contents: setting them takes every Content- header away
    return email


def _refused(code: int) -> Outcome:
    return Outcome(FAILED if code >= FOR_GOOD else PENDING, f"smtp_{code}")

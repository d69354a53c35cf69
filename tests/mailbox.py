"""A real mail server that keeps what it receives, and the address the application writes to it at."""

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

from parcours_app.jobs.servers import MailServer


class Mailbox:
    """What an SMTP server received. `answers` are given to the next messages instead of taking them."""

    def __init__(self) -> None:
        self.received: list[email.message.EmailMessage] = []
        self.answers: list[str] = []
        self.sessions = 0

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802 - aiosmtpd's name
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.answers:
            return self.answers.pop(0)
        self.received.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 taken"

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"].strip("<>").partition("@")[0] for message in self.received]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def opened_mailbox(**options: Any) -> Iterator[Mailbox]:
    """A mailbox behind an SMTP server on a free port, until the end of the block. options: those of aiosmtpd."""
    box = Mailbox()
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port, ready_timeout=30, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def mail_to(port: int) -> MailServer:
    return MailServer("127.0.0.1", port, False, False, None, None, "parcours@example.org")

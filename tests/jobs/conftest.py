"""A real mail server, a real gateway for text messages, and an outbox to empty through them."""

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from parcours_app.extensions import db
from parcours_app.jobs.figures import Preparer
from parcours_app.jobs.mail import MailChannel
from parcours_app.jobs.sending import Sender
from parcours_app.jobs.servers import SmsGateway
from parcours_app.jobs.sms import SmsChannel
from parcours_app.services.notices import Notice, tell
from parcours_app.services.unit import unit_of_work
from tests.mailbox import Mailbox, mail_to, opened_mailbox
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with opened_mailbox() as box:
        yield box


@pytest.fixture
def gateway() -> Iterator[Any]:
    """A gateway: `received` what was posted, `answers` the statuses of the next requests."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = server.answers.pop(0) if server.answers else 202
            server.received.append((self.headers["Authorization"], self.headers["Idempotency-Key"], body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.received, server.answers = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def sender(app, clock, mailbox, gateway) -> Sender:
    channels = {
        "email": MailChannel(mail_to(mailbox.port)),
        "sms": SmsChannel(SmsGateway("127.0.0.1", gateway.server_port, False, "/sms", "secret")),
    }
    return Sender(app, channels, clock.now)


@pytest.fixture
def empty_outbox(sender):
    """empty_outbox(): one pass of the worker over what is due, the engine's memory kept from one pass to the next."""
    done: dict[str, Mapping[str, Any]] = {}

    def run(act: str, key: str, argument: str) -> Mapping[str, Any]:
        assert act == "send"
        if key not in done:
            done[key] = sender.send(argument)
        return done[key]

    def emptied() -> int:
        db.session.commit()
        return sender.pass_once(run)

    return emptied


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org")


@pytest.fixture
def walk(counsellor, clock):
    return Walk(counsellor, clock, email="elodie@example.org", phone="06 12 34 56 78").open("2026-03-02")


@pytest.fixture
def say(walk):
    """say(kind, to, facts): a message written about the case of Élodie Martin."""

    def said(kind: str = "appointment_tomorrow", to: str = "person", **facts: Any):
        facts = facts or {"on": "2026-06-16", "at": "10:30"}
        with unit_of_work() as session:
            return tell(session, walk.viewer, Notice(kind, walk.case_id, to, facts))

    return said


@pytest.fixture
def work(app, clock):
    """work(): what the worker does for figures until nothing waits; how much it did."""

    def worked():
        db.session.commit()
        done = 0
        while Preparer(app, clock).pass_once():
            done += 1
        db.session.expire_all()
        return done

    return worked

"""The worker: holds the lease, then in turn runs what is scheduled and sends what is written, until it is stopped.

Figures are prepared beside, in a thread of their own: they take minutes, and a message must not wait for them.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog
from flask import Flask

from parcours_app.clock import Clock
from parcours_app.jobs import sending, working
from parcours_app.jobs.engine import DurableEngine
from parcours_app.jobs.figures import Preparer
from parcours_app.jobs.mail import MailChannel
from parcours_app.jobs.sending import Channel, Sender
from parcours_app.jobs.servers import mail_server, sms_gateway
from parcours_app.jobs.sms import SmsChannel
from parcours_app.jobs.working import Scheduler
from parcours_app.services import lease
from parcours_app.settings import Settings

# Seconds between two looks at the outbox, and between two renewals of the lease.
PAUSE, RENEWAL = 2.0, 10.0
# How long the engine remembers what it has done; the outbox and the runs themselves stay.
KEPT = timedelta(days=30)


def channels_of(settings: Settings) -> Mapping[str, Channel]:
    """The channels this installation has; what is written for another stays in the outbox."""
    mail, sms = mail_server(settings), sms_gateway(settings)
    found: dict[str, Channel] = {}
    if mail:
        found["email"] = MailChannel(mail)
    if sms:
        found["sms"] = SmsChannel(sms)
    return found


class Worker:
    """One background process. `stop` asks it to end after the act under way."""

    def __init__(self, app: Flask, clock: Clock, channels: Mapping[str, Channel]) -> None:
        self._app, self._clock = app, clock
        self._sender = Sender(app, channels, clock.now)
        self._scheduler = Scheduler(app, clock)
        self._preparer = Preparer(app, clock)
        self._holder = lease.this_process()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End after the act under way."""
        self._stopped.set()

    def run(self, *, once: bool = False, waiting: Callable[[], None] = lambda: None) -> None:
        """Work until stopped, or until nothing is left to do; `waiting` is called when another process is at work."""
        if not self._hold():
            waiting()
        while not self._stopped.is_set() and not self._hold():
            self._stopped.wait(PAUSE)
        if self._stopped.is_set():
            return
        threading.Thread(target=self._renew, daemon=True).start()
        engine = DurableEngine(
            self._app.extensions["parcours_settings"],
            {sending.ACT: self._sender.send, working.ACT: self._scheduler.work},
        )
        try:
            while not self._stopped.is_set() and engine.forget(self._clock.now() - KEPT):
                pass
            if not once:
                threading.Thread(target=self._preparer.run, args=[self._stopped], daemon=True).start()
            self._turn(engine, once=once)
        finally:
            self._stopped.set()
            engine.close()
            with self._app.app_context():
                lease.release(self._holder, self._clock.now())

    def _turn(self, engine: DurableEngine, *, once: bool) -> None:
        while not self._stopped.is_set():
            done = self._scheduler.pass_once(engine.run) + self._sender.pass_once(engine.run)
            done += self._preparer.pass_once() if once else 0
            if done == 0:
                if once:
                    return
                self._stopped.wait(PAUSE)

    def _hold(self) -> bool:
        with self._app.app_context():
            return lease.hold(self._holder, self._clock.now())

    def _renew(self) -> None:
        while not self._stopped.wait(RENEWAL):
            if not self._hold():
                structlog.get_logger().error("lease_lost", holder=self._holder)
                self._stopped.set()

"""Sends what the outbox holds: looks at what is due, sends each message under the durable engine, writes the outcome.

A message is sent once; after a kill between the server's answer and its record, once more, under the same Message-ID.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

import structlog
from flask import Flask

from parcours_app.jobs.messages import Message, compose
from parcours_app.jobs.site import at_the_site
from parcours_app.services import outbox
from parcours_app.services.notices import PENDING
from parcours_app.services.outbox import Due, Outcome

BATCH = 200
ACT = "send"


class Channel(Protocol):
    """A way to reach people: `mail`, `sms`, or what a test puts in their place."""

    @property
    def name(self) -> str:
        """The channel's code."""
        ...

    def ready(self) -> str | None:
        """None when messages can be handed over, else a code of why not."""
        ...

    def send(self, message: Message, now: datetime) -> Outcome:
        """Hand one message over."""
        ...

    def close(self) -> None:
        """End the batch."""
        ...


class Sender:
    """Empties the outbox through the channels there are; `run` is the durable engine's."""

    def __init__(self, app: Flask, channels: Mapping[str, Channel], now: Callable[[], datetime]) -> None:
        self._app, self._channels, self._now = app, channels, now

    def pass_once(self, run: Callable[[str, str, str], Mapping[str, Any]]) -> int:
        """Handle one batch; how many messages were handled. A channel that is away keeps its messages."""
        reachable = [name for name, channel in self._channels.items() if self._reached(channel)]
        handled = 0
        with self._app.app_context():
            batch = outbox.due(self._now(), reachable, BATCH)
        for message in batch:
            if self._channels[message.channel].ready() is None:
                self._handle(message, run)
                handled += 1
        for channel in self._channels.values():
            channel.close()
        return handled

    def send(self, notice_id: str) -> dict[str, Any]:
        """The durable act: word one message and hand it over. Never raises, for its answer is kept for ever."""
        try:
            with at_the_site(self._app):
                letter = outbox.letter(notice_id)
                message = compose(letter)
            outcome = self._channels[letter.channel].send(message, self._now())
        except Exception as error:  # noqa: BLE001 - one message that cannot be worded must not stop the others
            outcome = Outcome(PENDING, type(error).__name__[:40])
        return {"state": outcome.state, "code": outcome.code}

    def _handle(self, message: Due, run: Callable[[str, str, str], Mapping[str, Any]]) -> None:
        with self._app.app_context():
            if not outbox.may_leave(message.id, self._now()):
                return
        key = message.id if message.attempts == 0 else f"{message.id}:{message.attempts}"
        outcome = Outcome(**run(ACT, key, message.id))
        with self._app.app_context():
            outbox.settle(message.id, message.attempts, outcome, self._now())
        structlog.get_logger().info("message", id=message.id, state=outcome.state, code=outcome.code)

    def _reached(self, channel: Channel) -> bool:
        trouble = channel.ready()
        if trouble:
            with self._app.app_context():
                outbox.hold(channel.name, trouble, self._now())
            structlog.get_logger().warning("channel_away", channel=channel.name, code=trouble)
        return trouble is None

"""Text messages through a gateway's HTTP API: JSON, a bearer token, the outbox's key so that it can refuse a repeat."""

import http.client
import json
import ssl
from datetime import datetime

from parcours_app.jobs.messages import Message
from parcours_app.jobs.servers import SmsGateway
from parcours_app.services.notices import FAILED, PENDING, SENT
from parcours_app.services.outbox import Outcome

PATIENCE = 20
GOOD = range(200, 300)
TRY_AGAIN = (401, 403, 408, 425, 429)  # our token or the pace is at fault, not the message


class SmsChannel:
    """Sends text messages one after the other over one connection."""

    name = "sms"

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._connection: http.client.HTTPConnection | None = None

    def ready(self) -> str | None:
        """None when the gateway can be reached, else a code of why not."""
        if self._connection is not None:
            return None
        gateway = self._gateway
        connection = (
            http.client.HTTPSConnection(
                gateway.host, gateway.port, timeout=PATIENCE, context=ssl.create_default_context()
            )
            if gateway.tls
            else http.client.HTTPConnection(gateway.host, gateway.port, timeout=PATIENCE)
        )
        try:
            connection.connect()
        except OSError as error:
            return type(error).__name__[:40]
        self._connection = connection
        return None

    def send(self, message: Message, now: datetime) -> Outcome:
        """Hand one message to the gateway and say what it answered."""
        del now
        if self.ready() or self._connection is None:
            return Outcome(PENDING, "away")
        body = json.dumps({"id": message.id, "to": message.address, "text": message.sms})
        headers = {"Content-Type": "application/json", "Idempotency-Key": message.id}
        if self._gateway.token:
            headers["Authorization"] = f"Bearer {self._gateway.token}"
        try:
            self._connection.request("POST", self._gateway.path, body, headers)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return Outcome(PENDING, type(error).__name__[:40])
        return _outcome(answer.status)

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _outcome(status: int) -> Outcome:
    if status in GOOD:
        return Outcome(SENT)
    again = status in TRY_AGAIN or status >= http.client.INTERNAL_SERVER_ERROR
    return Outcome(PENDING if again else FAILED, f"http_{status}")

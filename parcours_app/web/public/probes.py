"""What machines ask: is the process alive, can it serve, what has it done. Plain text, no personal data."""

from http import HTTPStatus

from flask import Response, current_app

from parcours_app.queries import readiness


def healthz() -> Response:
    """The process answers; the database is not asked."""
    return _text("ok")


def readyz() -> Response:
    """The database answers and its schema is this code's; 503 with the reason otherwise."""
    obstacle = readiness.obstacle()
    return _text(obstacle, HTTPStatus.SERVICE_UNAVAILABLE) if obstacle else _text("ready")


def metrics() -> Response:
    """Counters in Prometheus' text format."""
    return Response(current_app.extensions["parcours_measures"].text(), content_type="text/plain; version=0.0.4")


def _text(words: str, status: int = HTTPStatus.OK) -> Response:
    return Response(words + "\n", status=status, content_type="text/plain; charset=utf-8")

"""What an operator sees of the requests: one structured log line and the metrics. Ids only, never a name or a query."""

import time

import structlog
from flask import Flask, current_app, g, request
from flask.wrappers import Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

log = structlog.get_logger("parcours.requests")

QUIET = frozenset({"static", "public.healthz", "public.readyz", "public.metrics"})


class Measures:
    """The counters of one application; labels are endpoints and statuses, so their number is bounded."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "parcours_requests", "Requests answered.", ("endpoint", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "parcours_request_seconds", "Time to answer a request.", ("endpoint",), registry=self.registry
        )

    def text(self) -> bytes:
        """The exposition in Prometheus' own format."""
        return generate_latest(self.registry)


def start_watch() -> None:
    """Note when the request came in."""
    g.started = time.perf_counter()


def note(response: Response) -> Response:
    """Count the answer and write its line."""
    endpoint = request.endpoint or "none"
    elapsed = time.perf_counter() - g.get("started", time.perf_counter())
    measures: Measures = current_app.extensions["parcours_measures"]
    measures.requests.labels(endpoint, _method(), response.status_code).inc()
    measures.seconds.labels(endpoint).observe(elapsed)
    if endpoint not in QUIET and not current_app.testing:
        log.info(
            "request", endpoint=endpoint, method=_method(), status=response.status_code, ms=round(elapsed * 1000, 1)
        )
    return response


def _method() -> str:
    return request.method if request.method in {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"} else "other"


def register(app: Flask) -> None:
    """Watch every request of this application."""
    app.extensions["parcours_measures"] = Measures()
    app.before_request(start_watch)
    app.after_request(note)

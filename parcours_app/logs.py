"""How the application logs: one JSON object a line on stderr, ids and codes only.

Traces show no local variable: they would hold names.
"""

import logging
import sys

import structlog


def configure_logs() -> None:
    """Set structlog and the standard library's loggers up, once per process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )

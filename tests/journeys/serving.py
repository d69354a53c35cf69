"""The application on a free port for a browser: one thread for each request, everything closed when somebody hangs up.

Werkzeug's own server reads on once it has answered: if the browser has hung up, what it was sending is never closed.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from axe_playwright_python.base import AXE_FILE_PATH
from flask import Flask
from werkzeug.middleware.shared_data import SharedDataMiddleware

# Where the site of a journey serves axe: a browser that loads it again neither fetches nor compiles it again.
AXE = "/axe.js"


class Server(ThreadingMixIn, WSGIServer):
    """A thread for each request; one that a browser opened for nothing keeps nobody waiting."""

    daemon_threads = True
    request_queue_size = 128  # a page asks for its twelve sheets at once


class Silent(WSGIRequestHandler):
    """Tells the terminal nothing of what it answers."""

    def log_message(self, *_told: Any) -> None:
        """Nothing."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the application while the context lasts."""
    with Server(("127.0.0.1", 0), Silent) as server:
        server.set_app(SharedDataMiddleware(app, {AXE: str(AXE_FILE_PATH)}))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()

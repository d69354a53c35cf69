"""What a browser keeps: the address of a static file names what it holds, so that a phone asks for it once.

Twelve sheets make a page. Asked for again at each page, they cost twelve journeys over a slow line for nothing.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from flask.wrappers import Response

KEPT = f"public, max-age={365 * 24 * 3600}, immutable"


@cache
def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def version(filename: str) -> str:
    """What the address says of the contents of a static file; read once, so a new release is a new process."""
    return _digest(Path(str(current_app.static_folder)) / filename)


def name_contents(endpoint: str, values: dict[str, Any]) -> None:
    """Let the address of a static file change whenever the file does."""
    if endpoint == "static":
        values["v"] = version(values["filename"])


def keep(response: Response) -> Response:
    """Promise that what this address names never changes; another version, or none, promises nothing."""
    asked = request.args.get("v")
    found = request.endpoint == "static" and request.view_args and response.status_code in {200, 206, 304}
    if found and asked == version((request.view_args or {})["filename"]):
        response.headers["Cache-Control"] = KEPT
    return response


def register(app: Flask) -> None:
    """Give every static file such an address."""
    app.url_defaults(name_contents)
    app.after_request(keep)

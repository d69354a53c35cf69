"""A table of figures sent as a file: CSV, XLSX or JSON, by the suffix of the address; the links to the three."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wsgi import wrap_file

from parcours_app.writers import SHAPES, Sheet, document, passing, worded
from parcours_app.writers.passing import Write

JSON, JSON_TYPE = "json", "application/json"
FILES = (*SHAPES, JSON)


def sent(stem: str, sheet: Sheet, said: Callable[[], Mapping[str, Any]] | None = None) -> Response:
    """The table in the shape its address ends with, as an attachment named `stem`.

    said: what it says in JSON, when that is more than its rows.
    """
    shape = request.path.rpartition(".")[2]
    if shape != JSON:
        kind, write = SHAPES[shape]
        return attached(f"{stem}.{shape}", kind, partial(write, worded(sheet, gettext)))
    told = json.dumps(said() if said else document(sheet), ensure_ascii=False, default=_written).encode()
    return attached(f"{stem}.{shape}", JSON_TYPE, lambda stream: stream.write(told))


def asked_again(endpoint: str, **names: Any) -> ResponseReturnValue:
    """The page that says what is wrong with a question: a file would answer another one, and nobody would know."""
    return redirect(f"{url_for(f'supervisor.{endpoint}', **names)}?{request.query_string.decode()}")


def attached(name: str, kind: str, write: Write) -> Response:
    """A file to keep, under a name; it never lies whole in memory unless it is small."""
    content = wrap_file(request.environ, passing(write))
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def links(endpoint: str, **query: Any) -> list[dict[str, str]]:
    """The addresses of the three files of a table: `endpoint` names the first, its sisters end with their shape."""
    return [
        {
            "shape": shape.upper(),
            "label": gettext("Download (%(shape)s)", shape=shape.upper()),
            "url": url_for(f"supervisor.{endpoint}_{shape}", **query),
        }
        for shape in FILES
    ]

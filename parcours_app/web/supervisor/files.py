"""A table of figures sent as a file: CSV, XLSX or JSON, by the suffix of the address; the links to the three."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.wsgi import wrap_file

from parcours_app.writers import SHAPES, Field, Sheet, Value, passing
from parcours_app.writers.passing import Write
from workflows.engine import sentence

JSON, JSON_TYPE = "json", "application/json"
WORDS: Mapping[str, str] = {
    "csv": sentence("Download (CSV)"),
    "xlsx": sentence("Download (XLSX)"),
    JSON: sentence("Download (JSON)"),
}


def sent(stem: str, sheet: Sheet, document: Callable[[], Mapping[str, Any]] | None = None) -> Response:
    """The table in the shape its address ends with, as an attachment named `stem`; document: what it says in JSON."""
    shape = request.path.rpartition(".")[2]
    if shape != JSON or document is None:
        kind, write = SHAPES[shape]
        return attached(f"{stem}.{shape}", kind, partial(write, sheet))
    told = json.dumps(document(), ensure_ascii=False, default=str).encode()
    return attached(f"{stem}.{shape}", JSON_TYPE, lambda stream: stream.write(told))


def attached(name: str, kind: str, write: Write) -> Response:
    """A file to keep, under a name; it never lies whole in memory unless it is small."""
    content = wrap_file(request.environ, passing(write))
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def lines(sheet: Sheet) -> dict[str, Any]:
    """A table in JSON: a document per row, numbers as numbers."""
    names = [field.name for field in sheet.fields]
    return {"rows": [dict(zip(names, map(_plain, row), strict=True)) for row in sheet.rows]}


def _plain(value: Value) -> Value:
    return float(value) if isinstance(value, Decimal) else value


def table(name: str, columns: Iterable[str], rows: Iterable[Sequence[Value]]) -> Sheet:
    """A table whose columns need no more than their names."""
    return Sheet(name, tuple(map(Field, columns)), list(rows))


def asked_table(
    name: str, asked: Mapping[str, Value], columns: Iterable[str], rows: Iterable[Sequence[Value]]
) -> Sheet:
    """The same, each line beginning with what was asked: a file torn from its page still says it."""
    return table(name, (*asked, *columns), ((*asked.values(), *row) for row in rows))


def links(endpoint: str, **query: Any) -> list[dict[str, str]]:
    """The addresses of the three files of a table: `endpoint` names the first, its sisters end with their shape."""
    return [
        {"label": gettext(words), "url": url_for(f"supervisor.{endpoint}_{shape}", **query)}
        for shape, words in WORDS.items()
    ]

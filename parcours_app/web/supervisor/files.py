"""A table of figures sent as a file: CSV, XLSX or JSON, by the suffix of the address; the links to the three."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext

from parcours_app.writers import SHAPES, Sheet
from workflows.engine import sentence

JSON, JSON_TYPE = "json", "application/json"
WORDS: Mapping[str, str] = {
    "csv": sentence("Download (CSV)"),
    "xlsx": sentence("Download (XLSX)"),
    JSON: sentence("Download (JSON)"),
}


def sent(stem: str, sheet: Sheet, document: Callable[[], Mapping[str, Any]]) -> Response:
    """The table in the shape its address ends with, as an attachment named `stem`."""
    shape = request.path.rpartition(".")[2]
    if shape == JSON:
        content, kind = json.dumps(document(), ensure_ascii=False, default=str).encode(), JSON_TYPE
    else:
        kind, written = SHAPES[shape]
        content = written(sheet)
    attached = f'attachment; filename="{stem}.{shape}"'
    return Response(content, mimetype=kind, headers={"Content-Disposition": attached})


def links(endpoint: str, **query: Any) -> list[dict[str, str]]:
    """The addresses of the three files of a table: `endpoint` names the first, its sisters end with their shape."""
    return [
        {"label": gettext(words), "url": url_for(f"supervisor.{endpoint}_{shape}", **query)}
        for shape, words in WORDS.items()
    ]

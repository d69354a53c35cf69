"""A table asked for as a file, by `format=` or by the Accept header: CSV or XLSX in place of JSON, the same rows."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Response, request
from flask_babel import gettext
from werkzeug.wsgi import wrap_file

from parcours_app.writers import SHAPES, Sheet, passing, worded

JSON_TYPE = "application/json"


def file_asked(asked: Mapping[str, Any], sheet: Sheet) -> Response | None:
    """The table as the file that is asked for; None when it is JSON."""
    shape = asked.get("format") or _accepted()
    if shape not in SHAPES:
        return None
    kind, write = SHAPES[shape]
    attached = f'attachment; filename="parcours-{sheet.name}.{shape}"'
    content = wrap_file(request.environ, passing(partial(write, worded(sheet, gettext))))
    return Response(content, mimetype=kind, headers={"Content-Disposition": attached})


def _accepted() -> str:
    kinds = {JSON_TYPE: "json", **{kind: shape for shape, (kind, _written) in SHAPES.items()}}
    best = request.accept_mimetypes.best_match(kinds, JSON_TYPE)
    return kinds[best or JSON_TYPE]

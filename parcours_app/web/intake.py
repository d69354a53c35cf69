"""What comes in: text is freed of characters that no page may show and no database will store. Judges nothing else."""

import re
from typing import Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict

# Control characters (tab and line ends are kept), lone surrogates and the code points that are no characters.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def fit(text: str) -> str:
    """The text without the characters nobody can see."""
    return UNFIT.sub("", text)


class FitValues(ImmutableMultiDict[str, Any]):
    """The values of a form or of a query, made fit as they are read; files sent along are left as they are."""

    def __init__(self, mapping: Any = None) -> None:
        """Take what Werkzeug has parsed: pairs, or another mapping."""
        pairs = mapping.items(multi=True) if hasattr(mapping, "getlist") else mapping or ()
        super().__init__([(fit(name), fit(value) if isinstance(value, str) else value) for name, value in pairs])


class FitRequest(Request):
    """A request whose forms and queries are fit to be stored and shown."""

    parameter_storage_class = FitValues


def refuse_unfit_path() -> None:
    """An address with such characters names no page."""
    if UNFIT.search(request.path):
        abort(404)


def register(app: Flask) -> None:
    """Read every request of this application so."""
    app.request_class = FitRequest
    app.before_request(refuse_unfit_path)

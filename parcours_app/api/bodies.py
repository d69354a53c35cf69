"""Reads what a program sends, with suspicion: JSON that is text, shallow, storable, small. Knows no field by name."""

import json
import re
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Request, request
from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields, validate
from webargs.flaskparser import FlaskParser

from parcours_app.api.problems import Problem
from parcours_app.api.reasons import reasons_json
from parcours_app.api.schemas.shapes import Listed
from workflows.engine import Reason, sentence
from workflows.fields import NO_DATE

LARGEST = 256 * 1024
DEEPEST = 12
# What no database holds: an empty character, half of one.
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
REMEDY = sentence("Correct “%(field)s” and send the request again.")
MISSING = sentence("“%(field)s” is missing.")
UNFIT = sentence("“%(field)s” is not of the expected form.")
NO_CHOICE = sentence("“%(field)s” is one of: %(choices)s.")
TWICE = sentence("“%(field)s” is given several times: give it once.")


class Parser(FlaskParser):
    """The parser of every route: bodies read strictly, faults told as reasons."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The JSON body, once it is known to be harmless."""
        del schema
        if not req.is_json:
            detail = gettext("Send JSON, with “Content-Type: application/json”.")
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
        return read_json(req.get_data())

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The query, once each value is known to be storable. A list may be given name after name, or with commas."""
        for name, value in req.args.items(multi=True):
            if not (_storable(name) and _storable(value)):
                raise Problem(HTTPStatus.BAD_REQUEST, gettext("The address holds characters that cannot be read."))
        asked = req.args.copy()
        for name, values in req.args.lists():
            if len(values) > 1 and isinstance(schema.fields.get(name), Listed):
                asked[name] = ",".join(values)
            elif len(values) > 1:
                refused(bad_field(name, TWICE))
        return self._makeproxy(asked, schema)

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, *, error_status_code: Any, error_headers: Any
    ) -> Any:
        """Every fault at once, a reason each."""
        del req, error_status_code, error_headers
        # webargs tells the faults by place (json, query), then by field.
        faults: Any = next(iter(error.messages.values()), {}) if isinstance(error.messages, dict) else error.messages
        reasons = [_reason(schema, name, told) for name, told in _each(faults)]
        refused(*reasons)


def read_json(data: bytes) -> Any:
    """The value of a body. Raises Problem 400 or 413 with what is wrong with it."""
    if len(data) > LARGEST:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, gettext("Send less than 256 kB in one request."))
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
        whole = _harmless(value, DEEPEST)
    except (ValueError, RecursionError):
        whole = False
    if not whole:
        raise Problem(HTTPStatus.BAD_REQUEST, gettext("Send one JSON object, in UTF-8, without control characters."))
    return value


def refused(*reasons: Reason) -> NoReturn:
    """Stop here, with the reasons (422)."""
    told = reasons_json(reasons)
    detail = " ".join(reason["explanation"] for reason in told)
    raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, reasons=told)


def bad_field(name: str, explanation: str = UNFIT) -> Reason:
    """The reason a field is refused for its form."""
    return Reason(f"data:{name}", explanation, REMEDY, evidence={"field": name})


def small_enough() -> None:
    """Before anything is read: nobody needs to send more than this to the API."""
    request.max_content_length = LARGEST


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _harmless(value: Any, depth: int) -> bool:
    """No string that a database cannot hold, no number without an end, no pit without a bottom."""
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, float):
        return value - value == 0  # neither infinite nor “not a number”
    if isinstance(value, dict):
        return depth > 0 and all(_storable(key) and _harmless(item, depth - 1) for key, item in value.items())
    if isinstance(value, list):
        return depth > 0 and all(_harmless(item, depth - 1) for item in value)
    return True


def _storable(text: str) -> bool:
    return not UNSTORABLE.search(text)


def _each(faults: Any) -> list[tuple[str, Any]]:
    return [(str(name), told) for name, told in faults.items()] if isinstance(faults, dict) else [("body", faults)]


def _reason(schema: Schema, name: str, told: Any) -> Reason:
    """The fault of a field in our words; those of the library are in English only."""
    field = next((field for own, field in schema.fields.items() if name == (field.data_key or own)), None)
    if field is None:
        return bad_field("body")
    if field.required and told == [field.error_messages["required"]]:
        return bad_field(name, MISSING)
    if choices := _choices(field):
        return Reason(f"data:{name}", NO_CHOICE, REMEDY, evidence={"field": name, "choices": ", ".join(choices)})
    return bad_field(name, NO_DATE if type(field).__name__ == "Date" else UNFIT)


def _choices(field: fields.Field[Any]) -> list[str]:
    """The values that a field may have, when it may have but a few."""
    return [str(value) for rule in field.validators if isinstance(rule, validate.OneOf) for value in rule.choices]

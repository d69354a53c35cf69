"""What a program says of its request: the version it read (If-Match), the key that makes it safe to repeat."""

import re
from http import HTTPStatus

from flask import request
from flask_babel import gettext

from parcours_app.api.problems import Problem

VERSION = re.compile(r'(?:W/)?(?:"([0-9]{1,40})"|([0-9]{1,40}))')
KEY = re.compile(r"[\x21-\x7e]{1,128}")
HEADERS = (
    {
        "in": "header",
        "name": "Idempotency-Key",
        "schema": {"type": "string", "maxLength": 128},
        "description": "Makes the request safe to repeat: the same key and body get the same answer.",
    },
    {
        "in": "header",
        "name": "If-Match",
        "schema": {"type": "string"},
        "description": "The version of the case you read: n or “n”. Absent: 428; no longer the present one: 409.",
    },
)


def version_read(*, required: bool) -> int | None:
    """The version in If-Match; None when it is absent and not required. Raises Problem 428 or 400."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        if required:
            detail = gettext('Send the version of the case you read, in the header If-Match: 3 or "3".')
            raise Problem(HTTPStatus.PRECONDITION_REQUIRED, detail)
        return None
    found = VERSION.fullmatch(text)
    if found is None:
        raise Problem(HTTPStatus.BAD_REQUEST, gettext('If-Match holds one version of the case: 3 or "3".'))
    return int(found[1] or found[2])


def key_given() -> str | None:
    """The Idempotency-Key; None without one. Raises Problem 400 when it cannot be one."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not KEY.fullmatch(key):
        detail = gettext("An Idempotency-Key has 1 to 128 plain characters, without spaces.")
        raise Problem(HTTPStatus.BAD_REQUEST, detail)
    return key

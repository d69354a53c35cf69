"""What a list leaves out although its address asks for it: a value that never was, or is no more. Said, not refused."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from flask_babel import ngettext


def left_out(fields: Iterable[Mapping[str, Any]]) -> str:
    """The sentence about the filters left out; empty when none is.

    fields: those of the form, {name, label, value}; a filter not in force has an empty value.
    """
    names = [field["label"] for field in fields if request.args.get(field["name"], "").strip() and not field["value"]]
    if not names:
        return ""
    return str(
        ngettext(
            "This filter is left out, for its value does not exist, or no longer: %(names)s.",
            "These filters are left out, for their values do not exist, or no longer: %(names)s.",
            len(names),
            names=", ".join(names),
        )
    )

"""The day an address asks for, kept only when it is one and not to come. Reads the request; refuses nothing."""

from datetime import date

from flask import request

from parcours_app.web.casework.move_parts import day_of, iso


def asked_day(name: str, today: date) -> date | None:
    """The day the address gives under this name; None when it gives none, no date, or a day to come."""
    found = day_of(iso([request.args.get(name, "")]))
    return found if found is not None and found <= today else None

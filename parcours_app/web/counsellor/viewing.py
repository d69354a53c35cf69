"""Who is looking, as the queries and services want to know it."""

from flask import current_app
from flask_login import current_user

from parcours_app.scope import Viewer, viewer_of


def viewer() -> Viewer:
    """The signed-in counsellor, at this instant."""
    return viewer_of(current_user, current_app.extensions["parcours_clock"])

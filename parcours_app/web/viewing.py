"""Who looks, for the views: the signed-in account as the viewer that queries and services expect."""

from flask import current_app
from flask_login import current_user

from parcours_app.scope import Viewer, viewer_of


def current_viewer() -> Viewer:
    """The viewer of this request; the walls have already sent anonymous visitors away."""
    return viewer_of(current_user, current_app.extensions["parcours_clock"])

"""What is seen: binds the audiences' pages, the walls, the languages and the headers to the application."""

from flask import Flask

from parcours_app.queries.withheld import hold_state
from parcours_app.web import (
    admin,
    beneficiary,
    counsellor,
    errors,
    furniture,
    headers,
    intake,
    languages,
    observed,
    public,
    sessions,
    static_files,
    supervisor,
)
from parcours_app.web.languages import choose_language
from parcours_app.web.walls import check_every_route_is_declared, declare

__all__ = ["check_every_route_is_declared", "choose_language", "declare", "register"]

AUDIENCES = (public, counsellor, beneficiary, supervisor, admin)


def register(app: Flask) -> None:
    """Bind everything a visitor meets; `check_every_route_is_declared` comes after, once all routes are known."""
    for part in (observed, intake, headers, static_files, languages, sessions, furniture, errors):
        part.register(app)
    app.before_request(hold_state)
    for audience in AUDIENCES:
        app.register_blueprint(audience.blueprint)

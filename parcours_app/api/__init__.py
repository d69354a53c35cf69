"""The same services over JSON: bearer tokens only, problems in place of pages, described at /api/v1/openapi.json.

This module is the API's site map: a row per route, with the roles it is open to. It never reads a cookie.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, request
from flask_babel import gettext

from parcours_app.api import (
    appointments,
    cases,
    cohorts,
    figures,
    indicators,
    machine,
    moves,
    outside,
    people,
    publications,
    sessions,
)
from parcours_app.api.bodies import small_enough
from parcours_app.api.caller import identify, no_token
from parcours_app.api.language import choose_language, speaks_to_a_program
from parcours_app.api.problems import HANDLERS, Problem
from parcours_app.api.routes import Description, routes
from parcours_app.extensions import csrf
from workflows.engine import Role

__all__ = ["BLUEPRINT", "ROLES", "choose_language", "register", "speaks_to_a_program"]

BLUEPRINT = routes.name
ROLES = (Role.COUNSELLOR, Role.BENEFICIARY, Role.SUPERVISOR, Role.ADMINISTRATOR)
COUNSELLOR = (Role.COUNSELLOR,)
FOLLOWING = (Role.COUNSELLOR, Role.SUPERVISOR)
PUBLISHING = (Role.SUPERVISOR,)
CASE_READERS = (*FOLLOWING, Role.BENEFICIARY)


@dataclass(frozen=True, slots=True)
class Route:
    """A line of the site map."""

    method: str
    path: str
    view: Callable[..., Any]
    roles: tuple[Role, ...]

    @property
    def endpoint(self) -> str:
        """Its name in the blueprint, drawn from the view's own."""
        return f"{self.view.__module__.rpartition('.')[2]}_{self.view.__name__}"


SITE_MAP = (
    Route("POST", "/people", people.create, COUNSELLOR),
    Route("GET", "/people/<uuid:person_id>", people.show, (Role.COUNSELLOR, Role.BENEFICIARY)),
    Route("PATCH", "/people/<uuid:person_id>", people.change, COUNSELLOR),
    Route("POST", "/cases", cases.create, COUNSELLOR),
    Route("GET", "/cases", cases.index, CASE_READERS),
    Route("GET", "/cases/<uuid:case_id>", cases.show, CASE_READERS),
    Route("GET", "/cases/<uuid:case_id>/moves", moves.options, CASE_READERS),
    Route("POST", "/cases/<uuid:case_id>/moves", moves.create, FOLLOWING),
    Route("POST", "/cases/<uuid:case_id>/corrections", moves.correct_entry, FOLLOWING),
    Route("GET", "/cases/<uuid:case_id>/journal", moves.journal, CASE_READERS),
    Route("GET", "/cases/<uuid:case_id>/appointments", appointments.index, CASE_READERS),
    Route("POST", "/cases/<uuid:case_id>/appointments", appointments.create, COUNSELLOR),
    Route("POST", "/cases/<uuid:case_id>/appointments/<int:n>/close", appointments.close, COUNSELLOR),
    Route("GET", "/totals", figures.show_totals, FOLLOWING),
    Route("GET", "/reconciliation", figures.show_reconciliation, FOLLOWING),
    Route("GET", "/seams", figures.index_seams, FOLLOWING),
    Route("GET", "/sessions", sessions.index, FOLLOWING),
    Route("GET", "/sessions/<uuid:session_id>", sessions.show, FOLLOWING),
    Route("GET", "/indicators", indicators.index, FOLLOWING),
    Route("GET", "/indicators/<string:name>", indicators.show, FOLLOWING),
    Route("GET", "/equity", indicators.show_equity, FOLLOWING),
    Route("GET", "/cohorts", cohorts.show, FOLLOWING),
    Route("GET", "/funnels/<string:name>", cohorts.funnel_of_share, FOLLOWING),
    Route("GET", "/programme", figures.show_programme, FOLLOWING),
    Route("GET", "/pacts", outside.index_pacts, FOLLOWING),
    Route("GET", "/series", outside.index_series, FOLLOWING),
    Route("GET", "/publications", publications.index, PUBLISHING),
    Route("GET", "/publications/<uuid:publication_id>", publications.show, PUBLISHING),
    Route("GET", "/publications/<uuid:publication_id>/document", publications.show_frozen, PUBLISHING),
    Route("GET", "/publications/<uuid:publication_id>/changes", publications.show_restatement, PUBLISHING),
    Route("GET", "/pathway", machine.show_pathway, ROLES),
    Route("GET", "/organisations", machine.index_organisations, ROLES),
)
OPEN_TO = {}
for _route in SITE_MAP:
    routes.add_url_rule(_route.path, _route.endpoint, _route.view, methods=[_route.method])
    OPEN_TO[f"{BLUEPRINT}.{_route.endpoint}"] = frozenset(_route.roles)
for _kind, _handler in HANDLERS.items():
    routes.register_error_handler(_kind, _handler)


def check_caller() -> None:
    """The wall of every route: a token that lives, and a role the route is open to."""
    small_enough()
    caller = identify()
    if caller is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, no_token())
    if caller.viewer.role not in OPEN_TO[request.endpoint or ""]:
        raise Problem(HTTPStatus.FORBIDDEN, gettext("This address is not open to your role."))


routes.before_request(check_caller)


def register(app: Flask) -> None:
    """Bind the API and its description to the application."""
    app.config.update(
        API_TITLE="Parcours",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        API_SPEC_OPTIONS={
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
            "security": [{"token": []}],
        },
    )
    Description(app).register_blueprint(routes)
    csrf.exempt(routes)

"""The API's blueprint and its decorators, typed: what a route takes, what it answers. Knows no route by name."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from flask_smorest import Api, Blueprint
from flask_smorest.utils import prepare_response
from marshmallow import Schema

from parcours_app.api.bodies import Parser
from parcours_app.api.problems import MEDIA_TYPE
from parcours_app.api.schemas.problem import PreparingSchema, ProblemSchema

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[P, R]


class Routes(Blueprint):  # type: ignore[misc]
    """A blueprint whose bodies and queries are read by our parser."""

    ARGUMENTS_PARSER = Parser()


class Description(Api):  # type: ignore[misc]
    """Makes the OpenAPI document. Errors are the application's business: a page's 404 must stay a page."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """Leave every error to the application."""

    def _register_responses(self) -> None:
        """Every error, whatever its status, is a problem document."""
        for name in ("DEFAULT_ERROR", *(status.name for status in HTTPStatus)):
            response = {"description": "Problem", "schema": self.ERROR_SCHEMA}
            prepare_response(response, self.spec, MEDIA_TYPE)
            self.spec.components.response(name, response, lazy=True)


def documented(*headers: dict[str, Any]) -> Callable[[View[P, R]], View[P, R]]:
    """The request headers a view reads."""
    decorator: Callable[[View[P, R]], View[P, R]] = routes.doc(parameters=list(headers))
    return decorator


routes = Routes("api", __name__, url_prefix="/api/v1", description="People, cases, moves, totals.")


def takes(schema: type[Schema], where: str = "json") -> Callable[[View[P, R]], Callable[..., R]]:
    """The body (or, where="query", the query) a view takes as its first argument, already read."""
    decorator: Callable[[View[P, R]], Callable[..., R]] = routes.arguments(schema, location=where)
    return decorator


def may_prepare(view: View[P, R]) -> View[P, R]:
    """Says that a view may answer 202 while the figures asked for are prepared."""
    told: View[P, R] = routes.alt_response(HTTPStatus.ACCEPTED.value, schema=PreparingSchema)(view)
    return told


def answers(
    schema: type[Schema], status: HTTPStatus = HTTPStatus.OK, *, problems: tuple[int, ...] = (), headers: Any = None
) -> Callable[[View[P, R]], View[P, R]]:
    """What a view answers when all goes well, and the statuses of the problems it may answer instead."""

    def decorated(view: View[P, R]) -> View[P, R]:
        told: View[P, R] = routes.response(status.value, schema, headers=headers)(view)
        for code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, *map(HTTPStatus, problems)):
            told = routes.alt_response(code.value, code.name)(told)
        return told

    return decorated

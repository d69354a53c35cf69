"""The pages shown when something cannot be: plain sentences, a way out, never a traceback. Logs what is a defect.

A caller of the API gets the same answer as `application/problem+json`.
"""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from parcours_app.extensions import database_is_away, db
from parcours_app.scope import Invisible
from workflows.engine import sentence

log = structlog.get_logger("parcours.errors")

API = "/api/"

# Status: (title, what to do). A status without its own words gets those of its family, 400 or 500.
WORDS: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: (
            sentence("This request cannot be understood"),
            sentence("Go back to the previous page, load it again and start over."),
        ),
        403: (
            sentence("This page is not open to your account"),
            sentence("If you need it for your work, ask the administrator of your organisation."),
        ),
        404: (
            sentence("This page does not exist"),
            sentence("Check the address, or go back to the home page."),
        ),
        405: (
            sentence("This page cannot be used in this way"),
            sentence("Go back to the previous page and use its buttons."),
        ),
        409: (
            sentence("Someone else has just changed this"),
            sentence("Load the page again to see the change, then do what you wanted if it is still right."),
        ),
        413: (
            sentence("This file is too big"),
            sentence("Send a file of 10 MB at most."),
        ),
        429: (
            sentence("Too many attempts"),
            sentence("Wait five minutes, then try again."),
        ),
        500: (
            sentence("Something went wrong on our side"),
            sentence("Nothing was saved. Try again in a few minutes; if it goes on, tell the administrator."),
        ),
        503: (
            sentence("The service is not available for the moment"),
            sentence("Nothing was lost. Try again in a few minutes."),
        ),
    }
)

CSRF_WORDS = (
    sentence("Your page was open for too long"),
    sentence("Nothing was saved. Go back to the previous page, load it again and send the form once more."),
)


def words(status: int) -> tuple[str, str]:
    """The English title and advice of a status."""
    return WORDS.get(status) or WORDS[500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400]


def page(status: int, title: str, advice: str) -> Response:
    """An error page, or a problem document for the API. A failing server gets a page that asks nothing of it."""
    if request.path.startswith(API):
        problem = jsonify(type="about:blank", status=status, title=gettext(title), detail=gettext(advice))
        problem.status_code, problem.mimetype = status, "application/problem+json"
        return problem
    template = "public/unavailable.html" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "public/error.html"
    return make_response(render_template(template, title=gettext(title), advice=gettext(advice), status=status), status)


def on_http(error: HTTPException) -> Response:
    """A refusal raised on purpose, by us or by Flask; its own headers, such as Allow, are kept."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if error.response is not None and status < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    answer = page(status, *(CSRF_WORDS if isinstance(error, CSRFError) else words(status)))
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            answer.headers[name] = value
    return answer


def on_invisible(error: Invisible) -> Response:
    """What does not exist, or is not for this visitor: the two look the same."""
    del error
    return page(HTTPStatus.NOT_FOUND, *words(HTTPStatus.NOT_FOUND))


def on_failure(error: Exception) -> Response:
    """Anything else: the database is away for a while, or it is a defect and the log keeps its trace."""
    db.session.rollback()
    away = database_is_away(error)
    log.error(
        "database away" if away else "defect", endpoint=request.endpoint, exc_info=not away, kind=type(error).__name__
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.INTERNAL_SERVER_ERROR
    answer = page(status, *words(status))
    if away:
        answer.headers["Retry-After"] = "30"
    return answer


def register(app: Flask) -> None:
    """Answer every error of the application with its page."""
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Invisible, on_invisible)
    app.register_error_handler(Exception, on_failure)

"""Refusals and errors of the API as `application/problem+json`: what is wrong and what to do. Never a page."""

from http import HTTPStatus
from typing import Any

from flask import Response, jsonify
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from parcours_app.api.caller import viewer
from parcours_app.api.reasons import reasons_json
from parcours_app.queries.people import visible_person
from parcours_app.scope import Invisible, Viewer
from parcours_app.services.corrections import Superseded
from parcours_app.services.refusals import KeyReused, NotEligible, SamePerson, Stale
from workflows.engine import Refused

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that cannot be served; `detail` is already in the caller's language."""

    def __init__(self, status: HTTPStatus, detail: str, **members: Any) -> None:
        """Keep the status, the sentence and the members to add to the document."""
        super().__init__(detail)
        self.status, self.detail, self.members = status, detail, members


class Preparing(Exception):
    """Figures that a caller cannot wait for; the worker was asked for them."""


def problem(status: HTTPStatus, detail: str, **members: Any) -> Response:
    """A problem document (RFC 9457)."""
    answer = jsonify(type="about:blank", status=status.value, title=_title(status), detail=detail, **members)
    answer.status_code, answer.mimetype = status.value, MEDIA_TYPE
    return answer


def _title(status: HTTPStatus) -> str:
    titles = {
        HTTPStatus.BAD_REQUEST: gettext("The request cannot be read"),
        HTTPStatus.UNAUTHORIZED: gettext("A token is needed"),
        HTTPStatus.FORBIDDEN: gettext("Your role does not allow this"),
        HTTPStatus.NOT_FOUND: gettext("Not found"),
        HTTPStatus.CONFLICT: gettext("This does not fit what is recorded now"),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: gettext("JSON is expected"),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: gettext("The request is too big"),
        HTTPStatus.UNPROCESSABLE_ENTITY: gettext("Refused"),
        HTTPStatus.PRECONDITION_REQUIRED: gettext("Say which version you read"),
        HTTPStatus.NOT_IMPLEMENTED: gettext("Not available yet"),
    }
    return titles.get(status, status.phrase)


def on_problem(error: Problem) -> Response:
    """One raised by a view."""
    answer = problem(error.status, error.detail, **error.members)
    if error.status is HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="parcours"'
    return answer


def on_preparing(_error: Preparing) -> Response:
    """No problem: ask again."""
    detail = gettext("There are too many people to count while you wait: ask the same question again in a few minutes.")
    answer = jsonify(detail=detail)
    answer.status_code, answer.headers["Retry-After"] = HTTPStatus.ACCEPTED.value, "60"
    return answer


def on_refused(error: Refused) -> Response:
    """The rules say no: every reason; a role that never may is a 403."""
    role = any(reason.guard == "role" for reason in error.reasons)
    status = HTTPStatus.FORBIDDEN if role else HTTPStatus.UNPROCESSABLE_ENTITY
    reasons = reasons_json(error.reasons)
    members = {"entry": error.entry} if error.entry else {}
    return problem(status, " ".join(reason["explanation"] for reason in reasons), reasons=reasons, **members)


def on_not_eligible(error: NotEligible) -> Response:
    """The rule set of that day says no: the reasons, with the rule set and its version as an opening freezes them."""
    reasons, judged = reasons_json(error.reasons), error.verdict
    detail = " ".join(reason["explanation"] for reason in reasons)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return problem(status, detail, reasons=reasons, rule_set=judged.rule_set, version=judged.version)


def on_invisible(_error: Invisible) -> Response:
    """It does not exist, or it is not for this caller: both look the same."""
    return problem(HTTPStatus.NOT_FOUND, gettext("There is nothing here that you may see: check the identifier."))


def on_stale(error: Stale) -> Response:
    """Somebody wrote meanwhile."""
    detail = gettext("Somebody has changed this case since you read it: read it again, then decide.")
    answer = problem(HTTPStatus.CONFLICT, detail, version=error.version)
    answer.set_etag(str(error.version))
    return answer


def on_superseded(error: Superseded) -> Response:
    """The entry was already corrected."""
    detail = gettext("This entry was already corrected: correct the version that holds now (“live”).")
    return problem(HTTPStatus.CONFLICT, detail, live=error.live)


def on_key_reused(_error: KeyReused) -> Response:
    """The same key for another request."""
    detail = gettext("This Idempotency-Key already served for another request: use a new key.")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, reasons=[])


def on_same_person(error: SamePerson) -> Response:
    """The person exists; named only to those who may see them."""
    detail = gettext("A person with this France Travail identifier and this birth date is already recorded.")
    person = error.person.id
    return problem(HTTPStatus.CONFLICT, detail, **({"person_id": person} if _seen(viewer(), person) else {}))


def _seen(looking: Viewer, person_id: str) -> bool:
    try:
        visible_person(looking, person_id)
    except Invisible:
        return False
    return True


def on_http(error: HTTPException) -> Response:
    """What Flask refuses by itself inside the API; its own headers are kept."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    answer = problem(status, _title(status))
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            answer.headers[name] = value
    return answer


HANDLERS = {
    Problem: on_problem,
    Preparing: on_preparing,
    Refused: on_refused,
    NotEligible: on_not_eligible,
    Invisible: on_invisible,
    Stale: on_stale,
    Superseded: on_superseded,
    KeyReused: on_key_reused,
    SamePerson: on_same_person,
    HTTPException: on_http,
}

"""The machine and who may be handed a case: the pathway as it is coded, and the organisations."""

from typing import Any

from flask_babel import gettext

from parcours_app.api.bodies import bad_field, refused
from parcours_app.api.caller import viewer
from parcours_app.api.cursors import cursor_of, keys_of
from parcours_app.api.moves import fields_json
from parcours_app.api.reasons import reason_json
from parcours_app.api.routes import answers, takes
from parcours_app.api.schemas.figures import OrganisationPage, PathwayAsked, PathwaySchema
from parcours_app.api.schemas.shapes import PageAsked
from parcours_app.models import Organisation
from parcours_app.queries.answer_times import NO_ANSWER_YET, AnswerTime, answer_times
from parcours_app.queries.organisations import organisations_page
from parcours_app.queries.pathway import UnknownPact, pathway_card
from workflows.engine import Guard, Move, Role, sentence
from workflows.labels import label
from workflows.pacts.pact import Pact

NO_PACT = sentence("There is no pact of this code: leave “%(field)s” out for the national pathway.")


@takes(PathwayAsked, "query")
@answers(PathwaySchema, problems=(422,))
def show_pathway(asked: dict[str, Any]) -> Any:
    """The machine as it is coded: stages, moves, guards, who may make them."""
    try:
        card = pathway_card(asked.get("pact") or None)
    except UnknownPact:
        refused(bad_field("pact", NO_PACT))
    return {
        "pact": pact_json(card.pact),
        "stages": [{"stage": str(stage), "label": gettext(label("stage", stage))} for stage in card.stages],
        "moves": [move_json(move) for move in card.moves],
    }


def pact_json(pact: Pact) -> dict[str, Any]:
    """A pact, with its narrowing in words."""
    narrowing = gettext(pact.narrowing.otherwise) if pact.narrowing else None
    plain = {name: getattr(pact, name) for name in ("code", "name", "region", "threshold")}
    return {**plain, "kinds": dict(pact.kinds), "narrowing": narrowing}


def move_json(move: Move) -> dict[str, Any]:
    """A move of the table; the command line, which may make them all, is not among its roles."""
    return {
        "move": move.name,
        "label": gettext(label("move", move.name)),
        "from": [str(source) for source in move.sources],
        "to": [str(end) for end in move.to],
        "stays": move.stays,
        "roles": [role.value for role in move.roles if role is not Role.OPERATOR],
        "guards": [guard_json(guard) for guard in move.guards],
        "fields": fields_json(move.fields),
    }


def guard_json(guard: Guard) -> dict[str, Any]:
    """A guard's sentence, without the facts that only a case has."""
    return reason_json(guard.known_by({}))


@takes(PageAsked, "query")
@answers(OrganisationPage, problems=(422,))
def index_organisations(asked: dict[str, Any]) -> Any:
    """The organisations, a page at a time."""
    after = str(keys_of(asked["cursor"], str)[0]) if asked.get("cursor") else ""
    found = organisations_page(asked["limit"] + 1, after)
    more = len(found) > asked["limit"]
    items = found[: asked["limit"]]
    times = answer_times(viewer().today, [each.id for each in items])
    return {
        "items": [receiver_json(each, times.get(each.id, NO_ANSWER_YET)) for each in items],
        "next": cursor_of(items[-1].id) if more else None,
    }


def receiver_json(organisation: Organisation, time: AnswerTime) -> dict[str, Any]:
    """An organisation, and how fast it answers a handover."""
    plain = {name: getattr(organisation, name) for name in ("id", "name", "region")}
    return {**plain, "answers": time.answers, "median_answer_days": time.median_days}

"""Moves: what may be done next, and doing it; corrections of what was done; the journal of it all."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask_babel import gettext

from parcours_app.api.caller import viewer
from parcours_app.api.entry_json import accounts_in, entry_json
from parcours_app.api.preconditions import HEADERS, key_given, version_read
from parcours_app.api.reasons import check_json
from parcours_app.api.routes import answers, documented, takes
from parcours_app.api.schemas.moves import (
    CorrectionAsked,
    EntryWritten,
    JournalSchema,
    MoveAsked,
    OnAsked,
    OptionsSchema,
)
from parcours_app.queries.cards import account_cards
from parcours_app.queries.case_file import case_options, journal_lines
from parcours_app.services.corrections import CorrectionRequest, correct
from parcours_app.services.moves import MoveRequest, make_move
from parcours_app.services.once import Written
from workflows.engine import Field
from workflows.fields import choices_of
from workflows.labels import label
from workflows.options import Option


@takes(OnAsked, "query")
@answers(OptionsSchema, problems=(404, 422))
def options(asked: dict[str, Any], case_id: object) -> Any:
    """Every move of the present stage that your role may make, with its checklist and its data."""
    found = case_options(viewer(), str(case_id), asked.get("on"))
    return {"items": [option_json(option) for option in found], "next": None}


@documented(*HEADERS)
@takes(MoveAsked)
@answers(EntryWritten, HTTPStatus.CREATED, problems=(400, 404, 409, 422, 428))
def create(asked: dict[str, Any], case_id: object) -> Any:
    """Make a move; refused with every reason when it is not possible."""
    request = MoveRequest(
        move=asked["move"],
        effective_on=asked["effective_on"],
        data=asked["data"],
        override_reason=(asked.get("override_reason") or "").strip() or None,
        version=version_read(required=True),
        key=key_given(),
    )
    return _written(make_move(viewer(), str(case_id), request))


@documented(*HEADERS)
@takes(CorrectionAsked)
@answers(EntryWritten, HTTPStatus.CREATED, problems=(400, 404, 409, 422))
def correct_entry(asked: dict[str, Any], case_id: object) -> Any:
    """Correct an entry by a new one; refused, naming the entry, when what follows would no longer hold."""
    request = CorrectionRequest(
        entry=asked["entry"],
        reason=asked["reason"],
        effective_on=asked.get("effective_on"),
        data=asked.get("data"),
        void=asked["void"],
        version=version_read(required=False),
        key=key_given(),
    )
    return _written(correct(viewer(), str(case_id), request))


@answers(JournalSchema, problems=(404,))
def journal(case_id: object) -> Any:
    """Every entry of a case in order of seq, those that no longer hold included."""
    lines = journal_lines(viewer(), str(case_id))
    cards = account_cards(accounts_in(line.entry for line in lines))
    items = [{**entry_json(line.entry, cards), "hash": line.hash, "live": line.live} for line in lines]
    return {"items": items, "next": None}


def _written(written: Written) -> Any:
    cards = account_cards(accounts_in([written.entry]))
    body = {**entry_json(written.entry, cards), "case_id": written.case_id, "version": written.version}
    return body, {"ETag": f'"{written.version}"'}


def option_json(option: Option) -> dict[str, Any]:
    """A move as it stands for the caller."""
    return {
        "move": option.move.name,
        "label": gettext(label("move", option.move.name)),
        "to": option.to,
        "open": option.open,
        "requires": [check_json(check) for check in option.checks],
        "fields": fields_json(option.move.fields),
        "episodes": [episode.id for episode in option.episodes],
    }


def fields_json(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """The data of a move: {name, type, required, choices?}."""
    return [
        {
            "name": field.name,
            "type": field.type,
            "required": field.required,
            **({"choices": list(choices_of(field))} if choices_of(field) else {}),
        }
        for field in fields
    ]

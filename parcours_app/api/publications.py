"""Published figures: their list, the proof of one, its frozen files byte for byte, what changed since."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Response
from flask_babel import gettext

from parcours_app.api.caller import viewer
from parcours_app.api.cursors import cursor_of, keys_of
from parcours_app.api.files import JSON_TYPE, file_asked
from parcours_app.api.problems import Problem
from parcours_app.api.routes import answers, takes
from parcours_app.api.schemas.publications import (
    FrozenAsked,
    FrozenSchema,
    PublicationPage,
    RestatementSchema,
    VerifiedSchema,
)
from parcours_app.api.schemas.shapes import FileAsked, PageAsked
from parcours_app.models import Publication
from parcours_app.queries import publications as ask
from parcours_app.queries.frozen import frozen
from parcours_app.queries.restatement import restatement
from parcours_app.queries.restatement_sheet import restatement_document, restatement_sheet
from parcours_app.writers import CSV_TYPE
from workflows.engine import sentence

UNREADABLE = sentence("The file of this publication can no longer be read: what changed since cannot be told.")

PLAIN = ("id", "title", "reason", "region", "on", "known", "by", "published_at", "digest")


@takes(PageAsked, "query")
@answers(PublicationPage, problems=(422,))
def index(asked: dict[str, Any]) -> Any:
    """The figures published for your territory and for the nation, the last published first."""
    before = str(keys_of(asked["cursor"], str)[0]) if asked.get("cursor") else ""
    found = ask.publications(viewer(), before, asked["limit"])
    items = found[: asked["limit"]]
    more = cursor_of(items[-1].id) if len(found) > len(items) else None
    return {"items": [_summary(each) for each in items], "next": more}


@answers(VerifiedSchema, problems=(404,))
def show(publication_id: UUID) -> Any:
    """One of them, with its proof: its files hashed again, its question asked again."""
    found = _found(publication_id)
    proof = ask.verified(found)
    return {
        **_summary(found),
        "intact": proof.intact,
        "broken": proof.broken,
        "differing": [
            {**each.cell, "measure": each.measure, "published": each.published, "computed": each.computed}
            for each in proof.figures
        ],
    }


@takes(FrozenAsked, "query")
@answers(FrozenSchema, problems=(404, 422))
def show_frozen(asked: dict[str, Any], publication_id: UUID) -> Any:
    """Its files, byte for byte: the document, whose SHA-256 is the digest; or its table, whose SHA-256 it tells."""
    found = _found(publication_id)
    if asked["format"] == "csv":
        return Response(found.table, mimetype=CSV_TYPE)
    return Response(found.document, mimetype=JSON_TYPE)


@takes(FileAsked, "query")
@answers(RestatementSchema, problems=(404, 409, 422))
def show_restatement(asked: dict[str, Any], publication_id: UUID) -> Any:
    """What changed since in the published figures, and the entries that explain it; a file holds the entries."""
    found = _found(publication_id)
    try:
        told = restatement(viewer(), found, frozen(found))
    except ValueError:
        raise Problem(HTTPStatus.CONFLICT, gettext(UNREADABLE)) from None
    return file_asked(asked, restatement_sheet(told)) or restatement_document(told)


def _found(key: UUID) -> Publication:
    found = ask.publication(viewer(), str(key))
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, gettext("There is no such publication, or it is not one of yours."))
    return found


def _summary(found: Publication) -> dict[str, Any]:
    return {name: getattr(found, name) for name in PLAIN}

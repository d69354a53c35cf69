"""Publishes a table of totals: freezes it with its definitions in two files and writes their digest.

The figures are those the publisher reads, masked; they are computed before, on a day of knowledge that is over, so that
the same question will always have the same answer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from parcours_app.models import Publication
from parcours_app.scope import Viewer
from parcours_app.services.plain_text import plain_texts
from parcours_app.services.unit import unit_of_work
from parcours_app.writers import Field, Sheet, csv_file
from workflows.engine import Reason, Refused, Role, sentence
from workflows.totals import MEASURES, TOTALS

FORMAT = "parcours-publication/1"
LONGEST_TITLE, LONGEST_REASON = 200, 500
NOT_A_PUBLISHER = Reason(
    "role",
    sentence("Only the supervisor of a region or of the nation publishes figures."),
    sentence("Ask them to publish this table."),
)
DAY_NOT_OVER = Reason(
    "data:known",
    sentence("This day of knowledge is not over: something may still be recorded on it."),
    sentence("Choose yesterday, or an earlier day."),
)
NOT_KNOWN_YET = Reason(
    "data:on",
    sentence("The situation comes after the day of knowledge: it was not known yet."),
    sentence("Choose a day of knowledge on the day of the situation, or later."),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be frozen. rows: {dimension: value, …, measure: count or None where masked}, in their order.

    totals: of everybody, {measure: count or None}.
    """

    title: str
    reason: str
    on: date
    known: date
    by: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    totals: Mapping[str, int | None]
    definitions: Sequence[str]
    definitions_fr: Sequence[str]
    largest_masked: int
    organisations: Mapping[str, str]


def may_publish(viewer: Viewer) -> bool:
    """Whether this viewer answers for figures: a supervisor of a region, or of the nation."""
    return viewer.role is Role.SUPERVISOR and viewer.account is not None and not viewer.organisation


def undecided(viewer: Viewer, on: date, known: date) -> list[Reason]:
    """Why the situation of these days cannot be published; empty when it can."""
    return [
        *([DAY_NOT_OVER] if known >= viewer.today else []),
        *([NOT_KNOWN_YET] if on > known else []),
    ]


def publish(viewer: Viewer, draft: Draft) -> str:
    """The key of the publication written. Raises Refused: not a publisher, days that may still change, no title."""
    with unit_of_work() as session:
        if not may_publish(viewer) or viewer.account is None:
            raise Refused(NOT_A_PUBLISHER)
        if reasons := undecided(viewer, draft.on, draft.known):
            raise Refused(*reasons)
        texts = plain_texts(title=(draft.title, LONGEST_TITLE), reason=(draft.reason, LONGEST_REASON))
        table = _table(draft)
        document = canonical(_document(viewer, draft, texts) | {"csv_sha256": digest_of(table)})
        publication = Publication(
            id=viewer.new_id(),
            title=texts["title"],
            reason=texts["reason"],
            region=viewer.region,
            on=draft.on,
            known=draft.known,
            by=list(draft.by),
            account_id=viewer.account,
            published_at=viewer.now,
            document=document,
            table=table,
            digest=digest_of(document),
        )
        session.add(publication)
        return publication.id


def canonical(document: Mapping[str, Any]) -> bytes:
    """The one way a document is written, so that the same content has the same digest: sorted keys, no blanks."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file, as `sha256sum` prints it."""
    return sha256(content).hexdigest()


def _document(viewer: Viewer, draft: Draft, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        **texts,
        "published_at": viewer.now.isoformat(),
        "region": viewer.region,
        "on": draft.on.isoformat(),
        "known": draft.known.isoformat(),
        "by": list(draft.by),
        "definitions": list(draft.definitions),
        "definitions_fr": list(draft.definitions_fr),
        "largest_masked": draft.largest_masked,
        "organisations": dict(draft.organisations),
        "rows": [dict(row) for row in draft.rows],
        **{TOTALS[measure]: count for measure, count in draft.totals.items()},
    }


def _table(draft: Draft) -> bytes:
    """The rows for a spreadsheet: no cell is a formula, a masked count is empty and said so."""
    fields = tuple(map(Field, (*draft.by, *MEASURES, "masked")))
    rows = [
        (*(row[name] for name in (*draft.by, *MEASURES)), None in (row[measure] for measure in MEASURES))
        for row in draft.rows
    ]
    return csv_file(Sheet("totals", fields, rows))

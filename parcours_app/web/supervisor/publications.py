"""Published figures: their list, the page of one, its files, its verification. What is new is in publishing.py."""

from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import Publication
from parcours_app.queries import publications as ask
from parcours_app.queries.frozen import frozen
from parcours_app.services.publications import may_publish
from parcours_app.web import wording
from parcours_app.web.languages import page_language
from parcours_app.web.supervisor.publication_words import (
    BROKEN,
    caption,
    columns,
    definitions_frozen,
    figure_words,
    footer,
    plain_row,
    territory_words,
)
from parcours_app.web.supervisor.totals_words import count_words, persons_words
from parcours_app.web.viewing import current_viewer


def show() -> ResponseReturnValue:
    """The list, the last published first."""
    viewer = current_viewer()
    before = request.args.get("before", "")
    found = ask.publications(viewer, before)
    page = found[: ask.PAGE]
    more = url_for("supervisor.publications", before=page[-1].id) if len(found) > ask.PAGE else None
    return render_template(
        "supervisor/publications.html",
        columns=[
            {"label": label}
            for label in (gettext("Title"), gettext("Territory"), gettext("Situation"), gettext("Published on"))
        ],
        rows=[_line(each) for each in page],
        new_url=url_for("supervisor.publish") if may_publish(viewer) else None,
        first_url=url_for("supervisor.publications") if before else None,
        next_url=more,
    )


def publication(publication_id: str) -> ResponseReturnValue:
    """The figures as frozen; when its file can no longer be read, its verification says so instead."""
    found = found_or_404(publication_id)
    try:
        content = frozen(found)
    except ValueError:
        return _verification(found)
    return render_template(
        "supervisor/publication.html",
        **_head(found),
        columns=columns(content.by),
        rows=[plain_row(row, content.organisations) for row in content.rows],
        footer=footer(content.by, content.totals),
        total=persons_words(content.total),
        masked=any(row.masked for row in content.rows),
        definitions=definitions_frozen(content, page_language()),
    )


def verification(publication_id: str) -> ResponseReturnValue:
    """The proof: the files hashed again, the same question asked again."""
    return _verification(found_or_404(publication_id))


def document(publication_id: str) -> ResponseReturnValue:
    """The frozen document (JSON), byte for byte: its SHA-256 is the digest."""
    found = found_or_404(publication_id)
    return _file(found, found.document, "json", "application/json")


def table(publication_id: str) -> ResponseReturnValue:
    """The frozen table (CSV), byte for byte."""
    found = found_or_404(publication_id)
    return _file(found, found.table, "csv", "text/csv")


def found_or_404(key: str) -> Publication:
    """The publication, if this viewer may read it."""
    found = ask.publication(current_viewer(), key)
    if found is None:
        abort(404)
    return found


def _verification(found: Publication) -> ResponseReturnValue:
    proof = ask.verified(found)
    names = proof.frozen.organisations if proof.frozen else {}
    labels = (gettext("Figure"), gettext("Published"), gettext("Computed again"))
    return render_template(
        "supervisor/publication_verification.html",
        **_head(found),
        intact=proof.intact,
        broken=[gettext(BROKEN[code]) for code in proof.broken],
        columns=[{"label": label, "numeric": n > 0} for n, label in enumerate(labels)],
        rows=[
            [figure_words(each.cell, each.measure, names), count_words(each.published), count_words(each.computed)]
            for each in proof.figures
        ],
    )


def _head(found: Publication) -> dict[str, Any]:
    return {
        "publication": found,
        "territory": territory_words(found.region),
        "caption": caption(found.on, found.known),
        "published": wording.moment(found.published_at),
    }


def _line(found: Publication) -> list[Any]:
    return [
        {"text": found.title, "url": url_for("supervisor.publication", publication_id=found.id)},
        territory_words(found.region),
        caption(found.on, found.known),
        wording.short_day(found.published_at.astimezone(wording.CIVIL).date()),
    ]


def _file(found: Publication, content: bytes, suffix: str, kind: str) -> Response:
    name = f"parcours-publication-{found.on.isoformat()}-{found.digest[:8]}.{suffix}"
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

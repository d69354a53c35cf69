"""Published figures: what a viewer may read, what was frozen, the proof that it still stands. Never writes."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import ColumnElement, or_, select, true

from parcours_app.extensions import db
from parcours_app.models import Publication
from parcours_app.queries.counted import Value, cells, everybody
from parcours_app.queries.frozen import Frozen, frozen
from parcours_app.scope import Viewer
from parcours_app.writers.sheet import safe_text
from workflows.engine import Role
from workflows.totals import MEASURES, TOTALS

PAGE = 50
FILE_CHANGED, TABLE_CHANGED, QUESTION_CHANGED = "file", "table", "question"
Place = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A published count that the same question no longer gives. A measure of TOTALS: of the whole table."""

    cell: Mapping[str, Value]
    measure: str
    published: int
    computed: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What does not hold: the files (codes), the figures. frozen is None when the file cannot be read any more."""

    broken: tuple[str, ...]
    figures: tuple[Differing, ...]
    frozen: Frozen | None

    @property
    def intact(self) -> bool:
        """Whether the files are those published and the figures are found again to the last unit."""
        return not self.broken and not self.figures and self.frozen is not None


def publications(viewer: Viewer, before: str = "", limit: int = PAGE) -> Sequence[Publication]:
    """A page of those the viewer may read and the first of the next page, the last published first."""
    wanted = select(Publication).where(_readable(viewer)).order_by(Publication.id.desc()).limit(limit + 1)
    return db.session.scalars(wanted.where(Publication.id < before) if before else wanted).all()


def every() -> Sequence[Publication]:
    """All of them, in the order they were published."""
    return db.session.scalars(select(Publication).order_by(Publication.id)).all()


def publication(viewer: Viewer, key: str) -> Publication | None:
    """The publication of this key, if the viewer may read it."""
    return db.session.scalar(select(Publication).where(Publication.id == key, _readable(viewer)))


def verified(found: Publication) -> Verification:
    """Hash its files again, ask its question again, and compare every count that it shows."""
    try:
        content = frozen(found)
    except ValueError:
        return Verification((FILE_CHANGED,), (), None)
    broken = tuple(_broken(found, content))
    figures = () if QUESTION_CHANGED in broken else tuple(_figures(found, content))
    return Verification(broken, figures, content)


def publisher(found: Publication, viewer: Viewer) -> Viewer:
    """Who reads the whole territory of a publication, as its publisher did, on the viewer's day."""
    return Viewer(Role.SUPERVISOR, viewer.now, viewer.today, region=found.region)


def _readable(viewer: Viewer) -> ColumnElement[bool]:
    """The nation's figures are for everybody, a region's for its own; the nation's supervisor reads all."""
    if viewer.region is None:
        return true()
    return or_(Publication.region.is_(None), Publication.region == viewer.region)


def _broken(found: Publication, content: Frozen) -> Iterator[str]:
    """What is not as published, whoever changed it: the digests too may have been written anew."""
    told = content.said
    places = {tuple(row.dimensions.values()) for row in content.rows}
    changed = sha256(found.document).hexdigest() != found.digest or len(places) < len(content.rows)
    if changed:
        yield FILE_CHANGED
    other = not changed and _tabled(found) != _as_tabled(content)
    if other or sha256(found.table).hexdigest() != told.get("csv_sha256"):
        yield TABLE_CHANGED
    question = {name: getattr(found, name) for name in ("title", "reason", "region", "by")}
    days = {name: getattr(found, name).isoformat() for name in ("on", "known", "published_at")}
    if any(told.get(name) != value for name, value in (question | days).items()):
        yield QUESTION_CHANGED


def _tabled(found: Publication) -> list[list[str]]:
    """The cells of its table below the header; nothing when they cannot be read."""
    try:
        return list(csv.reader(io.StringIO(found.table.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    except (UnicodeDecodeError, csv.Error):
        return []


def _as_tabled(content: Frozen) -> list[list[str]]:
    """The cells that its rows make: a masked count is empty, and said so."""
    cells = [(*row.dimensions.values(), *(getattr(row, measure) for measure in MEASURES)) for row in content.rows]
    return [
        [*("" if cell is None else safe_text(str(cell)) for cell in line), str(row.masked).lower()]
        for line, row in zip(cells, content.rows, strict=True)
    ]


def _figures(found: Publication, content: Frozen) -> Iterator[Differing]:
    """The counts shown that are not those of the same question; a masked count says nothing to compare."""
    by = tuple(found.by)
    asker = Viewer(Role.SUPERVISOR, found.published_at, found.known, region=found.region)
    computed = cells(asker, found.on, found.known, by)
    published = {tuple(row.dimensions.values()): row for row in content.rows}
    whole = everybody(computed)
    for measure, total in content.totals.items():
        if total is not None and total != whole[measure]:
            yield Differing({}, TOTALS[measure], total, whole[measure])
    for place in dict.fromkeys((*published, *computed)):
        for measure in MEASURES:
            told = getattr(published[place], measure) if place in published else 0
            present = computed.get(place, {}).get(measure, 0)
            if told is not None and told != present:
                yield Differing(dict(zip(by, place, strict=True)), measure, told, present)

"""Our months beside an outside series as they were known on a past day: people replayed, or prepared. Never writes.

As known today they are read from the episodes and spells as they stand (queries/series.py), which a replay equals.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from parcours_app.extensions import db
from parcours_app.models import FigureQuestion
from parcours_app.queries.prepared import Prepared, parts, prepared
from parcours_app.queries.replayed import histories
from parcours_app.queries.series import ENTRIES, STOCK, SUPPORTS, Month, Named, beside, convention, last_days, months
from parcours_app.scope import Viewer, bounded_by
from workflows.episode import TRAINING, Episode
from workflows.journal import replay
from workflows.standing import Standing
from workflows.support import Support

SERIES = "series"
# How the months are counted and stored: what is of another version is no answer.
VERSION = 1
Counts = Mapping[str, Sequence[int]]


def series_figures(viewer: Viewer, named: Named, year: int, known: date) -> Prepared[list[Month]]:
    """The months of a year, theirs as extracted and ours as known by a day."""
    days = {"since": date(year, 1, 1), "until": date(year, 12, 31), "on": known, "known": known}
    question = {"kind": SERIES, **days, "terms": ""}
    if known >= viewer.today:
        return Prepared(question, months(viewer, named, year))

    def shown(counts: Counts) -> list[Month]:
        return beside(viewer, named, year, counts[convention(named)], known)

    def told(found: FigureQuestion) -> list[Month] | None:
        counts = _stored(found)
        return None if counts is None else shown(counts)

    return prepared(viewer, question, lambda: shown(counts_known(viewer, year, known)), told)


def series_parts(viewer: Viewer, question: FigureQuestion) -> Iterator[dict[str, Any]]:
    """Our months by each convention, calculated and ready to be stored."""
    for how, counts in counts_known(viewer, question.since.year, question.known).items():
        yield {"name": how, "version": VERSION, "rows": [{"count": count} for count in counts]}


def _stored(question: FigureQuestion) -> Counts | None:
    found = parts(question)
    if set(found) != {ENTRIES, STOCK, SUPPORTS} or any(part.version != VERSION for part in found.values()):
        return None
    return {how: [row["count"] for row in part.rows] for how, part in found.items()}


def counts_known(viewer: Viewer, year: int, known: date) -> Counts:
    """Our count of each month by each convention, in the viewer's territory. Not masked."""
    days, mine = last_days(year), partial(_within, *bounded_by(viewer))
    found = {how: [0] * len(days) for how in (ENTRIES, STOCK, SUPPORTS)}
    for cases in histories(db.session(), viewer):
        standings = [standing for entries in cases.values() if mine(standing := replay(entries, known=known))]
        trainings = [e for standing in standings for e in standing.episodes.values() if e.kind in TRAINING]
        supports = [support for standing in standings for support in standing.supports]
        for place, last in enumerate(days):
            first = last.replace(day=1)
            found[ENTRIES][place] += sum(e.started_on is not None and first <= e.started_on <= last for e in trainings)
            found[STOCK][place] += any(_runs(e, first, last) for e in trainings)
            found[SUPPORTS][place] += sum(_runs(support, last, last) for support in supports)
    return found


def _within(organisation: str, region: str, standing: Standing) -> bool:
    """Whether a case counts in a territory: its organisation, else its region."""
    if organisation and standing.organisation != organisation:
        return False
    return standing.counts and (not region or standing.facts.get("region") == region)


def _runs(spell: Episode | Support, first: date, last: date) -> bool:
    """Whether it runs on a day at least of a period."""
    started = spell.started_on is not None and spell.started_on <= last
    return started and (spell.ended_on is None or spell.ended_on >= first)

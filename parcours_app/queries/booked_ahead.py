"""The share of ends booked ahead, per referent or organisation: workflows.booked_ahead on the projected rows."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, literal_column, or_

from parcours_app.extensions import db
from parcours_app.models import Case, EpisodeRow, SeamRow
from parcours_app.queries.pact_terms import days_between
from parcours_app.scope import Viewer, visible_to
from workflows.booked_ahead import DAYS, Share
from workflows.episode import EpisodeState, Kind

YEAR = 365


def shares(viewer: Viewer, column: ColumnElement[str | None], days: int = YEAR) -> dict[str | None, Share]:
    """Per value of `column` (who acts on the case, or its organisation), over the ends of the last days."""
    ended = and_(
        EpisodeRow.state == EpisodeState.COMPLETED.value,
        EpisodeRow.planned_end.is_not(None),
        EpisodeRow.kind == Kind.REFRESHER.value,
        ~SeamRow.ahead,
        ~SeamRow.not_a_gap,
        or_(SeamRow.cause.is_(None), SeamRow.cause != "exit", SeamRow.until != SeamRow.since),
        SeamRow.since.between(viewer.today - timedelta(days=days), viewer.today),
    )
    booked = days_between(SeamRow.booked_on, SeamRow.since) >= DAYS
    ours = Case.organisation_id == viewer.organisation if viewer.organisation else Case.counts
    statement = (
        visible_to(viewer)
        .join(SeamRow, SeamRow.case_id == Case.id)
        .join(EpisodeRow, EpisodeRow.id == SeamRow.after)
        .where(Case.counts, ours, ended)
        .with_only_columns(column.label("who"), func.count().filter(booked), func.count())
        .group_by(literal_column("who"))
    )
    return {key: Share(ahead, ends) for key, ahead, ends in db.session.execute(statement)}

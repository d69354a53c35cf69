"""What part of the counts a viewer may ask about: its organisation, else its region, else the nation."""

from sqlalchemy import ColumnElement

from parcours_app.models import CountDelta
from parcours_app.queries.folded import Counted, Kept
from parcours_app.scope import Viewer, bounded_by, within

# An organisation and a region, both empty for the nation (scope.py, bounded_by).
Bounded = tuple[str, str]


def territory(viewer: Viewer) -> ColumnElement[bool]:
    """The changes of the viewer's territory."""
    return kept_in(bounded_by(viewer))(CountDelta)


def kept_in(bounded: Bounded) -> Kept:
    """Which changes, or stocks, are of a territory."""

    def kept(counts: Counted) -> ColumnElement[bool]:
        return within(bounded, counts.organisation_id, counts.region)

    return kept


def bounds(bounded: Bounded) -> dict[str, str]:
    """The dimensions that a territory is found by, with their values; none for the nation."""
    return {name: value for name, value in zip(("organisation", "region"), bounded, strict=True) if value}

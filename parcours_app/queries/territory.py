"""What part of the counts a viewer may ask about: its organisation, else its region, else the nation."""

from functools import partial

from sqlalchemy import ColumnElement

from parcours_app.models import CountDelta
from parcours_app.queries.folded import Counted, Kept
from parcours_app.scope import Viewer, bounded_by, within

# An organisation and a region, both empty for the nation (scope.py, bounded_by).
Bounded = tuple[str, str]


def territory(viewer: Viewer, counts: Counted = CountDelta) -> ColumnElement[bool]:
    """The rows of the viewer's territory."""
    return _within(bounded_by(viewer), counts)


def kept_in(bounded: Bounded) -> Kept:
    """The same, whoever asks."""
    return partial(_within, bounded)


def bounds(bounded: Bounded) -> tuple[str, ...]:
    """The dimensions that a territory is found by."""
    return tuple(name for name, value in zip(("organisation", "region"), bounded, strict=True) if value)


def _within(bounded: Bounded, counts: Counted) -> ColumnElement[bool]:
    return within(bounded, counts.organisation_id, counts.region)

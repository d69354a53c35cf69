"""Organisations: who can be handed a case. Never writes."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from parcours_app.extensions import db
from parcours_app.models import Organisation


def organisations_page(size: int, after: str = "") -> Sequence[Organisation]:
    """Up to `size` organisations in order of id, after the one given."""
    query = select(Organisation).where(Organisation.id > after).order_by(Organisation.id).limit(size)
    return db.session.scalars(query).all()


def organisation_key(name: str) -> str | None:
    """The id of the organisation of this id or exact name; None when there is none."""
    query = select(Organisation.id).where(or_(Organisation.id == name, Organisation.name == name))
    return db.session.scalar(query.order_by(Organisation.id).limit(1))


def organisation_names(keys: Iterable[str | None]) -> dict[str, str]:
    """The names of these organisations, by key; a missing key has none."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted)))
    return {key: name for key, name in rows}  # noqa: C416 - typed rows, not tuples

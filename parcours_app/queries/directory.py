"""Who can be named in a form: the organisations, and the people of one who may follow a case. Never writes."""

from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import Account, Organisation
from workflows.engine import Role

FOLLOWING = (Role.COUNSELLOR, Role.SUPERVISOR)


def organisations() -> list[tuple[str, str]]:
    """Every organisation, (key, name) in order of names."""
    rows = db.session.execute(select(Organisation.id, Organisation.name).order_by(Organisation.name, Organisation.id))
    return [(key, name) for key, name in rows]


def counsellors(organisation: str | None) -> list[tuple[str, str]]:
    """The active counsellors of an organisation, (key, name) in order of names."""
    return _people(organisation, (Role.COUNSELLOR,))


def followers(organisation: str | None) -> list[tuple[str, str]]:
    """The active accounts of an organisation that may be named referent, (key, name) in order of names."""
    return _people(organisation, FOLLOWING)


def _people(organisation: str | None, roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    query = select(Account.id, Account.display_name).where(
        Account.organisation_id == organisation, Account.role.in_(roles), Account.active
    )
    rows = db.session.execute(query.order_by(Account.display_name, Account.id))
    return [(key, name) for key, name in rows]

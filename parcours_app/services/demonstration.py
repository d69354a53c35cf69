"""The accounts of a demonstration: one per role, on simulated people, with passwords made at each start."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Case, Organisation, Person
from parcours_app.scope import Viewer
from parcours_app.services import demonstrated_appointments, demonstrated_person
from parcours_app.services.passwords import new_password
from parcours_app.services.simulated_names import PLACES
from parcours_app.services.unit import unit_of_work
from workflows.engine import Role
from workflows.stage import Stage

DOMAIN = "parcours.example"


@dataclass(frozen=True, slots=True)
class Access:
    """What is printed for one role: the address to sign in with and its password."""

    role: Role
    email: str
    password: str


def populated(session: Session) -> bool:
    """Whether people were simulated already."""
    return session.scalar(select(Case.id).limit(1)) is not None


def grant(viewer: Viewer, hashed: Callable[[str], str]) -> list[Access]:
    """Give one account per role a fresh password; the accounts are made at the first start and kept."""
    with unit_of_work() as session:
        counsellor = _busiest(session)
        accesses = [
            _access(session, viewer, hashed, Role.COUNSELLOR, counsellor),
            _beneficiary(session, viewer, hashed, counsellor),
            _access(session, viewer, hashed, Role.SUPERVISOR, _known(session, Role.SUPERVISOR)),
            _access(session, viewer, hashed, Role.ADMINISTRATOR, _known(session, Role.ADMINISTRATOR)),
        ]
        shown = _known(session, Role.BENEFICIARY)
        demonstrated_appointments.fill(session, viewer, counsellor, shown.person_id if shown else None)
        return accesses


def _busiest(session: Session) -> Account:
    """The counsellor with a password already, else the one who follows most people."""
    known = _known(session, Role.COUNSELLOR)
    if known is not None:
        return known
    most = (
        select(Case.referent_id)
        .where(Case.live, Case.referent_id.is_not(None), Case.stage != Stage.FOLLOW_UP)
        .group_by(Case.referent_id)
        .order_by(func.count().desc(), Case.referent_id)
    )
    account = session.get_one(Account, session.scalars(most.limit(1)).one())
    account.email = f"{Role.COUNSELLOR.value}@{DOMAIN}"
    return account


def _known(session: Session, role: Role) -> Account | None:
    return session.scalars(select(Account).where(Account.email == f"{role.value}@{DOMAIN}")).first()


def _beneficiary(session: Session, viewer: Viewer, hashed: Callable[[str], str], counsellor: Account) -> Access:
    """The account of the person shown: made with her at the first start."""
    known = _known(session, Role.BENEFICIARY)
    person = None if known else demonstrated_person.walk(session, viewer, counsellor, _postcode(session, counsellor))
    return _access(session, viewer, hashed, Role.BENEFICIARY, known, person)


def _postcode(session: Session, counsellor: Account) -> str:
    region = session.scalars(select(Organisation.region).where(Organisation.id == counsellor.organisation_id)).one()
    return PLACES[region][0]


def _access(
    session: Session,
    viewer: Viewer,
    hashed: Callable[[str], str],
    role: Role,
    account: Account | None,
    person: Person | None = None,
) -> Access:
    if account is None:
        shown = f"{person.given_name} {person.family_name}" if person else NAMES[role]
        account = Account(
            id=viewer.new_id(),
            email=f"{role.value}@{DOMAIN}",
            role=role,
            display_name=shown,
            person_id=person.id if person else None,
            active=True,
            created_at=viewer.now,
        )
        session.add(account)
    password = new_password()
    account.password_hash, account.active = hashed(password), True
    return Access(role, account.email, password)


NAMES = {Role.SUPERVISOR: "Claude Morvan", Role.ADMINISTRATOR: "Sacha Delmas"}

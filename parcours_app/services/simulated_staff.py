"""Organisations and counsellors of a simulation, in as many regions as its people fill; those that exist are kept."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Organisation
from parcours_app.reference.regions import name as region_name
from parcours_app.services.simulated_journey import NOON, Colleague
from parcours_app.services.simulated_keys import Keys
from parcours_app.services.simulated_names import CROWDED, PLACES
from workflows.engine import Role

KINDS = ("Mission locale", "France Travail", "Cap emploi")
NAMES = ("Dominique Lefort", "Alix Carpentier")
PEOPLE_PER_REGION = 75
FOR_TWO_KINDS, FOR_THREE_KINDS = 1000, 10000
# No password matches it: a simulated counsellor signs in only once given one.
NO_PASSWORD = "!"  # noqa: S105

Staff = Mapping[str, list[Colleague]]


def regions_for(people: int) -> tuple[str, ...]:
    """The regions that this many people fill, the most populated first."""
    return CROWDED[: max(2, min(len(CROWDED), people // PEOPLE_PER_REGION))]


def staff_of(session: Session, people: int, seed: int, since: date) -> Staff:
    """The counsellors by region, recorded on the first day when they are new."""
    # Drawn apart from people: organisations that exist already must not change what happens to them.
    keys, at = Keys(random.Random(-seed - 1)), datetime.combine(since, NOON)  # noqa: S311 - nothing secret is drawn
    found: dict[str, list[Colleague]] = {}
    for region in regions_for(people):
        for kind in KINDS[: 1 + (people >= FOR_TWO_KINDS) + (people >= FOR_THREE_KINDS)]:
            name = f"{kind} {PLACES[region][1]} ({region_name(region)})"
            organisation = session.scalars(select(Organisation).where(Organisation.name == name)).first()
            if organisation is None:
                organisation = Organisation(id=keys(at), name=name, region=region)
                session.add(organisation)
                session.flush()
            found.setdefault(region, []).extend(_counsellors(session, organisation, keys, at))
    return found


def _counsellors(session: Session, organisation: Organisation, keys: Keys, at: datetime) -> Iterator[Colleague]:
    for n, display_name in enumerate(NAMES, 1):
        account = session.scalars(
            select(Account).where(Account.organisation_id == organisation.id, Account.display_name == display_name)
        ).first()
        if account is None:
            account = Account(
                id=keys(at),
                email=f"conseil{n}.{organisation.id[-12:]}@parcours.example",
                password_hash=NO_PASSWORD,
                role=Role.COUNSELLOR,
                display_name=display_name,
                organisation_id=organisation.id,
                active=True,
                created_at=at,
            )
            session.add(account)
            session.flush()
        yield Colleague(account.id, organisation.id, organisation.region)

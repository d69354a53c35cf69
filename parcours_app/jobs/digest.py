"""The digest of the week: on Monday morning, what awaits each counsellor; nothing when nothing does."""

from datetime import datetime, time

from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import Account, Organisation
from parcours_app.queries.day import day
from parcours_app.reference.zones import department, zone_of
from parcours_app.scope import Viewer
from parcours_app.services.digest_piles import PILES
from parcours_app.services.notices import Notice, tell, was_told
from parcours_app.services.unit import unit_of_work
from workflows.engine import Role

MONDAY, FROM, UNTIL = 0, time(7), time(20)
KIND = "weekly_digest"


def tell_counsellors(viewer: Viewer) -> int:
    """Tell every counsellor for whom it is Monday morning, once a week; how many were told."""
    told = 0
    for account, region in _counsellors():
        local = viewer.now.astimezone(zone_of(department(None, region)))
        if local.weekday() == MONDAY and FROM <= local.time() < UNTIL:
            told += _tell(viewer, account, local)
    return told


def _counsellors() -> list[tuple[Account, str]]:
    active = (Account.role == Role.COUNSELLOR, Account.active)
    rows = db.session.execute(
        select(Account, Organisation.region)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(*active)
        .order_by(Account.id)
    )
    return [(account, region) for account, region in rows]


def _tell(viewer: Viewer, account: Account, local: datetime) -> int:
    once = f"{KIND}:{account.id}:{local:%G-W%V}"
    if was_told(once):
        return 0
    looking = Viewer(
        role=Role.COUNSELLOR,
        now=viewer.now,
        today=local.date(),
        account=account.id,
        organisation=account.organisation_id,
    )
    piles = day(looking).piles
    counts = {name: piles[name].count for name in PILES if name in piles and piles[name].count}
    if counts:
        with unit_of_work() as session:
            tell(session, viewer, Notice(KIND, None, account.id, counts, once))
    return int(bool(counts))

"""The one row-level wall: who looks, and which cases they may see.

Every question about cases starts from `visible_to`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy import case as either
from sqlalchemy.orm import InstrumentedAttribute, aliased

from parcours_app.clock import Clock
from parcours_app.models import Account, Case, HandoverRow, Person
from parcours_app.models.keys import new_id
from workflows.engine import Actor, Role

Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


class Invisible(LookupError):
    """The case (or person) does not exist, or is not for this viewer: both look the same from outside."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks or acts, and when; organisation, region and person bound what they see."""

    role: Role
    now: datetime
    today: date
    account: str | None = None
    organisation: str | None = None
    region: str | None = None
    person: str | None = None
    keys: Callable[[datetime], str] = new_id

    def new_id(self) -> str:
        """A fresh key for what this viewer writes; a seeded simulation brings its own keys."""
        return self.keys(self.now)

    @property
    def actor(self) -> Actor:
        """The signature this viewer leaves on an entry."""
        return Actor(self.role, self.account)


def bounded_by(viewer: Viewer) -> tuple[str, str]:
    """The organisation, else the region, that bounds the figures a viewer reads; both empty for the nation."""
    if viewer.role is Role.OPERATOR:
        return "", ""
    return (viewer.organisation, "") if viewer.organisation else ("", viewer.region or "")


def within_bounds(viewer: Viewer, organisation: Column, region: Column) -> ColumnElement[bool]:
    """The same as a condition on the columns of an organisation and of a region."""
    return within(bounded_by(viewer), organisation, region)


def within(bounded: tuple[str, str], organisation: Column, region: Column) -> ColumnElement[bool]:
    """The condition that bounds to an organisation, else to a region; none for the nation."""
    house, area = bounded
    if house:
        return organisation == house
    return region == area if area else true()


def viewer_of(account: Account, clock: Clock) -> Viewer:
    """The viewer an account is, at this instant."""
    return Viewer(
        role=Role(account.role),
        now=clock.now(),
        today=clock.today(),
        account=account.id,
        organisation=account.organisation_id,
        region=account.region,
        person=account.person_id,
    )


def operator(clock: Clock) -> Viewer:
    """The command line: sees everything, signs as nobody."""
    return Viewer(role=Role.OPERATOR, now=clock.now(), today=clock.today())


# Apart from the handovers a query may join; made once, because making it costs more than the rest of the wall.
SENT = aliased(HandoverRow)


def offered_to(viewer: Viewer) -> ColumnElement[bool]:
    """A handover addressed to the viewer's organisation can be answered today."""
    return _offered(viewer.organisation, viewer.today)


def _offered(organisation: str | None, today: date) -> ColumnElement[bool]:
    return and_(Case.handover_to == organisation, Case.handover_expires_on > today)


def _lent() -> ColumnElement[bool]:
    """The case was handed over for a time, and has not gone back."""
    return and_(SENT.state == "accepted", SENT.temporary_until.is_not(None), SENT.returned_on.is_(None))


def _passed_on(organisation: str, today: date) -> ColumnElement[bool]:
    """An organisation passed the case on, and may still read it today: always while it is lent."""
    passed_on = (
        SENT.case_id == Case.id,
        SENT.from_organisation == organisation,
        or_(SENT.readable_until >= today, _lent()),
    )
    return exists().where(*passed_on).correlate(Case)


@lru_cache(maxsize=1024)  # every request asks for it, and making it costs more than asking the database
def _of_organisation(organisation: str, today: date) -> ColumnElement[bool]:
    """The organisation's cases, those offered to it, and those it passed on recently (read only)."""
    return or_(Case.organisation_id == organisation, _offered(organisation, today), _passed_on(organisation, today))


def _of_counsellor(viewer: Viewer) -> ColumnElement[bool]:
    return _of_organisation(viewer.organisation, viewer.today) if viewer.organisation else false()


def _of_supervisor(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organisation:
        return _of_organisation(viewer.organisation, viewer.today)
    return Case.region == viewer.region if viewer.region else true()


WALLS: dict[Role, Callable[[Viewer], ColumnElement[bool]]] = {
    Role.COUNSELLOR: _of_counsellor,
    Role.SUPERVISOR: _of_supervisor,
    Role.BENEFICIARY: lambda viewer: Case.person_id == viewer.person if viewer.person else false(),
    Role.ADMINISTRATOR: lambda _viewer: false(),
    Role.OPERATOR: lambda _viewer: true(),
}


def visible_to(viewer: Viewer) -> Select[Case]:
    """The cases this viewer may see, as a query to narrow further."""
    return select(Case).where(WALLS[viewer.role](viewer))


def own_cases(viewer: Viewer) -> Select[Case]:
    """The cases of the person who looks, the one they live now first; nothing for anybody else."""
    mine = visible_to(viewer).where(Case.person_id == viewer.person)
    return mine.order_by(Case.live.desc(), Case.counts.desc(), Case.opened_on.desc(), Case.id.desc())


def acting(today: date) -> ColumnElement[str | None]:
    """Who acts on a case today: the stand-in while there is one, else the referent. The one answer to that question."""
    return either((Case.stand_in_until >= today, Case.stand_in_id), else_=Case.referent_id)


def acting_on(case: Case, today: date) -> str | None:
    """The same of one case already loaded."""
    return case.stand_in_id if case.stand_in_until and case.stand_in_until >= today else case.referent_id


def acted_on_by(account: str | None, today: date) -> ColumnElement[bool]:
    """The cases this account acts on today: `acting` as a condition that indexes serve."""
    alone = or_(Case.stand_in_until.is_(None), Case.stand_in_until < today)
    as_stand_in = and_(Case.stand_in_id == account, Case.stand_in_until >= today)
    return or_(as_stand_in, and_(Case.referent_id == account, alone))


def in_charge(viewer: Viewer, case: Case) -> bool:
    """Whether this viewer may act on a case it sees: its organisation is responsible, or its territory includes it."""
    if viewer.role is Role.OPERATOR:
        return True
    if viewer.organisation:
        return case.organisation_id == viewer.organisation
    return viewer.role is Role.SUPERVISOR


def receiving(viewer: Viewer, case: Case) -> bool:
    """Whether a handover of this case is addressed to the viewer's organisation; the rules say until when."""
    return viewer.role is Role.OPERATOR or (bool(viewer.organisation) and viewer.organisation == case.handover_to)


def employer(viewer: Viewer, move: str, case: Case) -> str | None:
    """The organisation whose counsellors a move may name: the one that takes the case, or the one that has it."""
    return (case.handover_to or viewer.organisation) if move == "accept_handover" else case.organisation_id


def may_receive(viewer: Viewer, case: Case) -> Select[Case]:
    """The cases that this one may be merged into: another that counts, of the programme, within the viewer's sight."""
    return visible_to(viewer).where(Case.id != case.id, Case.counts, Case.programme == case.programme)


def people_visible_to(viewer: Viewer) -> Select[Person]:
    """The people this viewer may see: those of the cases it sees, and those its organisation recorded."""
    of_cases = exists().where(Case.person_id == Person.id, WALLS[viewer.role](viewer)).correlate(Person)
    if viewer.role is Role.COUNSELLOR and viewer.organisation:
        return select(Person).where(or_(of_cases, Person.organisation_id == viewer.organisation))
    return select(Person).where(true() if viewer.role is Role.OPERATOR else of_cases)

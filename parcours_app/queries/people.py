"""Is this person known already? Finds the same or close people, whoever follows them. Never writes.

All people are compared, or a duplicate would be born each time somebody changes organisation; of those the viewer may
not see, the caller is told that they match and who follows them, and must show nothing else.
"""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, and_, or_, select

from parcours_app.extensions import db
from parcours_app.models import Case, Organisation, Person
from parcours_app.readers.names import search_name
from parcours_app.scope import Invisible, Viewer, people_visible_to, visible_to

CLOSE = 0.8
CANDIDATES = 300
SHOWN = 10
# The reasons of a match, the most telling first.
REASONS = ("ft_id", "identity", "phone", "close_name", "name")


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who may be the person sought. case_id: a case the viewer may see. holder: the organisation in charge.

    reasons: codes among REASONS. When not visible, only the reasons and the holder may be shown.
    """

    person: Person
    case_id: str | None
    visible: bool
    reasons: tuple[str, ...]
    holder: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, made comparable. half: whether only the given or only the family name was."""

    half: bool
    names: str
    turned: str
    birth_date: date | None
    ft_id: str
    phone: str

    def reasons(self, person: Person) -> tuple[str, ...]:
        """Why this person may be the one."""
        same_name = bool(self.names) and person.search_name in (self.names, self.turned)
        same_day = self.birth_date is not None and person.birth_date == self.birth_date
        found = {
            "ft_id": bool(self.ft_id) and person.ft_id == self.ft_id,
            "identity": same_name and same_day,
            "phone": bool(self.phone) and person.phone == self.phone,
            "close_name": same_day and not same_name and self.resembles(person.search_name),
            "name": not same_day and self.resembles(person.search_name),
        }
        return tuple(reason for reason in REASONS if found[reason])

    def resembles(self, other: str) -> bool:
        """Nearly the same words, in whatever order; of half a name, each word is nearly one of theirs."""
        if not self.names or not other:
            return False
        if self.half:
            return all(any(_close(word, their) for their in other.split()) for word in self.names.split())
        return _close(*(" ".join(sorted(name.split())) for name in (self.names, other)))


def _close(ours: str, theirs: str) -> bool:
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= CLOSE


def find_people(
    viewer: Viewer,
    *,
    given_name: str = "",
    family_name: str = "",
    birth_date: date | None = None,
    ft_id: str = "",
    phone: str = "",
) -> list[Match]:
    """The people who may be the one sought, the surest first, ten at most.

    phone: as stored, in international form.
    """
    given, family = search_name(given_name), search_name(family_name)
    half = not (given and family)
    sought = Sought(half, f"{given} {family}".strip(), f"{family} {given}".strip(), birth_date, ft_id.upper(), phone)
    conditions = _conditions(sought, family)
    if not conditions:
        return []
    statement = select(Person).where(or_(*conditions)).order_by(Person.search_name, Person.id).limit(CANDIDATES)
    found = [(person, sought.reasons(person)) for person in db.session.scalars(statement)]
    kept = sorted(((p, why) for p, why in found if why), key=lambda pair: REASONS.index(pair[1][0]))[:SHOWN]
    return _placed(viewer, kept)


def visible_person(viewer: Viewer, person_id: str) -> Person:
    """One person the viewer may see. Raises Invisible."""
    person = db.session.scalars(people_visible_to(viewer).where(Person.id == person_id)).first()
    if person is None:
        raise Invisible(person_id)
    return person


def live_case(viewer: Viewer, person_id: str) -> str | None:
    """The key of the person's live case, when the viewer may see it."""
    statement = visible_to(viewer).where(Case.person_id == person_id, Case.live).with_only_columns(Case.id)
    return db.session.scalars(statement).first()


def _conditions(sought: Sought, family: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if sought.ft_id:
        conditions.append(Person.ft_id == sought.ft_id)
    if sought.phone:
        conditions.append(Person.phone == sought.phone)
    if sought.names:
        conditions.append(Person.search_name.in_([sought.names, sought.turned]))
    if sought.names and sought.birth_date:
        conditions.append(Person.birth_date == sought.birth_date)
    if family and not sought.birth_date:
        words = (Person.search_name.contains(word, autoescape=True) for word in family.split())
        conditions.append(and_(*words))
    return conditions


def _placed(viewer: Viewer, kept: list[tuple[Person, tuple[str, ...]]]) -> list[Match]:
    """What the viewer may know of each: their case, or who follows them."""
    ids = [person.id for person, _why in kept]
    seen = set(db.session.scalars(people_visible_to(viewer).where(Person.id.in_(ids)).with_only_columns(Person.id)))
    cases = visible_to(viewer).where(Case.person_id.in_(ids)).with_only_columns(Case.person_id, Case.id)
    own = {row[0]: row[1] for row in db.session.execute(cases.order_by(Case.live, Case.opened_on, Case.id))}
    holders = (
        select(Case.person_id, Organisation.name)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(Case.person_id.in_(ids), Case.live)
        .order_by(Case.opened_on, Case.id)
    )
    names = {row[0]: row[1] for row in db.session.execute(holders)}
    return [Match(p, own.get(p.id), p.id in seen, why, names.get(p.id)) for p, why in kept]

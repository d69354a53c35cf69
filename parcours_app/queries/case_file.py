"""A case as a whole: its standing on a day, as known on a day, its seams, names, journal and possible moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.journal.loading import entries_of, rows_of, texts_of
from parcours_app.journal.loading import entry_of as entry_from
from parcours_app.journal.projecting import seams_of
from parcours_app.models import Account, Case, Person
from parcours_app.queries.organisations import organisation_names
from parcours_app.scope import Invisible, Viewer, employer, in_charge, receiving, visible_to
from workflows.engine import Attempt, Role, World
from workflows.journal import Entry, holding, replay
from workflows.options import Option, option, options
from workflows.seams import Seam
from workflows.standing import Standing

# The data of entries that hold the key of an organisation.
NAMING_ORGANISATIONS = ("organisation", "to_organisation", "alternative_organisation")


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Who an account is, for those who work with them."""

    email: str
    name: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case on day `on`, as known on `known` (None: now).

    accounts and organisations name the keys the standing holds.
    """

    case: Case
    person: Person
    standing: Standing
    seams: list[Seam]
    accounts: Mapping[str, AccountCard]
    organisations: Mapping[str, str]
    on: date
    known: date | None
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An entry with its hash, its free texts by field (an erased one is missing), and whether it still holds."""

    entry: Entry
    hash: str
    texts: Mapping[str, str]
    live: bool


def visible_case(session: Session, viewer: Viewer, case_id: str) -> Case:
    """The case, if this viewer may see it. Raises Invisible."""
    case = session.scalars(visible_to(viewer).where(Case.id == case_id)).first()
    if case is None:
        raise Invisible(case_id)
    return case


def case_file(viewer: Viewer, case_id: str, on: date | None = None, known: date | None = None) -> CaseFile:
    """A case on a day (today by default), as known on a day (now by default). Raises Invisible.

    Before its opening, or before anybody knew of it, the case is not there to be seen: Invisible too.
    """
    session: Session = db.session()
    case = visible_case(session, viewer, case_id)
    person = session.get_one(Person, case.person_id)
    day = on or viewer.today
    entries = entries_of(session, case.id)
    standing = replay(entries, day, known)
    if standing.opened_on is None:
        raise Invisible(case_id)
    accounts, organisations = names_in(session, standing, entries)
    found = seams_of(standing, day)
    return CaseFile(case, person, standing, found, accounts, organisations, day, known, entries)


def names_in(
    session: Session, standing: Standing, entries: Iterable[Entry]
) -> tuple[dict[str, AccountCard], dict[str, str]]:
    """The names behind the account and organisation keys of a standing and of the entries it comes from."""
    accounts, organisations = _keys_in(entries)
    accounts |= {standing.referent, *(s.referent for s in standing.supports)}
    accounts |= {h.to_counsellor for h in standing.handovers}
    accounts |= {s.account for s in standing.stand_ins}
    organisations.add(standing.organisation)
    for handover in standing.handovers:
        organisations |= {handover.to_organisation, handover.from_organisation, handover.alternative_organisation}
    organisations |= {s.organisation for e in standing.episodes.values() for s in e.segments}
    return cards(session, accounts), organisation_names(organisations)


def _keys_in(entries: Iterable[Entry]) -> tuple[set[str | None], set[str | None]]:
    """The accounts that wrote or are named in the entries, and the organisations they name."""
    accounts: set[str | None] = set()
    organisations: set[str | None] = set()
    for entry in entries:
        accounts.add(entry.actor.account)
        accounts |= {entry.data.get(name) for name in ("referent", "to_counsellor")}
        accounts.add((entry.data.get("legitimate") or {}).get("by"))
        organisations |= {entry.data.get(name) for name in NAMING_ORGANISATIONS}
    return accounts, organisations


def cards(session: Session, keys: Iterable[str | None]) -> dict[str, AccountCard]:
    """Accounts by key."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = session.execute(select(Account.id, Account.email, Account.display_name).where(Account.id.in_(wanted)))
    return {key: AccountCard(email, name) for key, email, name in rows}


def case_options(
    viewer: Viewer, case_id: str, on: date | None = None, move: str | None = None, data: Mapping[str, Any] | None = None
) -> list[Option]:
    """Every move of the stage on a day for this viewer, with its checks; one move alone, with data, when named."""
    session: Session = db.session()
    case = visible_case(session, viewer, case_id)
    day = on or viewer.today
    standing = replay(entries_of(session, case.id), day)
    world = World(
        today=viewer.today,
        in_charge=in_charge(viewer, case),
        receiving=receiving(viewer, case),
        live_elsewhere=_lives_elsewhere(session, case),
        accounts=_referents(session, data or {}),
        mergeable=True,
        colleagues=_colleagues(session, employer(viewer, move or "", case), data or {}),
    )
    attempt = Attempt(move or "", day, viewer.actor, data or {}, world=world)
    if move is not None:
        return [option(standing, attempt)]
    return options(standing, attempt)


def _lives_elsewhere(session: Session, case: Case) -> bool:
    query = select(Case.id).where(Case.person_id == case.person_id, Case.programme == case.programme, Case.live)
    return any(found != case.id for found in session.scalars(query))


def _referents(session: Session, data: Mapping[str, Any]) -> frozenset[str]:
    named = data.get("referent")
    if not isinstance(named, str):
        return frozenset()
    return frozenset(session.scalars(select(Account.id).where(Account.id == named, Account.active)))


def _colleagues(session: Session, organisation: str | None, data: Mapping[str, Any]) -> frozenset[str]:
    named = data.get("referent")
    if organisation is None or not isinstance(named, str):
        return frozenset()
    present = (Account.organisation_id == organisation, Account.role == Role.COUNSELLOR, Account.active)
    return frozenset(session.scalars(select(Account.id).where(Account.id == named, *present)))


def journal_lines(viewer: Viewer, case_id: str) -> list[JournalLine]:
    """Every entry of a case in order of seq, those that no longer hold included. Raises Invisible."""
    session: Session = db.session()
    case = visible_case(session, viewer, case_id)
    rows, texts = rows_of(session, case.id), texts_of(session, case.id)
    entries = [entry_from(row) for row in rows]
    live = {entry.id for entry in holding(entries)}
    return [
        JournalLine(entry, row.hash, _texts(entry, texts), entry.id in live)
        for entry, row in zip(entries, rows, strict=True)
    ]


def _texts(entry: Entry, texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts[value] for name, value in entry.data.items() if isinstance(value, str) and value in texts}

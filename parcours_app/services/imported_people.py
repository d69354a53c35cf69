"""Records the lines of a caseload file: persons by (source, identifier), cases for those who may enter."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Case, Person, PersonSource
from parcours_app.readers.columns import unread
from parcours_app.readers.people import COLUMNS, PersonLine, read_people
from parcours_app.readers.problems import WARNING, Problem
from parcours_app.readers.report import BLANK, CREATED, DUPLICATE, REJECTED, UNCHANGED, UPDATED, Outcome, Report
from parcours_app.readers.table import Table
from parcours_app.scope import Viewer
from parcours_app.services.cases import OpenRequest, place_case
from parcours_app.services.naming import account_named, organisation_named
from parcours_app.services.people import alike, new_person
from workflows.engine import Refused, Role, sentence

NO_CASE = sentence("No case is opened for this person. Add the person again by hand: they are found, and you open it.")
UNKNOWN = sentence("No counsellor has one of these addresses here: the case has no referent yet.")
ELSEWHERE = sentence("Another organisation already knows this identifier: the line is left as it is.")
KNOWN = sentence("This person is probably already known under another identifier: compare the two, then merge.")


def take_people(session: Session, viewer: Viewer, table: Table, source: str) -> Report:
    """Record every line; the report accounts for each."""
    report = Report(unread=unread(table.header, COLUMNS))
    for line in read_people(table, viewer.today):
        report.add(_taken(session, viewer, line, source))
    return report


def _taken(session: Session, viewer: Viewer, line: PersonLine, source: str) -> Outcome:
    if line.blank:
        return Outcome(line.number, BLANK, "")
    if line.rejected:
        return Outcome(line.number, REJECTED, line.external_id, line.problems)
    known = session.get(PersonSource, (source, line.external_id))
    if known is None:
        return _created(session, viewer, line, source)
    return _seen_again(session, viewer, line, known)


def _created(session: Session, viewer: Viewer, line: PersonLine, source: str) -> Outcome:
    person = new_person(viewer, _values(line))
    known = alike(session, viewer, person) or _same_identifier(session, person)
    session.add(person)
    session.flush()
    session.add(PersonSource(source=source, identifier=line.external_id, person_id=person.id, line_digest=digest(line)))
    session.flush()
    problems = [*line.problems, *_opened(session, viewer, person, line)]
    if known:
        problems.append(Problem("", WARNING, KNOWN, {}))
    return Outcome(line.number, DUPLICATE if known else CREATED, line.external_id, tuple(problems))


def _same_identifier(session: Session, person: Person) -> list[Person]:
    if not person.ft_id:
        return []
    query = select(Person).where(Person.ft_id == person.ft_id, Person.birth_date == person.birth_date)
    return list(session.scalars(query.limit(1)))


def _seen_again(session: Session, viewer: Viewer, line: PersonLine, known: PersonSource) -> Outcome:
    """The same line changes nothing; another one updates contact and identity, and opens a case if there is none."""
    person = session.get_one(Person, known.person_id)
    if viewer.role is Role.COUNSELLOR and person.organisation_id not in (None, viewer.organisation):
        return Outcome(line.number, REJECTED, line.external_id, (*line.problems, Problem("", "error", ELSEWHERE, {})))
    if known.line_digest == digest(line):
        return Outcome(line.number, UNCHANGED, line.external_id, line.problems)
    known.line_digest = digest(line)
    changed = _changed(viewer, person, line)
    session.flush()
    problems = [*line.problems, *_opened(session, viewer, person, line)]
    return Outcome(line.number, UPDATED if changed else UNCHANGED, line.external_id, tuple(problems))


def _changed(viewer: Viewer, person: Person, line: PersonLine) -> bool:
    """Write what the line says differently; an empty cell or an absent column erases nothing."""
    fresh = new_person(viewer, {**_values(line), "region": person.region} if not line.postcode else _values(line))
    names = (*(name for name, value in _values(line).items() if value not in (None, [])), "search_name", "region")
    different = [name for name in names if getattr(person, name) != getattr(fresh, name)]
    for name in different:
        setattr(person, name, getattr(fresh, name))
    if different:
        person.updated_at = viewer.now
    return bool(different)


def _values(line: PersonLine) -> dict[str, Any]:
    values: dict[str, Any] = {
        "given_name": line.given_name,
        "family_name": line.family_name,
        "birth_date": line.birth_date,
        "email": line.email,
        "phone": line.phones[0] if line.phones else None,
        "postcode": line.postcode,
        "ft_id": line.ft_id,
        "situations": sorted(line.situations),
    }
    if line.level is not None:
        values |= {"level_scheme": line.level.scheme, "level_code": line.level.code}
    return values


def digest(line: PersonLine) -> str:
    """The digest of what a line says, to tell an unchanged line; nothing can be read back from it."""
    return hashlib.sha256(repr(sorted(line.fields().items())).encode()).hexdigest()


def _opened(session: Session, viewer: Viewer, person: Person, line: PersonLine) -> list[Problem]:
    """Open the person's case if they have none and may enter today; otherwise say why not, as a warning."""
    if session.scalar(select(Case.id).where(Case.person_id == person.id).limit(1)) is not None:
        return []
    counsellor = _counsellor(session, viewer, line)
    request = OpenRequest(
        person.id,
        viewer.today,
        eligibility=_answers(line),
        organisation=_organisation(session, viewer, line, counsellor),
        referent=counsellor.id if counsellor else None,
    )
    try:
        place_case(session, viewer, request)
    except Refused as refused:
        why = [Problem("", WARNING, r.explanation, dict(r.evidence)) for r in refused.reasons]
        return [*why, Problem("", WARNING, NO_CASE, {})]
    return [Problem("Accompagnateurs", WARNING, UNKNOWN, {})] if line.counsellors and counsellor is None else []


def _answers(line: PersonLine) -> Mapping[str, bool]:
    return {name: value for name, value in line.facts.items() if value}


def _counsellor(session: Session, viewer: Viewer, line: PersonLine) -> Account | None:
    """The first counsellor named by the line who has an account, in the viewer's organisation when it has one."""
    for email in line.counsellors:
        account = account_named(session, email)
        fits = account is not None and viewer.organisation in (None, account.organisation_id)
        if account is not None and fits and account.role is Role.COUNSELLOR:
            return account
    return None


def _organisation(session: Session, viewer: Viewer, line: PersonLine, counsellor: Account | None) -> str | None:
    if viewer.organisation:
        return viewer.organisation
    if counsellor is not None:
        return counsellor.organisation_id
    named = organisation_named(session, line.structure) if line.structure else None
    return named.id if named else None

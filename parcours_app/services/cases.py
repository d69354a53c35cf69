"""Opens a case: one person, one programme, the facts of the day frozen in the first entry of its journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parcours_app.journal.appending import write
from parcours_app.journal.loading import lock_person
from parcours_app.journal.texts import taken_out
from parcours_app.models import Case, Organisation, Person
from parcours_app.scope import Viewer, people_visible_to
from parcours_app.services.entitlement import born_by, frozen, judged, no_proof
from parcours_app.services.moves import lives_elsewhere
from parcours_app.services.naming import account_named, organisation_named
from parcours_app.services.once import Written, claim, settle
from parcours_app.services.refusals import Invisible, NotEligible
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused, Role, World, sentence
from workflows.fields import EARLIEST
from workflows.guards import IN_CHARGE, NO_LIVE_CASE
from workflows.journal import Entry, admitted
from workflows.pacts import PACTS

PROGRAMME = "PIC"
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
NUMBER_LENGTH = 10


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What somebody asks: for whom, from which day, under which pact and organisation, on which answers.

    history: the reason code when an import opens a case of the past without judging eligibility.
    """

    person_id: str
    opened_on: date
    eligibility: Mapping[str, Any] = field(default_factory=dict)
    pact: str | None = None
    organisation: str | None = None
    referent: str | None = None
    history: str | None = None
    key: str | None = None

    def body(self) -> list[Any]:
        """What identifies the request when it is repeated."""
        return [self.person_id, self.opened_on.isoformat(), dict(self.eligibility), self.pact, self.organisation]


def open_case(viewer: Viewer, request: OpenRequest) -> Written:
    """Open a case. Raises Invisible (unknown person), Refused (NotEligible, or already followed), KeyReused."""
    with unit_of_work() as session:
        claimed = claim(session, viewer, request.key, request.body())
        if isinstance(claimed, Written):
            return claimed
        return settle(claimed, place_case(session, viewer, request))


def place_case(session: Session, viewer: Viewer, request: OpenRequest) -> Written:
    """The work of open_case inside a caller's transaction."""
    lock_person(session, request.person_id)
    person = session.scalars(people_visible_to(viewer).where(Person.id == request.person_id)).first()
    if person is None:
        raise Invisible(request.person_id)
    organisation = _organisation(session, viewer, request)
    data, texts = taken_out("open", _facts(session, viewer, person, organisation, request))
    live = lives_elsewhere(session, person.id, PROGRAMME)
    entry = Entry(viewer.new_id(), 1, "open", request.opened_on, viewer.now, viewer.actor, data)
    world = World(today=viewer.today, live_elsewhere=live)
    entry, standing = admitted([], entry, world, override=request.history is not None)
    key = viewer.new_id()
    case = Case(id=key, number=number_of(key), person_id=person.id, programme=PROGRAMME)
    session.add(case)
    try:
        write(session, case, [], entry, standing, texts)
    except IntegrityError as error:  # another case was opened meanwhile: the unique key says what the guard says
        if "person_id_programme" in str(error) or "cases.person_id" in str(error):
            raise Refused(Reason(NO_LIVE_CASE.code, NO_LIVE_CASE.sentence, NO_LIVE_CASE.remedy)) from error
        raise
    return Written(case.id, entry, case.version)


def _organisation(session: Session, viewer: Viewer, request: OpenRequest) -> Organisation | None:
    named = request.organisation or viewer.organisation
    organisation = organisation_named(session, named) if named else None
    if request.organisation and organisation is None:
        raise Refused(_bad("organisation_id", sentence("No organisation is called “%(value)s”."), request.organisation))
    if viewer.role is Role.COUNSELLOR and (organisation is None or organisation.id != viewer.organisation):
        raise Refused(Reason(IN_CHARGE.code, IN_CHARGE.sentence, IN_CHARGE.remedy))
    return organisation


def _facts(
    session: Session, viewer: Viewer, person: Person, organisation: Organisation | None, request: OpenRequest
) -> dict[str, Any]:
    """What the opening freezes. Raises NotEligible, with the rule set and its reasons."""
    _check(viewer, request)
    born_by(person, request.opened_on, "opened_on")
    if unproven := no_proof(request.eligibility, viewer.today):
        raise Refused(unproven)
    if request.history is None:
        _facts_read, answer = judged(person, request.eligibility, request.opened_on, request.pact)
        if not answer.eligible:
            raise NotEligible(answer)
    data = frozen(person, request.eligibility, request.opened_on, request.pact)
    if request.history is not None:
        data["eligibility"] |= {"eligible": False, "unverified": True}
        data["history"] = request.history
    referent = account_named(session, request.referent) if request.referent else None
    return {
        **data,
        "programme": PROGRAMME,
        "pact": request.pact,
        "organisation": organisation.id if organisation else None,
        "organisation_region": organisation.region if organisation else None,
        "referent": referent.id if referent else None,
    }


def _check(viewer: Viewer, request: OpenRequest) -> None:
    if viewer.role not in (Role.COUNSELLOR, Role.OPERATOR):
        raise Refused(_bad("role", sentence("Your role (%(value)s) may not open a case."), viewer.role.value))
    if request.pact is not None and request.pact not in PACTS:
        raise Refused(_bad("pact", sentence("There is no pact called “%(value)s”."), request.pact))
    if not request.opened_on >= EARLIEST:
        raise Refused(
            _bad("opened_on", sentence("Check the year: %(value)s is too far from today."), str(request.opened_on))
        )


def _bad(name: str, explanation: str, value: str) -> Reason:
    remedy = sentence("Correct “%(field)s” and send the form again.")
    return Reason(f"data:{name}", explanation, remedy, evidence={"field": name, "value": value})


def number_of(key: str) -> str:
    """The number people quote, drawn from the key: ten letters and digits nobody confuses, in two groups."""
    drawn, rest = "", UUID(key).int
    for _ in range(NUMBER_LENGTH):
        rest, index = divmod(rest, len(ALPHABET))
        drawn += ALPHABET[index]
    return f"{drawn[:5]}-{drawn[5:]}"

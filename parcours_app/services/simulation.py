"""Simulates a programme: organisations, counsellors and people walked through moves the rules accept, from a seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parcours_app.journal.history import write_history
from parcours_app.journal.texts import taken_out
from parcours_app.models import Account, Case, Contact, Organisation, Person
from parcours_app.models.keys import new_id
from parcours_app.reference.regions import name as region_name
from parcours_app.scope import Viewer
from parcours_app.services.cases import PROGRAMME, number_of
from parcours_app.services.entitlement import frozen
from parcours_app.services.people import new_person
from parcours_app.services.simulated_journey import NOON, Colleague, Journey, Later
from parcours_app.services.simulated_names import CROWDED, PLACES
from parcours_app.services.simulated_people import Drawn, draw
from parcours_app.services.simulated_walks import live
from parcours_app.services.simulation_rates import RATES, Rates
from parcours_app.services.unit import unit_of_work
from workflows.engine import Refused, Role
from workflows.fields import CHANNELS
from workflows.journal import Entry, replay

FIRST_DAY = date(2018, 1, 15)
BATCH = 200
# No password matches it: a simulated counsellor signs in only once given one.
NO_PASSWORD = "!"  # noqa: S105
KINDS = ("Mission locale", "France Travail", "Cap emploi")


@dataclass(frozen=True, slots=True)
class Asked:
    """How many people, from which seed, up to which day."""

    people: int
    seed: int
    until: date
    rates: Rates = RATES


class SeedUsed(ValueError):
    """The people of this seed are in the database already; the message says what to do."""


def simulate(asked: Asked, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Simulate people; how many cases were written. Committed batch by batch; the same request makes the same rows.

    Raises SeedUsed when this database holds the people of that seed already.
    """
    try:
        return _simulated(asked, progress)
    except IntegrityError as error:
        raise SeedUsed(gettext("Seed %(seed)s is used here already: choose another.", seed=asked.seed)) from error


def _simulated(asked: Asked, progress: Callable[[int], None]) -> int:
    rng = random.Random(asked.seed)  # noqa: S311 - repeatable on purpose, nothing secret is drawn
    with unit_of_work() as session:
        programme = Programme(asked, rng, _staff(session, asked))
    cases = 0
    for first in range(0, asked.people, BATCH):
        with unit_of_work() as session:
            for _ in range(first, min(first + BATCH, asked.people)):
                cases += _person(session, programme)
            session.expunge_all()
        progress(min(first + BATCH, asked.people))
    return cases


def _keys(rng: random.Random) -> Callable[[datetime], str]:
    return partial(new_id, randbits=rng.getrandbits)


def _staff(session: Session, asked: Asked) -> dict[str, list[Colleague]]:
    """Organisations and counsellors by region: as many regions as the number of people can fill."""
    regions = CROWDED[: max(2, min(len(CROWDED), asked.people // 75))]
    # Drawn apart: organisations that exist already must not change what happens to people.
    key, at = _keys(random.Random(-asked.seed - 1)), datetime.combine(FIRST_DAY, NOON)  # noqa: S311
    found: dict[str, list[Colleague]] = {}
    for region in regions:
        for kind in KINDS[: 1 + (asked.people >= 1000) + (asked.people >= 10000)]:  # noqa: PLR2004 - sizes of a demo
            name = f"{kind} {PLACES[region][1]} ({region_name(region)})"
            organisation = session.scalars(select(Organisation).where(Organisation.name == name)).first()
            if organisation is None:
                organisation = Organisation(id=key(at), name=name, region=region)
                session.add(organisation)
                session.flush()
            found.setdefault(region, []).extend(_counsellors(session, organisation, key, at))
    return found


def _counsellors(
    session: Session, organisation: Organisation, key: Callable[[datetime], str], at: datetime
) -> Iterator[Colleague]:
    for n, display_name in enumerate(("Dominique Lefort", "Alix Carpentier"), 1):
        email = f"conseil{n}.{organisation.id[-12:]}@parcours.example"
        account = session.scalars(
            select(Account).where(Account.organisation_id == organisation.id, Account.display_name == display_name)
        ).first()
        if account is None:
            account = Account(
                id=key(at),
                email=email,
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


@dataclass(frozen=True, slots=True)
class Programme:
    """What every simulated person shares: the request, the draw, the counsellors by region."""

    asked: Asked
    rng: random.Random
    colleagues: dict[str, list[Colleague]]

    def pair(self, region: str) -> tuple[Colleague, Colleague]:
        """A counsellor of the region, and one of another organisation."""
        everybody = [colleague for found in self.colleagues.values() for colleague in found]
        here = self.rng.choice(self.colleagues[region])
        return here, self.rng.choice([c for c in everybody if c.organisation != here.organisation])


def _person(session: Session, programme: Programme) -> int:
    """One person: drawn, walked, sometimes corrected, voided, or known twice and merged. How many cases."""
    rng, rates = programme.rng, programme.asked.rates
    region = rng.choice(list(programme.colleagues))
    span = (programme.asked.until - FIRST_DAY).days
    opened_on = FIRST_DAY + timedelta(days=int(span * rng.random() ** rates.recent))
    drawn = draw(rng, region, opened_on)
    case = _lived(session, programme, drawn, opened_on, region)
    if rng.random() >= rates.merged:
        return 1
    _lived(session, programme, drawn, opened_on, region, into=case.id)
    return 2


def _lived(
    session: Session, programme: Programme, drawn: Drawn, opened_on: date, region: str, into: str | None = None
) -> Case:
    """A person, their case and its whole history, written."""
    asked, rng = programme.asked, programme.rng
    here, there = programme.pair(region)
    journey = Journey(rng, asked.rates, asked.until, opened_on, here.account, _keys(rng), there)
    at = datetime.combine(opened_on, NOON).astimezone(UTC)
    viewer = Viewer(Role.OPERATOR, at, opened_on, organisation=here.organisation, keys=journey.key)
    person = new_person(viewer, drawn.values)
    session.add(person)
    session.flush()
    journey.move("open", **_opening(person, drawn, opened_on, here))
    _story(journey, into)
    case_id = viewer.new_id()
    case = Case(id=case_id, number=number_of(case_id), person_id=person.id, programme=PROGRAMME)
    entries = _with_correction(journey)
    write_history(session, case, entries, replay(entries), journey.texts)
    _keep_in_touch(session, case, journey)
    return case


def _opening(person: Person, drawn: Drawn, opened_on: date, here: Colleague) -> dict[str, Any]:
    return {
        **frozen(person, drawn.answers, opened_on, None),
        "programme": PROGRAMME,
        "pact": None,
        "organisation": here.organisation,
        "organisation_region": here.region,
        "referent": here.account,
    }


def _keep_in_touch(session: Session, case: Case, journey: Journey) -> None:
    """The last contacts of a case still followed; some people have not been heard of for long."""
    day = journey.until - timedelta(days=int(journey.rng.expovariate(1 / journey.rates.days_since_contact)))
    if not case.live or day < case.opened_on:
        return
    case.last_contact_on = day
    at = datetime.combine(day, NOON)
    channel = journey.rng.choice(CHANNELS)
    session.add(
        Contact(case_id=case.id, n=1, on=day, channel=channel, account_id=journey.standing.referent, recorded_at=at)
    )
    session.flush()


def _story(journey: Journey, into: str | None) -> None:
    """A life on the pathway; a case opened by mistake or for the second time ends otherwise."""
    try:
        if into is not None:
            journey.wait(1, 20)
            journey.move("merge", role=Role.SUPERVISOR, into_case=into)
        elif journey.happens(journey.rates.voided):
            journey.wait(1, 20)
            journey.move("void", role=Role.SUPERVISOR, reason="Dossier ouvert par erreur.")
        else:
            live(journey)
    except Later:
        return


def _with_correction(journey: Journey) -> list[Entry]:
    """Sometimes a start is found, later, to have happened a day or a few days before."""
    entries = list(journey.entries)
    starts = [entry for entry in entries if entry.move == "start"]
    at = entries[-1].recorded_at + timedelta(days=journey.rng.randint(1, 90))
    if not starts or not journey.happens(journey.rates.corrected) or at.date() > journey.until:
        return entries
    old = journey.rng.choice(starts)
    data, texts = taken_out("start", {**old.data, "correction_reason": "Feuille d’émargement reçue après coup."})
    corrected = replace(
        old,
        id=journey.key(at),
        seq=len(entries) + 1,
        effective_on=old.effective_on - timedelta(days=journey.rng.randint(1, 4)),
        recorded_at=at,
        supersedes=old.id,
        data=data,
    )
    try:
        replay([*entries, corrected])
    except Refused:
        return entries  # the start cannot be that early: nobody would have been able to record it
    journey.texts += [(corrected.seq, text) for text in texts]
    return [*entries, corrected]

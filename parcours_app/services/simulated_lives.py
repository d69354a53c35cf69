"""One simulated person from their seed: who they are, their cases lived through, the last contacts. No database."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from parcours_app.journal.history import History
from parcours_app.models import Case, Contact, Person
from parcours_app.scope import Viewer
from parcours_app.services.cases import PROGRAMME, number_of
from parcours_app.services.entitlement import frozen
from parcours_app.services.people import new_person
from parcours_app.services.simulated_corrections import corrected
from parcours_app.services.simulated_journey import NOON, Colleague, Journey, Later
from parcours_app.services.simulated_keys import Keys
from parcours_app.services.simulated_people import Drawn, draw
from parcours_app.services.simulated_staff import Staff
from parcours_app.services.simulated_walks import live
from parcours_app.services.simulation_rates import RATES, Rates
from workflows.engine import Role
from workflows.fields import CHANNELS
from workflows.stage import Stage

FIRST_DAY = date(2018, 1, 15)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many people, from which seed, up to which day."""

    people: int
    seed: int
    until: date
    rates: Rates = RATES


@dataclass(frozen=True, slots=True)
class Life:
    """A person with their cases, the first one first, and the last contacts written down."""

    person: Person
    histories: list[History] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a person's cases share: the request, the draw, the keys, the counsellors."""

    asked: Asked
    rng: random.Random
    keys: Keys
    staff: Staff
    aside: random.Random

    def pair(self, region: str) -> tuple[Colleague, Colleague]:
        """A counsellor of the region, and one of another organisation."""
        here = self.rng.choice(self.staff[region])
        elsewhere = [c for found in self.staff.values() for c in found if c.organisation != here.organisation]
        return here, self.rng.choice(elsewhere)

    def team(self, *where: Colleague) -> tuple[Colleague, ...]:
        """Every counsellor of the organisations of these."""
        organisations = {colleague.organisation for colleague in where}
        return tuple(c for found in self.staff.values() for c in found if c.organisation in organisations)


def lives(asked: Asked, staff: Staff, n: int) -> list[Life]:
    """The n-th person of a request, sometimes known twice and then merged. Depends on no other person."""
    rng = random.Random(f"{asked.seed}/{n}")  # noqa: S311 - repeatable on purpose, nothing secret is drawn
    aside = random.Random(f"{asked.seed}/{n}/aside")  # noqa: S311
    setting = Setting(asked, rng, Keys(rng), staff, aside)
    span = (asked.until - FIRST_DAY).days
    opened_on = FIRST_DAY + timedelta(days=int(span * rng.random() ** asked.rates.recent))
    region = rng.choice(list(staff))
    drawn = draw(rng, asked.rates, region, opened_on)
    life = _life(setting, region, drawn, opened_on)
    if rng.random() >= asked.rates.merged:
        return [life]
    return [life, _life(setting, region, drawn, opened_on, into=life.histories[0].case.id)]


def _life(setting: Setting, region: str, drawn: Drawn, opened_on: date, into: str | None = None) -> Life:
    here, _there = setting.pair(region)
    at = datetime.combine(opened_on, NOON).astimezone(UTC)
    viewer = Viewer(Role.OPERATOR, at, opened_on, organisation=here.organisation, keys=setting.keys)
    life = Life(new_person(viewer, drawn.values))
    _case(setting, life, region, drawn, opened_on, into)
    last = life.histories[0]
    again = last.entries[-1].recorded_at.date() + timedelta(
        days=setting.rng.randint(*setting.asked.rates.before_new_case)
    )
    comes = setting.rng.random() < setting.asked.rates.enters_again
    if comes and again <= setting.asked.until and _may_come_back(last):
        _case(setting, life, region, drawn, again, None)
    return life


def _may_come_back(last: History) -> bool:
    left = last.standing.exit
    return last.standing.stage == Stage.CLOSED and last.standing.counts and left is not None and left.motive != "death"


def _case(setting: Setting, life: Life, region: str, drawn: Drawn, opened_on: date, into: str | None) -> None:
    """A case of the person, with its whole history and the last contact."""
    here, there = setting.pair(region)
    asked, rng = setting.asked, setting.rng
    journey = Journey(
        rng,
        asked.rates,
        asked.until,
        opened_on,
        drawn.birth_date,
        here.account,
        there,
        setting.keys,
        setting.team(here, there),
        setting.aside,
    )
    journey.move(
        "open",
        **frozen(life.person, drawn.answers(opened_on), opened_on, None),
        programme=PROGRAMME,
        pact=None,
        organisation=here.organisation,
        organisation_region=here.region,
        referent=here.account,
    )
    _story(journey, into)
    key = setting.keys(journey.entries[0].recorded_at)
    case = Case(id=key, number=number_of(key), person_id=life.person.id, programme=PROGRAMME)
    entries, standing = corrected(journey)
    told = History(case, entries, standing, journey.snapshots, journey.texts, tuple(life.histories))
    life.histories.append(told)
    _keep_in_touch(life, told, journey)


def _story(journey: Journey, into: str | None) -> None:
    """A life on the pathway; a case opened by mistake or for the second time ends otherwise."""
    try:
        if into is not None:
            journey.wait(*journey.rates.before_mistake_seen)
            journey.move("merge", role=Role.SUPERVISOR, into_case=into)
        elif journey.happens(journey.rates.voided):
            journey.wait(*journey.rates.before_mistake_seen)
            journey.move("void", role=Role.SUPERVISOR, reason="Dossier ouvert par erreur.")
        else:
            live(journey)
    except Later:
        return


def _keep_in_touch(life: Life, history: History, journey: Journey) -> None:
    """The last contact of a case still followed; some people have not been heard of for long."""
    day = journey.until - timedelta(days=int(journey.rng.expovariate(1 / journey.rates.days_since_contact)))
    standing = history.standing
    if not standing.live or standing.opened_on is None or day < standing.opened_on:
        return
    history.case.last_contact_on = day
    channel = journey.rng.choice(CHANNELS)
    at = datetime.combine(day, NOON)
    life.contacts.append(
        Contact(case_id=history.case.id, n=1, on=day, channel=channel, account_id=standing.referent, recorded_at=at)
    )

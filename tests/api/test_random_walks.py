"""Simulated cases, sent again move by move through the API, stand where the simulation left them.

PARCOURS_RANDOM_WALKS: how many people; the whole check of a release takes 500.
"""

import os
from datetime import date

import pytest
from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.journal.loading import entries_of
from parcours_app.models import Account, Case, Person
from parcours_app.queries.case_file import case_file
from parcours_app.queries.reconcile import differences
from parcours_app.scope import operator
from parcours_app.services.loans import give_back_due
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from workflows.engine import Role
from workflows.fields import FIELDS

PEOPLE = int(os.environ.get("PARCOURS_RANDOM_WALKS", "20"))
IDENTITY = ("given_name", "family_name", "sex", "region", "postcode", "diploma_obtained", "situations")
ANSWERS = ("registered_jobseeker", "neet", "neet_proof_on", "employed", "in_school", "in_training")
EPISODE = ("kind", "state", "provider", "started_on", "ended_on", "planned_start", "planned_end", "prescribed_on")


@pytest.fixture
def simulated(session):
    """The simulated cases, those merged into another left aside: they need the other's key."""
    simulate(Asked(PEOPLE, seed=11, until=date(2026, 6, 1)))
    return list(session.scalars(select(Case.id).where(Case.merged_into.is_(None)).order_by(Case.id)))


class Resender:
    """Sends a journal again, entry by entry, as the accounts that wrote it."""

    def __init__(self, programs, supervisor, clock):
        self.programs, self.supervisor, self.clock = programs, supervisor, clock
        self.case, self.version, self.counsellor = "", 0, None
        self.receiver = None
        self.episodes, self.entries = {}, {}

    def as_account(self, key):
        return self.programs[key]

    def open(self, person, entry):
        self.counsellor = self.as_account(entry.data["referent"])
        values = {name: getattr(person, name) for name in IDENTITY if getattr(person, name) is not None}
        level = {"scheme": person.level_scheme, "code": person.level_code} if person.level_code else None
        made = self.counsellor.person(**values, birth_date=person.birth_date.isoformat(), level=level)
        answers = {name: value for name, value in entry.data["eligibility"].items() if name in ANSWERS}
        opened = {"eligibility": answers, "referent": self.counsellor.account.email, "pact": entry.data.get("pact")}
        shown = self.counsellor.case(entry.effective_on.isoformat(), person=made, **opened)
        self.case, self.version = shown["id"], 1
        self.entries[entry.id] = self.counsellor.get(f"/cases/{self.case}/journal").json["items"][0]["id"]

    def send(self, entry):
        if entry.move == "give_back" and not entry.supersedes:
            self.give_back(entry)
            return
        answer = self.correct(entry) if entry.supersedes else self.move(entry)
        assert answer.status_code == 201, (entry, answer.text)
        self.entries[entry.id] = answer.json["id"]
        self.version = answer.json["version"]
        if "episode" in entry.data:
            self.episodes[entry.data["episode"]] = answer.json["data"]["episode"]

    def give_back(self, entry):
        """Nobody’s act: the clock’s, on this day."""
        assert give_back_due(operator(self.clock)) == 1
        self.counsellor, self.version = self.as_account(entry.data["referent"]), self.version + 1
        journal = self.supervisor.get(f"/cases/{self.case}/journal").json["items"]
        self.entries[entry.id] = max(journal, key=lambda item: item["seq"])["id"]

    def move(self, entry):
        data = self.data(entry)
        if entry.move == "request_handover":
            receiving = (
                select(Account.id).where(Account.organisation_id == data["to_organisation"]).order_by(Account.id)
            )
            self.receiver = self.as_account(db.session.scalars(receiving).first())
        if entry.move == "accept_handover":
            self.counsellor = self.as_account(entry.data["referent"])
        sender = self.supervisor if entry.actor.role is Role.SUPERVISOR else self.counsellor
        sender = self.receiver if entry.move == "decline_handover" else sender
        more = {"override_reason": "raison"} if entry.overrides else {}
        return sender.move(self.case, entry.move, entry.effective_on.isoformat(), data, version=self.version, **more)

    def correct(self, entry):
        day = {} if entry.void else {"effective_on": entry.effective_on.isoformat()}
        body = {"entry": self.entries[entry.supersedes], "reason": "raison", "void": entry.void, **day}
        return self.supervisor.post(f"/cases/{self.case}/corrections", body)

    def data(self, entry):
        """What a person would type: e-mails, this case's episodes, words where the journal keeps a digest."""
        typed = {}
        for field in FIELDS[entry.move]:
            value = entry.data.get(field.name)
            if value is None:
                continue
            if field.free_text:
                value = "raison"
            elif field.type == "account":
                value = self.as_account(value).account.email
            elif field.type == "legitimate":
                value = {**value, "by": self.as_account(value["by"]).account.email}
            elif field.type == "episode":
                value = self.episodes[value]
            typed[field.name] = value
        return typed


def told(file):
    """Where a case stands, without the keys of its rows."""
    standing = file.standing
    return {
        "stage": (standing.stage, standing.stage_since, standing.opened_on, standing.counts),
        "facts": {name: standing.facts[name] for name in ("region", "publics", "age", "situations", "level")},
        "organisation": (standing.organisation, standing.referent),
        "needs": standing.needs,
        "episodes": [tuple(getattr(e, name) for name in EPISODE) for e in standing.episodes.values()],
        "supports": [(s.level, s.referent, s.started_on, s.ended_on) for s in standing.supports],
        "pauses": standing.pauses,
        "exit": standing.exit,
        "checks": standing.checks,
        "seams": [(s.since, s.until, s.days, s.net_days, s.seamless, s.cause, s.open) for s in file.seams],
    }


def test_simulated_cases_sent_again_through_the_api_stand_the_same(simulated, program_of, make_account, clock):
    supervisor = program_of(make_account(Role.SUPERVISOR, email="nation@example.org"))
    assert len(simulated) >= 0.9 * PEOPLE
    programs = {account.id: program_of(account) for account in db.session.query(Account)}
    for key in simulated:
        entries = entries_of(db.session, key)
        resender = Resender(programs, supervisor, clock)
        resender.open(db.session.get_one(Person, db.session.get_one(Case, key).person_id), entries[0])
        today = clock.today()
        days = {entry.id: entry.effective_on for entry in entries}
        for entry in entries[1:]:  # each on its day: an offer to take over expires, nothing is corrected ahead of time
            clock.set(max(entry.effective_on, days.get(entry.supersedes, entry.effective_on)))
            resender.send(entry)
        clock.set(today)
        db.session.rollback()
        assert told(case_file(operator(clock), resender.case)) == told(case_file(operator(clock), key))
    assert list(differences()) == []

"""Reminders and the digest: to whom, when, and never twice."""

import pytest

from parcours_app.jobs import digest, upcoming
from parcours_app.models import NoticeRow
from parcours_app.scope import operator, viewer_of
from parcours_app.services import questions
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def told(session):
    """told(): kind, reader, facts of every message, in order."""

    def read():
        session.expire_all()
        rows = session.query(NoticeRow).order_by(NoticeRow.created_at, NoticeRow.id).all()
        return [(row.kind, row.to_person or row.to_account, row.facts) for row in rows]

    return read


@pytest.fixture
def do(clock, session):
    """do(function): run one scheduled work now; what it counts."""
    return lambda function: function(operator(clock))


def test_a_training_is_reminded_three_days_before_and_again_when_it_moves(walk, do, told):
    walk.orient("2026-03-03", "2026-03-20").prescribe("qualification", "2026-05-01", "2026-06-18", "2026-12-18")
    assert [do(upcoming.trainings_that_start) for _ in range(2)] == [1, 0]
    assert told() == [("step_starts", walk.person.id, {"on": "2026-06-18"})]


def test_a_step_that_ends_with_nothing_after_it_is_told_at_thirty_and_at_fifteen_days(
    walk, do, told, clock, counsellor
):
    walk.orient("2026-03-03", "2026-03-20", refresher=True)
    walk.prescribe("refresher", "2026-03-21", "2026-04-01", "2026-07-20").start("refresher", "2026-04-01")
    assert do(upcoming.next_steps_to_book) == 0
    for day, expected in (("2026-06-20", 1), ("2026-06-25", 0), ("2026-07-05", 1), ("2026-07-10", 0)):
        clock.set(day)
        assert do(upcoming.next_steps_to_book) == expected, day
    assert told() == [("next_step_to_book", counsellor.id, {"on": "2026-07-20"})] * 2


@pytest.fixture
def question(walk, make_account, clock, session):
    person = make_account(Role.BENEFICIARY, email="elodie.m@example.org", person_id=walk.person.id)
    questions.ask(viewer_of(person, clock), "now", "Est-ce exact ?")
    session.query(NoticeRow).delete()
    session.commit()


def test_the_digest_counts_what_awaits_on_monday_once(question, do, told, clock, counsellor, session):
    assert [do(digest.tell_counsellors) for _ in range(2)] == [1, 0]
    ((kind, reader, facts),) = told()
    assert (kind, reader, facts["question"]) == ("weekly_digest", counsellor.id, 1)


@pytest.mark.parametrize(("day", "hour"), [("2026-06-15", 6), ("2026-06-16", 9), ("2026-06-14", 9), ("2026-06-15", 20)])
def test_the_digest_comes_on_monday_by_day(question, do, clock, day, hour):
    clock.set(day, hour)
    assert do(digest.tell_counsellors) == 0


def test_the_digest_comes_at_the_hour_of_the_organisation(make_account, clock, do, told, session):
    there = make_account(
        Role.COUNSELLOR, email="run@example.org", organisation="Mission locale de l’Ouest", region="04"
    )
    walk = Walk(there, clock, postcode="97460").open("2026-03-02")
    person = make_account(Role.BENEFICIARY, email="elle@example.org", person_id=walk.person.id)
    questions.ask(viewer_of(person, clock), "now", "Est-ce exact ?")
    clock.set("2026-06-15", 4)
    assert do(digest.tell_counsellors) == 0
    clock.set("2026-06-15", 5)
    assert do(digest.tell_counsellors) == 1


def test_nothing_awaits_nothing_is_said(counsellor, do):
    assert do(digest.tell_counsellors) == 0

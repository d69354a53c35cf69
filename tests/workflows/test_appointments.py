"""The life of an appointment: what may become of it and from when, as a table."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from workflows.appointments import APPOINTMENT, APPOINTMENT_WORDS, CANCELLED_BY, OUTCOMES, SUBJECTS, WAYS
from workflows.appointments import AppointmentState as State
from workflows.engine import Actor, Attempt, Refused, Role, World

AT = datetime(2026, 6, 16, 8, 0, tzinfo=UTC)


@dataclass
class Meeting:
    state: str
    at: datetime = AT
    zone: str = "Europe/Paris"


def taken(state, move, *, after=True, role=Role.COUNSELLOR):
    meeting = Meeting(state.value)
    now = AT if after else AT - timedelta(seconds=1)
    today = date(2026, 6, 16)
    APPOINTMENT.take(meeting, Attempt(move, today, Actor(role), {"now": now}, world=World(today)))
    return meeting.state


@pytest.mark.parametrize(("state", "move", "landing"), [
    (State.PLANNED, "hold", State.HELD),
    (State.PLANNED, "miss", State.NO_SHOW),
    (State.PLANNED, "cancel", State.CANCELLED),
    (State.HELD, "miss", State.NO_SHOW),
    (State.NO_SHOW, "hold", State.HELD),
])  # fmt: skip
def test_what_becomes_of_an_appointment_once_its_time_has_come(state, move, landing):
    assert taken(state, move) == landing


@pytest.mark.parametrize(("move", "landing"), [("move", State.MOVED), ("cancel", State.CANCELLED)])
def test_before_its_time_it_can_be_moved_or_cancelled(move, landing):
    assert taken(State.PLANNED, move, after=False) == landing


@pytest.mark.parametrize(("move", "after", "guard"), [
    ("hold", False, "appointment_begun"),
    ("miss", False, "appointment_begun"),
    ("move", True, "appointment_not_begun"),
])  # fmt: skip
def test_nobody_tells_what_has_not_happened_nor_moves_what_has(move, after, guard):
    with pytest.raises(Refused) as caught:
        taken(State.PLANNED, move, after=after)
    assert [reason.guard for reason in caught.value.reasons] == [guard]


@pytest.mark.parametrize("state", [State.CANCELLED, State.MOVED])
@pytest.mark.parametrize("move", ["hold", "miss", "cancel", "move"])
def test_what_was_cancelled_or_moved_stays_so(state, move):
    with pytest.raises(Refused):
        taken(state, move)


@pytest.mark.parametrize("role", [Role.BENEFICIARY, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_counsellors_alone_tell_what_came_of_it(role):
    with pytest.raises(Refused) as caught:
        taken(State.PLANNED, "hold", role=role)
    assert caught.value.reasons[0].guard == "role"


def test_every_code_has_its_words():
    words = {"way": WAYS, "subject": SUBJECTS, "outcome": OUTCOMES, "cancelled_by": CANCELLED_BY}
    assert {name: tuple(APPOINTMENT_WORDS[name]) for name in words} == words
    assert tuple(APPOINTMENT_WORDS["appointment_state"]) == tuple(State)

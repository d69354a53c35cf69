"""From the outbox to a real SMTP server and a real gateway: what is sent, retried, given up, dropped."""

import pytest
from sqlalchemy import select

from parcours_app.models import Case, NoticeRow
from parcours_app.services import stopping
from parcours_app.services.outbox import DELAYS


@pytest.fixture
def row(session):
    """row(notice): the outbox row as it is now."""

    def read(notice):
        session.expire_all()
        found = session.get(NoticeRow, notice.id)
        said = found.state, found.reason, found.last_error, found.attempts
        session.commit()
        return said

    return read


def test_a_message_is_sent_once(say, empty_outbox, mailbox, row):
    notice = say()
    assert empty_outbox() == 1
    assert row(notice) == ("sent", None, None, 1)
    assert empty_outbox() == 0
    assert mailbox.ids == [notice.id]


def test_a_batch_goes_through_one_connection(say, empty_outbox, mailbox):
    for _ in range(5):
        say()
    empty_outbox()
    assert (len(mailbox.received), mailbox.sessions) == (5, 1)


def test_a_server_that_refuses_for_a_while_gets_the_message_later(say, empty_outbox, mailbox, row, clock):
    notice = say()
    mailbox.answers = ["451 try later", "421 too busy"]
    empty_outbox()
    assert row(notice) == ("pending", None, "smtp_451", 1)
    assert empty_outbox() == 0
    clock.advance(minutes=1)
    empty_outbox()
    assert row(notice) == ("pending", None, "smtp_421", 2)
    clock.advance(minutes=5)
    empty_outbox()
    assert row(notice) == ("sent", None, None, 3)
    assert mailbox.ids == [notice.id]


def test_a_refusal_for_good_is_not_tried_again(say, empty_outbox, mailbox, row, clock):
    notice = say()
    mailbox.answers = ["550 no such user"]
    empty_outbox()
    assert row(notice) == ("failed", "refused", "smtp_550", 1)
    clock.advance(days=1)
    assert empty_outbox() == 0


def test_after_the_last_attempt_the_message_is_given_up(say, empty_outbox, mailbox, row, clock):
    notice = say("question_asked", "referent")
    mailbox.answers = ["451 no"] * (len(DELAYS) + 1)
    for delay in (*DELAYS, DELAYS[0]):
        empty_outbox()
        clock.advance(seconds=delay.total_seconds())
    assert row(notice)[:2] == ("failed", "given_up")
    assert mailbox.received == []


def test_a_server_away_costs_no_attempt(say, sender, session, row):
    notice = say()
    sender._channels["email"]._server = type(sender._channels["email"]._server)(
        "127.0.0.1", 9, False, False, None, None, "parcours@example.org"
    )
    session.commit()
    assert sender.pass_once(lambda *_: pytest.fail("nothing may be attempted")) == 0
    assert row(notice) == ("pending", None, "away:ConnectionRefusedError", 0)


def test_one_bad_message_does_not_hold_up_the_others(say, empty_outbox, mailbox, row, session):
    bad, good = say(), say()
    session.get(NoticeRow, bad.id).facts = {"on": "2026-06-16"}
    session.commit()
    empty_outbox()
    assert row(bad) == ("pending", None, "KeyError", 1)
    assert row(good)[0] == "sent"


def test_death_between_the_writing_and_the_sending_closes_the_message(say, walk, empty_outbox, mailbox, row):
    notice = say()
    walk.move("leave", "2026-06-10", motive="death")
    empty_outbox()
    assert row(notice) == ("dropped", "deceased", None, 0)
    assert mailbox.received == []


def test_a_stop_between_the_writing_and_the_sending_is_heard(say, walk, empty_outbox, mailbox, row, clock):
    notice = say()
    stopping.stop(walk.person.id, "email", clock.now())
    empty_outbox()
    assert row(notice) == ("dropped", "stopped", None, 0)


def test_a_reminder_that_would_come_too_late_is_dropped(say, empty_outbox, row, clock):
    notice = say()
    clock.advance(days=1, minutes=1)
    empty_outbox()
    assert row(notice) == ("dropped", "too_late", None, 0)


def test_a_person_is_not_written_to_at_night(say, empty_outbox, mailbox, clock, row):
    clock.set("2026-06-15", 21)
    notice = say()
    clock.advance(hours=9)
    assert empty_outbox() == 0
    clock.advance(hours=2)
    empty_outbox()
    assert row(notice)[0] == "sent"


def test_a_message_delayed_into_the_night_waits_for_the_morning(say, empty_outbox, mailbox, clock, row):
    clock.set("2026-06-15", 19)
    notice = say("question_answered")
    clock.advance(hours=2)
    empty_outbox()
    assert row(notice) == ("pending", None, None, 0)
    assert mailbox.received == []
    clock.advance(hours=11)
    empty_outbox()
    assert row(notice)[0] == "sent"


def test_those_who_work_here_have_no_quiet_hours(say, empty_outbox, mailbox, clock):
    clock.set("2026-06-15", 22)
    say("question_asked", "referent")
    empty_outbox()
    assert len(mailbox.received) == 1


def test_the_address_is_read_when_the_message_leaves(say, walk, empty_outbox, mailbox, session):
    say()
    walk.person.email = "nouvelle@example.org"
    session.merge(walk.person)
    session.commit()
    empty_outbox()
    assert mailbox.received[0]["To"] == "nouvelle@example.org"


@pytest.fixture
def without_email(walk, session):
    walk.person.email = None
    session.merge(walk.person)
    session.commit()


def test_a_text_message_goes_to_the_gateway(say, without_email, empty_outbox, gateway, row):
    notice = say()
    empty_outbox()
    text = "N’oubliez pas : vous avez rendez-vous le mardi 16 juin 2026 à 10 h 30."
    assert gateway.received == [("Bearer secret", notice.id, {"id": notice.id, "to": "+33612345678", "text": text})]
    assert row(notice) == ("sent", None, None, 1)


@pytest.mark.parametrize(("status", "state", "reason"), [
    (503, "pending", None),
    (429, "pending", None),
    (401, "pending", None),
    (400, "failed", "refused"),
])  # fmt: skip
def test_what_the_gateway_answers_decides(say, without_email, empty_outbox, gateway, row, status, state, reason):
    notice = say()
    gateway.answers = [status]
    empty_outbox()
    assert row(notice) == (state, reason, f"http_{status}", 1)


def test_sending_moves_no_case(say, walk, empty_outbox, session):
    say()
    version = session.scalar(select(Case.version).where(Case.id == walk.case_id))
    empty_outbox()
    session.expire_all()
    assert session.scalar(select(Case.version).where(Case.id == walk.case_id)) == version

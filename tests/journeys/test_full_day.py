"""A day played by three people: a step ends, a session is booked, the case handed over, declined, sent again, started.

The person's page is right at each step, and so are the e-mails that a mail server received, in French and in English.
"""

import pytest
from playwright.sync_api import expect

from parcours_app.extensions import db
from parcours_app.jobs.mail import MailChannel
from parcours_app.jobs.sending import Sender
from parcours_app.scope import operator
from parcours_app.services.imports import import_offers
from tests.journeys.reading import follow
from tests.lheo import lheo, session, training
from tests.mailbox import mail_to, opened_mailbox
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
PHONE = 360


@pytest.fixture
def nadia(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def odile(make_account):
    account = make_account(
        Role.COUNSELLOR,
        email="odile@example.org",
        display_name="Odile Kervern",
        organisation="Cap emploi 52",
        region="52",
    )
    account.locale = "en"
    db.session.commit()
    return account


@pytest.fixture
def walk(app, nadia, clock):
    """Somebody in a refresher that ends today; one session follows in a fortnight, with two places."""
    following = session("S1", "20260629", "20261218", extras={"places": "2"})
    import_offers(operator(clock), lheo(training(following, title="Agent de propreté", rncp="278")))
    walk = Walk(nadia, clock, email="elodie@example.org").open("2026-03-02")
    walk.orient("2026-03-04", "2026-03-20", refresher=True)
    return walk.prescribe("refresher", "2026-03-20", "2026-04-01", "2026-06-15").start("refresher", "2026-04-01")


@pytest.fixture
def mails(app, clock):
    """mails(): what the mail server received since the last time, as (to, subject, text)."""
    with opened_mailbox() as box:
        sender = Sender(app, {"email": MailChannel(mail_to(box.port))}, clock.now)
        seen = []

        def emptied():
            sender.pass_once(lambda _act, _key, argument: sender.send(argument))
            db.session.commit()
            new = box.received[len(seen) :]
            seen.extend(new)
            return {message["To"]: (message["Subject"], message.get_body(("plain",)).get_content()) for message in new}

        yield emptied


def record(page):
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est enregistré")).to_be_visible()


def here_and_now(page):
    """What the person reads, on a fresh page."""
    page.goto("/beneficiary/?lang=fr")
    return " ".join(page.get_by_role("main").inner_text().split())


def decline(page):
    page.goto("/counsellor/handovers?lang=fr")
    page.get_by_role("link", name="Refuser").click()
    page.get_by_label("Motif").select_option(label="Une autre étape convient mieux")
    page.get_by_label("Raison").fill("La personne doit d’abord faire un bilan.")
    page.get_by_label("Ce qui est proposé").fill("Un bilan, puis renvoyer la demande.")
    record(page)


def ask(page, case, organisation):
    page.goto(f"{case}/moves/request_handover")
    page.get_by_label("prend le relais").first.select_option(organisation)
    record(page)


def end_then_book(page, me, case, mails):
    """The refresher ends; the person waits without a date, then a session is booked and she is told."""
    page.goto(f"{case}/moves/complete")
    record(page)
    read = here_and_now(me)
    assert "Vous avez fini une étape : remise à niveau." in read
    assert "Votre prochaine étape n’a pas encore de date." in read
    page.goto(f"{case}/moves")
    expect(page.get_by_text("couture de 14 jours")).to_be_visible()
    page.get_by_role("link", name="Réserver Agent de propreté").click()
    follow(page.get_by_role("button", name="Réserver la place"))
    booked = "Ensuite : formation pour un métier, le 29 juin, avec Greta du Nord. Une place est réservée pour vous."
    assert booked in here_and_now(me)
    subject, text = mails()["elodie@example.org"]
    assert subject == "Une place est réservée pour vous"
    assert "le lundi 29 juin 2026" in text


def hand_over_and_be_refused(sender, receiver, me, case, there, mails):
    """The receiver is told in English; declining leaves everything as it was."""
    ask(sender, case, there)
    subject, text = mails()["odile@example.org"]
    assert subject == "A handover is waiting for your answer"
    assert "Until you accept, the sender stays responsible." in text
    decline(receiver)
    assert mails()["nadia@example.org"][0] == "Un relais est refusé"
    assert "Vous suit Nadia Belkacem" in here_and_now(me)


def hand_over_and_be_accepted(sender, receiver, me, case, there, mails):
    """Sent again: the sender and the person are told, without a name in what they receive."""
    ask(sender, case, there)
    assert set(mails()) == {"odile@example.org"}
    receiver.goto("/counsellor/handovers?lang=fr")
    receiver.get_by_role("link", name="Accepter").click()
    receiver.get_by_role("button", name="Prendre le relais").click()
    expect(receiver.get_by_text("Référent : Odile Kervern, depuis le 15 juin 2026")).to_be_visible()
    received = mails()
    assert {to: subject for to, (subject, _text) in received.items()} == {
        "nadia@example.org": "Un relais est accepté",
        "elodie@example.org": "Une autre personne vous suit",
    }
    assert "Élodie" not in str(received)
    assert "Vous suit Odile Kervern" in here_and_now(me)


def test_from_the_end_of_a_step_to_the_start_of_the_next_in_other_hands(
    visit, nadia, odile, walk, make_account, clock, mails, accessible
):
    case, there = f"/counsellor/cases/{walk.case_id}", odile.organisation_id
    person = make_account(Role.BENEFICIARY, person_id=walk.person.id)
    a, b, me = visit(nadia), visit(odile), visit(person, PHONE)
    end_then_book(a, me, case, mails)
    hand_over_and_be_refused(a, b, me, case, there, mails)
    hand_over_and_be_accepted(a, b, me, case, there, mails)
    clock.set("2026-06-29")
    later, me = visit(odile, at=f"{case}/moves/start"), visit(person, PHONE)
    record(later)
    read = here_and_now(me)
    assert "Vous êtes en formation pour un métier jusqu’au 18 décembre." in read
    assert "Intervalle : 14 jours d’attente" in read
    accessible(me)

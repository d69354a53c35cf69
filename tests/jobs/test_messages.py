"""What a message says, as the server received it: in French and in English, nothing personal in the subject."""

import re

import pytest

from parcours_app.services import stopping
from parcours_app.services.notices import KINDS, Notice, tell
from parcours_app.services.person_notices import PERSON_KINDS
from parcours_app.services.unit import unit_of_work
from tests.pages import check_page
from workflows.engine import Role

FACTS = {"on": "2026-07-01", "at": "09:05", "until": "2026-07-10", "count": 3, "days": 10, "open": 2, "question": 1}
FRENCH = """Bonjour,

N’oubliez pas : vous avez rendez-vous le mercredi 1er juillet 2026 à 9 h 05.

Le lieu est sur votre page. Si vous ne pouvez pas venir, téléphonez à la personne qui vous suit.

Ouvrir la page :
http://localhost/beneficiary/

--
Ce message est envoyé automatiquement par Parcours. Ne répondez pas : personne ne lirait votre réponse.
Pour ne plus recevoir de messages comme celui-ci :
"""
ENGLISH = """Hello,

Do not forget: you have an appointment on Wednesday, July 1, 2026 at 9:05 AM.

The place is on your page. If you cannot come, telephone the person who follows you.

Open the page:
http://localhost/beneficiary/
"""


def facts_of(kind):
    """A value for every fact the sentences of a kind name, the number of the case apart."""
    said = " ".join([*KINDS[kind].paragraphs, KINDS[kind].sms or ""])
    return {name: FACTS.get(name, 3) for name in set(re.findall(r"%\((\w+)\)", said)) - {"case"}}


@pytest.fixture
def received(say, empty_outbox, mailbox):
    """received(kind, to, facts): the message as the server got it."""

    def sent(kind, to="person", **facts):
        say(kind, to, **(facts or FACTS))
        empty_outbox()
        return mailbox.received[-1]

    return sent


def text_of(message):
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n").replace("\xa0", " ").replace("\u202f", " ")
    return text.replace("-- \n", "--\n")


def test_a_reminder_in_french(received):
    message = received("appointment_tomorrow")
    assert message["Subject"] == "Rappel\xa0: votre rendez-vous"
    assert message["Content-Language"] == "fr"
    assert text_of(message).startswith(FRENCH)


def test_a_reminder_in_the_language_of_the_account(received, walk, make_account):
    make_account(Role.BENEFICIARY, email="elodie.m@example.org", person_id=walk.person.id, locale="en")
    message = received("appointment_tomorrow")
    assert message["Subject"] == "Reminder: your appointment"
    assert text_of(message).startswith(ENGLISH)


def test_the_html_says_the_same_in_a_valid_page(received):
    message = received("appointment_tomorrow")
    html = message.get_body(("html",)).get_content()
    assert "N’oubliez pas" in html
    assert '<a href="http://localhost/beneficiary/">' in html
    check_page(html.replace("<p>Bonjour,</p>", "<h1>Bonjour,</h1>"))


def test_a_message_is_recognised_as_a_repeat_and_as_automatic(received, say):
    message = received("appointment_tomorrow")
    assert message["Message-ID"].endswith("@localhost>") or message["Message-ID"].endswith("@example.org>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(message["From"]) == "Parcours <parcours@example.org>"


def test_one_click_stops_without_signing_in(received, app, client, walk, session):
    message = received("appointment_tomorrow")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = message["List-Unsubscribe"].strip("<>")
    assert client.get(url).status_code == 200
    assert client.post(url, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    token = url.rpartition("/")[2]
    assert stopping.read_stop_token(app.secret_key, token) == (walk.person.id, "email")


def test_work_carries_no_stop_link_and_names_nobody(received, walk):
    message = received("handover_requested", "referent")
    assert message["List-Unsubscribe"] is None
    body = text_of(message) + message.get_body(("html",)).get_content()
    assert walk.person.family_name not in body
    assert "http://localhost/counsellor/handovers" in body


def test_the_digest_lists_what_awaits_with_links(received, session, counsellor):
    message = received("weekly_digest", counsellor.id, open=2, question=1, missing=0)
    assert message["Subject"] == "Votre semaine"
    text = text_of(message)
    assert "- Attentes en cours : 2\n  http://localhost/counsellor/cases?seam=open&sort=seam" in text
    assert "votre réponse : 1" in text
    assert "Données manquantes" not in text
    assert message["List-Unsubscribe-Post"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_can_be_worded_and_its_subject_is_never_personal(
    walk, make_account, empty_outbox, mailbox, language, counsellor, session
):
    make_account(Role.BENEFICIARY, email="elodie.m@example.org", person_id=walk.person.id, locale=language)
    counsellor.locale = language
    session.merge(counsellor)
    with unit_of_work() as work:
        for kind in KINDS:
            to = "person" if kind in PERSON_KINDS else "referent"
            tell(work, walk.viewer, Notice(kind, walk.case_id, to, facts_of(kind)))
    empty_outbox()
    assert len(mailbox.received) == len(KINDS)
    for message in mailbox.received:
        said = str(message["Subject"]) + text_of(message)
        assert "%(" not in said
        assert "{" not in said
        for name in ("Élodie", "Martin", "elodie", "2026", "59000"):
            assert name not in message["Subject"]
        assert "Martin" not in said

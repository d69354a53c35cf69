"""The person's messages: how they want to be told, and what was sent to them."""

from parcours_app.models import MessageChoice
from parcours_app.services.notices import Notice, tell
from parcours_app.services.unit import unit_of_work
from tests.web.counsellor.reading import words

PAGE = "/beneficiary/messages"


def test_the_person_chooses_how_they_are_told(person, walk, session):
    assert "Je veux recevoir des SMS" in person.get(PAGE).text
    assert "Votre choix est enregistré" in person.submit(PAGE, {"sms": "y"}, follow_redirects=True).text
    kept = session.get(MessageChoice, walk.person.id)
    assert (kept.email, kept.sms, kept.digest) == (False, True, True)


def test_each_way_says_where_it_leads_or_that_nothing_is_known(person, walk, session):
    seen = words(person.get(PAGE))
    assert "On vous écrit à elodie@example.org." in seen, "the address of the account, for want of another"
    assert "Nous ne connaissons pas votre numéro de portable. Donnez-le à la personne qui vous suit." in seen
    walk.person.email, walk.person.phone = "chez.moi@example.org", "+33612345678"
    session.commit()
    seen = words(person.get(PAGE))
    assert "On vous écrit à chez.moi@example.org." in seen
    assert "On vous écrit au 06 12 34 56 78." in seen
    assert "Nous ne connaissons pas" not in seen


def test_the_messages_of_the_person_are_listed(person, walk):
    with unit_of_work() as session:
        tell(session, walk.viewer, Notice("question_answered", walk.case_id, "person"))
        tell(session, walk.viewer, Notice("question_asked", walk.case_id, "referent"))
    seen = person.get(PAGE).text
    assert "réponse à une question" in seen
    assert "question à traiter" not in seen

"""Stopping messages by the link they carry: a look changes nothing, a click does, a forged link does nothing."""

import pytest

from parcours_app.models import MessageChoice
from parcours_app.services import stopping

READER = "01900000-0000-7000-8000-000000000001"


@pytest.fixture
def link(app):
    """link(choice): the address a message carries."""
    return lambda choice="email", key=None: (
        f"/messages/stop/{stopping.stop_token(key or app.secret_key, READER, choice)}"
    )


def test_looking_at_the_page_stops_nothing(client, link, session):
    page = client.get(link())
    assert page.status_code == 200
    assert "Ne plus recevoir ces messages" in page.text
    assert session.get(MessageChoice, READER) is None


@pytest.mark.parametrize("choice", ["email", "sms", "digest"])
def test_one_click_stops_that_kind_only_and_twice_is_as_once(client, link, session, choice):
    for _ in range(2):
        assert "C’est fait" in client.post(link(choice), data={"List-Unsubscribe": "One-Click"}).text
    row = session.get(MessageChoice, READER)
    assert {name: getattr(row, name) for name in stopping.CHOICES} == {
        name: name != choice for name in stopping.CHOICES
    }


def test_a_link_of_another_key_or_of_another_choice_is_no_link(client, link, app, session):
    forged = [link(key="x" * 40), link("password"), "/messages/stop/nothing", link()[:-2]]
    for address in forged:
        assert client.post(address).status_code == 404
        assert client.get(address).status_code == 404
    assert session.query(MessageChoice).count() == 0

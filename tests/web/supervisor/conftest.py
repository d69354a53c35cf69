"""An organisation with two counsellors and its supervisor; a regional one, a national one."""

import pytest

from tests.walks import Walk
from workflows.engine import Role

HOUSE = "Mission locale de Test"


@pytest.fixture
def nadia(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def karim(make_account, nadia):
    return make_account(Role.COUNSELLOR, email="karim@example.org", display_name="Karim Aziz")


@pytest.fixture
def chief(make_account, nadia):
    return make_account(Role.SUPERVISOR, email="chef@example.org", display_name="Camille Chef", organisation=HOUSE)


@pytest.fixture
def office(chief, client_of):
    """The browser of the organisation's supervisor."""
    return client_of(chief)


@pytest.fixture
def people(clock):
    """people(counsellor, number, opened="2026-03-02"): so many cases just opened; their walks."""

    def open_many(counsellor, number, opened="2026-03-02", **person) -> list[Walk]:
        usual = {"given_name": "Zélie", "family_name": "Canari0", "birth_date": "1970-01-02", **person}
        return Walk(counsellor, clock, **usual).open(opened).alike(number)

    return open_many

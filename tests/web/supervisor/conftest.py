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


@pytest.fixture
def one_recorded_late(clock, nadia, people):
    """Of six women and six men whom every breakdown masks, eleven in training by 31 March; a twelfth said in June."""
    clock.set("2026-04-10")
    walks = [walk for sex in ("f", "m") for walk in people(nadia, 6, sex=sex, birth_date="2000-05-17")]
    for walk in walks:
        walk.orient("2026-03-03", "2026-03-10").prescribe("qualification", "2026-03-10", "2026-03-20", "2026-09-20")
    for walk in walks[1:]:
        walk.start("qualification", "2026-03-20")
    clock.set("2026-06-15")
    return lambda: walks[0].start("qualification", "2026-03-20")

"""A person on the pathway and their browser."""

from collections.abc import Callable

import pytest

from parcours_app.models import Account
from tests.pages import PageClient
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def counsellor(make_account: Callable[..., Account]) -> Account:
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def walk(counsellor, clock) -> Walk:
    return Walk(counsellor, clock).open("2026-01-05").orient("2026-01-12", "2026-02-02", refresher=True)


@pytest.fixture
def person(make_account, client_of, walk) -> PageClient:
    """The browser of the person whose case `walk` drives."""
    return client_of(
        make_account(Role.BENEFICIARY, email="elodie@example.org", display_name="Élodie", person_id=walk.person.id)
    )

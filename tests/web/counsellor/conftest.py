"""A counsellor at their desk, colleagues elsewhere, and people to follow."""

from collections.abc import Callable
from typing import Any

import pytest

from parcours_app.models import Account
from tests.pages import PageClient
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def counsellor(make_account: Callable[..., Account]) -> Account:
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def desk(client_of: Callable[[Account], PageClient], counsellor: Account) -> PageClient:
    """The counsellor's browser."""
    return client_of(counsellor)


@pytest.fixture
def elsewhere(make_account: Callable[..., Account]) -> Account:
    """A counsellor of another organisation, in another region."""
    return make_account(
        Role.COUNSELLOR,
        email="odile@example.org",
        display_name="Odile Kervern",
        organisation="Cap emploi 52",
        region="52",
    )


@pytest.fixture
def follow(counsellor: Account, clock: Any) -> Callable[..., Walk]:
    """follow(on, **person): a new person whose case opens that day, followed by the counsellor."""

    def walked(on: str = "2026-01-05", **person: Any) -> Walk:
        return Walk(counsellor, clock, **person).open(on)

    return walked

"""An administrator, their browser, and an organisation with its counsellor."""

import pytest

from workflows.engine import Role


@pytest.fixture
def nadia(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def root(make_account):
    return make_account(Role.ADMINISTRATOR, email="admin@example.org", display_name="Alex Admin")


@pytest.fixture
def office(root, client_of):
    return client_of(root)

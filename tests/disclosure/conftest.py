"""What is read depends on no database: one is enough."""

import pytest


@pytest.fixture(scope="session")
def engine_name() -> str:
    """The embedded one."""
    return "sqlite"

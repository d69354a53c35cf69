"""What the API's tests share: a program with a token, people and cases made by walking real moves through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from parcours_app.models import Account
from parcours_app.services.accounts import create_token
from tests.api.program import Program
from tests.frozen import FrozenClock
from workflows.engine import Role


@pytest.fixture
def program_of(app: Flask, session: Any, clock: FrozenClock) -> Callable[[Account], Program]:
    """program_of(account): a program that acts as that account."""
    return lambda account: Program(app, create_token(account.email, clock.now()), account)


@pytest.fixture
def program(make_account: Callable[..., Account], program_of: Callable[[Account], Program]) -> Program:
    """A program that acts as a counsellor."""
    return program_of(make_account(Role.COUNSELLOR))


@pytest.fixture
def supervisor(make_account: Callable[..., Account], program_of: Callable[[Account], Program]) -> Program:
    """A program that acts as a supervisor of the counsellor's organisation."""
    return program_of(make_account(Role.SUPERVISOR, organisation="Mission locale de Test", region="11"))

"""Who takes part in the hard cases: Nadia, her supervisor, Karim of another organisation; and a case to follow."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from parcours_app.models import Account
from parcours_app.services.accounts import create_token
from tests.api.hard_cases.followed import Followed
from tests.api.program import Program
from tests.frozen import START, FrozenClock
from tests.workflows.case_builder import KARIM, NADIA
from workflows.engine import Role


@pytest.fixture
def program_of(app: Flask, session: Any) -> Callable[[Account], Program]:
    """program_of(account): a program whose token outlives the years a case takes."""
    return lambda account: Program(app, create_token(account.email, START), account)


@pytest.fixture
def program(make_account: Callable[..., Account], program_of: Callable[[Account], Program]) -> Program:
    """Nadia’s program: a counsellor of the mission locale."""
    return program_of(make_account(Role.COUNSELLOR, email=NADIA, organisation="mission-locale", region="11"))


@pytest.fixture
def supervisor(make_account: Callable[..., Account], program_of: Callable[[Account], Program]) -> Program:
    """A supervisor of the mission locale."""
    return program_of(make_account(Role.SUPERVISOR, organisation="mission-locale", region="11"))


@pytest.fixture
def karim(make_account: Callable[..., Account], program_of: Callable[[Account], Program]) -> Program:
    """Karim’s program: a counsellor of another organisation, in another region."""
    return program_of(make_account(Role.COUNSELLOR, email=KARIM, organisation="cap-emploi", region="53"))


@pytest.fixture
def follow(program: Program, clock: FrozenClock) -> Callable[..., Followed]:
    """follow(opened, person=…, **asked): a case followed by Nadia; the tests start in 2018 and let time pass."""
    clock.set("2018-01-02")

    def followed(*opened: str, **asked: Any) -> Followed:
        return Followed(program, clock, *opened, **asked)

    return followed

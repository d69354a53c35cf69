"""The ways out of the application, read by the same question, and people whose figures are known beforehand."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import make_url

from parcours_app.extensions import db
from parcours_app.services.accounts import create_token
from parcours_app.settings import Settings
from tests.api.program import Program
from tests.outlets.lives import Office
from tests.outlets.reading import Outlets
from workflows.engine import Role

TODAY = date(2024, 6, 4)


@pytest.fixture
def unmasked(app, monkeypatch):
    """Nothing is withheld: what is read here is one person at a time, and withholding has tests of its own."""
    settings: Settings = app.extensions["parcours_settings"]
    monkeypatch.setitem(app.extensions, "parcours_settings", replace(settings, largest_masked=0))


@pytest.fixture
def office(make_account, clock):
    """office(name): an organisation of that name."""
    return lambda name: Office(name, make_account, clock)


@pytest.fixture
def copied(settings, tmp_path):
    """copied(): settings for the command line, on a copy: a command is a process, here it would keep the file open."""

    def copy():
        db.session.commit()
        path = tmp_path / "copy.sqlite"
        with (
            closing(sqlite3.connect(str(make_url(settings.database_url).database))) as here,
            closing(sqlite3.connect(path)) as there,
        ):
            here.backup(there)
        return replace(settings, today=TODAY, database_url=f"sqlite:///{path}")

    return copy


@pytest.fixture
def outlets(app, clock, unmasked, make_account, client_of, copied, capfdbinary):
    """What the nation’s supervisor reads on pages, in files and by the API, and an operator from the command line."""
    clock.set(TODAY)
    account = make_account(Role.SUPERVISOR, email="nation@example.org")
    program = Program(app, create_token(account.email, clock.now()), account)
    return Outlets(client_of(account), program, copied(), capfdbinary)

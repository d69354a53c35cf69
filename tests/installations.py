"""Installations for the command line: migrated once, then copied."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import config
from parcours_app.cli import run


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an installation just migrated."""
    home = tmp_path_factory.mktemp("migrated")
    assert run(lambda: config.from_environment(variables_of(home)), ["db", "upgrade"]) == 0
    return home


@pytest.fixture(scope="session")
def install(migrated: Path) -> Callable[[Path], dict[str, str]]:
    """install(home): the variables of an installation of its own, on SQLite, migrated, on 15 June 2026."""

    def installed(home: Path) -> dict[str, str]:
        shutil.copytree(migrated, home, dirs_exist_ok=True)
        return variables_of(home)

    return installed


def variables_of(home: Path) -> dict[str, str]:
    return {"PARCOURS_HOME": str(home), "PARCOURS_ENV": "test", "PARCOURS_TODAY": "2026-06-15"}

"""What an installation may and may not decide."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import config
from parcours_app.clock import SystemClock
from parcours_app.models.keys import new_id
from parcours_app.settings import Environment, SettingsRefused, require_secret_key

KEY = "k" * 32


def test_an_empty_environment_is_production_on_sqlite_in_french(tmp_path: Path) -> None:
    settings = config.from_environment({"PARCOURS_HOME": str(tmp_path)})
    assert settings.environment is Environment.PRODUCTION
    assert settings.database_url == f"sqlite:///{tmp_path}/parcours.sqlite"
    assert settings.locale == "fr"
    assert settings.today is None


def test_a_plain_postgresql_address_means_psycopg() -> None:
    settings = config.from_environment({"PARCOURS_DATABASE_URL": "postgresql://u:p@h/d"})
    assert settings.database_url == "postgresql+psycopg://u:p@h/d"


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"PARCOURS_ENV": "staging"}, "PARCOURS_ENV"),
        ({"PARCOURS_TODAY": "2026-06-15"}, "PARCOURS_TODAY"),
        ({"PARCOURS_TODAY": "15/06/2026", "PARCOURS_ENV": "demo"}, "PARCOURS_TODAY"),
        ({"PARCOURS_DATABASE_URL": "mysql://h/d"}, "PARCOURS_DATABASE_URL"),
        ({"PARCOURS_LOCALE": "xx"}, "PARCOURS_LOCALE"),
        ({"PARCOURS_LOCALE": "../fr"}, "PARCOURS_LOCALE"),
        ({"PARCOURS_TRUSTED_PROXIES": "-1"}, "PARCOURS_TRUSTED_PROXIES"),
        ({"PARCOURS_LARGEST_MASKED": "0"}, "PARCOURS_LARGEST_MASKED"),
    ],
)
def test_a_wrong_variable_is_refused_by_its_name(variables: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsRefused, match=named):
        config.from_environment(variables)


@pytest.mark.parametrize(("key", "words"), [("", "is missing"), ("short", "is too short")])
def test_production_needs_a_long_secret_key(key: str, words: str) -> None:
    with pytest.raises(SettingsRefused, match=words):
        require_secret_key(config.from_environment({"PARCOURS_SECRET_KEY": key}))


def test_a_long_secret_key_is_accepted() -> None:
    require_secret_key(config.from_environment({"PARCOURS_SECRET_KEY": KEY}))


def test_a_frozen_day_is_the_day_of_every_instant() -> None:
    clock = SystemClock(date(2025, 2, 28))
    assert clock.today() == date(2025, 2, 28)
    assert clock.now().tzinfo is UTC


def test_keys_made_in_one_millisecond_keep_their_order() -> None:
    now = datetime(2026, 6, 15, 7, 0, tzinfo=UTC)
    keys = [new_id(now) for _ in range(100)]
    assert sorted(keys) == keys or keys.index(min(keys)) > 0  # the counter may start over once
    assert len(set(keys)) == 100
    assert all(key[14] == "7" and len(key) == 36 for key in keys)

"""What an installation decides: one frozen value, handed to create_app.

Reads no environment and knows no folder by itself.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

SHORTEST_SECRET_KEY = 32


class SettingsRefused(ValueError):
    """The settings contradict each other or lack something; the message says what to do."""


class Environment(StrEnum):
    """Where the application runs. Production is the default, so forgetting to choose is safe."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """Argon2id parameters; the defaults take about 0.2 s on one core."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything create_app needs. `today` freezes the civil date; `home` is where data files live."""

    database_url: str
    templates: Path
    translations: Path
    home: Path
    environment: Environment = Environment.PRODUCTION
    secret_key: str | None = None
    mail_url: str | None = None
    mail_from: str | None = None
    sms_url: str | None = None
    sms_token: str | None = None
    base_url: str = "http://127.0.0.1:8000"
    locale: str = "fr"
    today: date | None = None
    trusted_proxies: int = 0
    largest_masked: int = 10
    password_cost: PasswordCost = PasswordCost()

    def __post_init__(self) -> None:
        """Refuse combinations that would be dangerous; raises SettingsRefused."""
        if self.today and self.environment is Environment.PRODUCTION:
            raise SettingsRefused("PARCOURS_TODAY freezes the date and is refused in production: remove it.")

    @property
    def testing(self) -> bool:
        """True in the test suite only."""
        return self.environment is Environment.TEST

    @property
    def https(self) -> bool:
        """True when visitors reach the site over https: cookies are then Secure."""
        return self.base_url.startswith("https://")

    @property
    def on_sqlite(self) -> bool:
        """True on the embedded database."""
        return self.database_url.startswith("sqlite")


def make_folder(folder: Path, chosen_by: str = "PARCOURS_HOME") -> None:
    """Make a folder that data lie in unless it is there; raises SettingsRefused naming the variable that chose it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsRefused(
            f"The folder {folder} cannot be made ({error.strerror}): set {chosen_by} to a place you may write in."
        ) from error


def require_secret_key(settings: Settings) -> None:
    """Raise SettingsRefused unless sessions can be signed with a key nobody guesses."""
    if not settings.secret_key:
        raise SettingsRefused(
            "PARCOURS_SECRET_KEY is missing: set it to a long random value, for instance the output of "
            "`python3 -c 'import secrets; print(secrets.token_hex(32))'`."
        )
    if settings.environment is Environment.PRODUCTION and len(settings.secret_key) < SHORTEST_SECRET_KEY:
        raise SettingsRefused(f"PARCOURS_SECRET_KEY is too short: use at least {SHORTEST_SECRET_KEY} characters.")


def with_secret_key(settings: Settings) -> Settings:
    """The settings with a key to sign sessions; outside production one is drawn, for this run, when none is given."""
    if settings.environment is not Environment.PRODUCTION and not settings.secret_key:
        return replace(settings, secret_key=secrets.token_hex(SHORTEST_SECRET_KEY))
    require_secret_key(settings)
    return settings

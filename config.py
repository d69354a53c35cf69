"""The environment and the folders, turned into Settings: the only file that knows where things lie.

Imported by wsgi.py and the tests, by nobody else.
"""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import platformdirs

from parcours_app.settings import Environment, Settings, SettingsRefused

ROOT = Path(__file__).resolve().parent
TEMPLATES = ROOT / "templates"
TRANSLATIONS = ROOT / "translations"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the PARCOURS_* variables; raises SettingsRefused with a sentence naming the variable at fault."""
    home = Path(environ.get("PARCOURS_HOME") or platformdirs.user_data_dir("parcours", appauthor=False))
    return Settings(
        database_url=_database_url(environ, home),
        templates=TEMPLATES,
        translations=TRANSLATIONS,
        home=home,
        environment=_environment(environ),
        secret_key=environ.get("PARCOURS_SECRET_KEY") or None,
        mail_url=environ.get("PARCOURS_MAIL_URL") or None,
        mail_from=environ.get("PARCOURS_MAIL_FROM") or None,
        sms_url=environ.get("PARCOURS_SMS_URL") or None,
        sms_token=environ.get("PARCOURS_SMS_TOKEN") or None,
        base_url=environ.get("PARCOURS_BASE_URL") or "http://127.0.0.1:8000",
        locale=_locale(environ),
        today=_today(environ),
        trusted_proxies=_trusted_proxies(environ),
        largest_masked=_largest_masked(environ),
    )


def _environment(environ: Mapping[str, str]) -> Environment:
    name = environ.get("PARCOURS_ENV") or Environment.PRODUCTION
    try:
        return Environment(name)
    except ValueError:
        raise SettingsRefused(f"PARCOURS_ENV is {name!r}: choose production, demo or test.") from None


def _database_url(environ: Mapping[str, str], home: Path) -> str:
    url = environ.get("PARCOURS_DATABASE_URL") or f"sqlite:///{home / 'parcours.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            url = "postgresql+psycopg://" + url.removeprefix(short)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsRefused("PARCOURS_DATABASE_URL must start with postgresql+psycopg:// or sqlite:///.")
    return url


def _locale(environ: Mapping[str, str]) -> str:
    locale = environ.get("PARCOURS_LOCALE") or "fr"
    if not (TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po").is_file() and locale != "fr":
        raise SettingsRefused(f"PARCOURS_LOCALE is {locale!r}: there is no such translation.")
    return locale


def _today(environ: Mapping[str, str]) -> date | None:
    text = environ.get("PARCOURS_TODAY")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingsRefused(f"PARCOURS_TODAY is {text!r}: write a date such as 2026-03-31.") from None


def _trusted_proxies(environ: Mapping[str, str]) -> int:
    text = environ.get("PARCOURS_TRUSTED_PROXIES") or "0"
    if not (text.isascii() and text.isdigit()):
        raise SettingsRefused(
            f"PARCOURS_TRUSTED_PROXIES is {text!r}: write how many proxies stand in front, 0 for none."
        )
    return int(text)


def _largest_masked(environ: Mapping[str, str]) -> int:
    text = environ.get("PARCOURS_LARGEST_MASKED") or "10"
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingsRefused(
            f"PARCOURS_LARGEST_MASKED is {text!r}: write the greatest count to withhold, 10 for instance."
        )
    return int(text)

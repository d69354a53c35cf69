"""Accounts by key, as those who work with them know them. Never writes."""

from collections.abc import Iterable

from parcours_app.extensions import db
from parcours_app.queries.case_file import AccountCard, cards


def account_cards(keys: Iterable[str | None]) -> dict[str, AccountCard]:
    """The e-mail and name of each account, by key."""
    return cards(db.session(), keys)

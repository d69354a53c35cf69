"""The form of an account as typed, the lists it offers, and how an e-mail is shown. Judges nothing."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from parcours_app.models import Account
from parcours_app.models.accounts import ACCOUNT_ROLES
from parcours_app.queries import administration as ask
from parcours_app.readers.names import search_name
from parcours_app.reference.regions import REGIONS
from parcours_app.services.accounts import AccountRefused, NewAccount
from parcours_app.web import wording
from workflows.engine import Role


@dataclass(frozen=True, slots=True)
class AccountForm:
    """What was typed; organisation is a key, case_number names the person of a beneficiary's account."""

    email: str = ""
    display_name: str = ""
    role: str = Role.COUNSELLOR.value
    organisation: str = ""
    region: str = ""
    case_number: str = ""

    @classmethod
    def of(cls, form: MultiDict[str, str]) -> "AccountForm":
        """The form as sent."""
        names = ("email", "display_name", "role", "organisation", "region", "case_number")
        return cls(*(form.get(name, "").strip() for name in names))

    @classmethod
    def of_account(cls, account: Account) -> "AccountForm":
        """The form of an account as it stands."""
        return cls(
            account.email,
            account.display_name,
            account.role.value,
            account.organisation_id or "",
            account.region or "",
        )

    def known_role(self) -> Role:
        """The role typed. Raises AccountRefused when nobody signs in with it."""
        if self.role not in {role.value for role in ACCOUNT_ROLES}:
            raise AccountRefused(gettext("Choose the role of the account in the list."))
        return Role(self.role)

    def wanted(self, person: str | None) -> NewAccount:
        """The account asked for. Raises AccountRefused on an answer that is in no list."""
        found = ask.organisation(self.organisation) if self.organisation else None
        if self.organisation and found is None:
            raise AccountRefused(gettext("This organisation does not exist: choose one in the list."))
        if self.region and self.region not in REGIONS:
            raise AccountRefused(gettext("Choose the region in the list."))
        if self.known_role() is Role.COUNSELLOR and found is None:
            raise AccountRefused(gettext("A counsellor works in an organisation: choose one in the list."))
        name = found.name if found else None
        return NewAccount(self.known_role(), self.email, self.display_name, name, self.region or None, person)

    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """What the form offers: roles, organisations, regions."""
        organisations: list[tuple[str, str]] = [(row.id, row.name) for row in ask.organisations()]
        return {
            "roles": [(role.value, wording.word("role", role.value)) for role in ACCOUNT_ROLES],
            "organisations": [("", gettext("none (organisation)")), *organisations],
            "regions": region_choices(),
        }


def region_choices() -> list[tuple[str, str]]:
    """The regions, in order of name whatever its accents, after “none”."""
    return [("", gettext("no region")), *sorted(REGIONS.items(), key=lambda item: search_name(item[1]))]


def shown_email(email: str, role: Any) -> str:
    """The e-mail of an account; that of a person followed is half hidden: enough to recognise, too little to browse."""
    if role is not Role.BENEFICIARY:
        return email
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"

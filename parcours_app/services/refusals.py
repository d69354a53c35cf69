"""Why a service says no, beside the rules' own Refused: a stale copy, a used key, a person who exists."""

from parcours_app.models import Person
from parcours_app.scope import Invisible
from workflows.eligibility import Verdict
from workflows.engine import Refused

__all__ = ["Invisible", "KeyReused", "NotEligible", "SamePerson", "Stale"]


class NotEligible(Refused):
    """The person may not enter on that day; `verdict` says under which rule set, in which version."""

    def __init__(self, verdict: Verdict) -> None:
        """Keep the verdict, whose reasons are those of the refusal."""
        super().__init__(*verdict.reasons)
        self.verdict = verdict


class Stale(Exception):
    """Somebody wrote on the case since the caller read it; `version` is the present one."""

    def __init__(self, version: int) -> None:
        """Keep the present version."""
        super().__init__(f"the case is at version {version}")
        self.version = version


class KeyReused(Exception):
    """The idempotency key already served for a different request."""


class SamePerson(Exception):
    """A person with the same France Travail id and birth date exists."""

    def __init__(self, person: Person) -> None:
        """Keep the existing person."""
        super().__init__(person.id)
        self.person = person

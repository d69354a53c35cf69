"""A move just written, as those who tell of it need it. Decides nothing."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from parcours_app.models import Case
from parcours_app.scope import Viewer
from parcours_app.services.notices import Notice, tell
from parcours_app.services.recipients import PERSON
from workflows.journal import Entry
from workflows.standing import Standing


@dataclass(frozen=True, slots=True)
class Change:
    """A move just written: by whom, on which case, the entries before it, where the case stands after it.

    acted, named: who acted on the case until then, and who was its referent. in_bulk: colleagues are told elsewhere.
    """

    session: Session
    viewer: Viewer
    case: Case
    entry: Entry
    before: tuple[Entry, ...]
    standing: Standing
    acted: str | None
    named: str | None
    in_bulk: bool = False

    def tell(self, kind: str, to: str | None, **facts: str | int) -> None:
        """Write a notice; nobody is told of what they have just done themselves, nor twice when many cases move."""
        if to and to != self.viewer.account and (to == PERSON or not self.in_bulk):
            tell(self.session, self.viewer, Notice(kind, self.case.id, to, facts))

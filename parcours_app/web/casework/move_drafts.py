"""A move as typed so far: its day, its data, the version it was read at, so that nothing is typed twice."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.scope import Viewer
from parcours_app.web.casework.move_form import data_of, typed_in
from parcours_app.web.casework.move_parts import Typed, day_of, iso
from workflows.fields import FIELDS

# Naming oneself is the usual answer, except where the question is who else follows the person.
CHOSEN = frozenset({"assign"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form holds. version None: not read yet. key: makes the form safe to send twice."""

    move: str
    on: str
    typed: Mapping[str, Typed]
    override_reason: str | None = None
    version: int | None = None
    key: str | None = None

    @property
    def day(self) -> date | None:
        """The day typed; None when it is no date."""
        return day_of(iso([self.on]))

    @property
    def data(self) -> dict[str, Any]:
        """The data as the rules read it."""
        return data_of(self.typed, FIELDS[self.move])

    def with_answer(self, name: str, value: str) -> "Draft":
        """The same draft with one more answer, where none was given."""
        return self if self.typed.get(name) else replace(self, typed={**self.typed, name: [value]})

    def with_answers(self, typed: Mapping[str, Typed]) -> "Draft":
        """The same draft with more answers, unless one of them was given."""
        return (
            self
            if any(any(self.typed.get(name, [])) for name in typed)
            else replace(self, typed={**self.typed, **typed})
        )


def blank(move: str, args: MultiDict[str, str], viewer: Viewer) -> Draft:
    """A form nobody has filled yet; the address may answer some of it."""
    draft = Draft(move, args.get("on") or viewer.today.isoformat(), typed_in(args, FIELDS[move]))
    for field in FIELDS[move]:
        if field.type == "account" and field.required and viewer.account and move not in CHOSEN:
            draft = draft.with_answer(field.name, viewer.account)
    return replace(draft, key=secrets.token_urlsafe(18))


def sent(move: str, form: MultiDict[str, str]) -> Draft:
    """The form as it comes back."""
    version = form.get("version", "")
    return Draft(
        move=move,
        on=form.get("effective_on", "").strip(),
        typed=typed_in(form, FIELDS[move]),
        override_reason=form.get("override_reason", "").strip() or None,
        version=int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0,  # noqa: PLR2004
        key=form.get("key") or None,
    )

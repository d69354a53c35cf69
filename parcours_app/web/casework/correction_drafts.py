"""A correction as typed so far, and what it changes of the entry. Holds what was typed; judges nothing."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.web.casework.move_form import data_of, typed_from, typed_in
from parcours_app.web.casework.move_parts import Typed, day_of, iso
from workflows.engine import Field
from workflows.fields import FIELDS
from workflows.journal import Entry


@dataclass(frozen=True, slots=True)
class Correction:
    """What the form holds; void: the entry is to be removed, its day and data are left alone."""

    on: str
    typed: Mapping[str, Typed]
    reason: str
    void: bool
    version: int
    key: str | None

    @property
    def day(self) -> date | None:
        """The day typed; None when it is no date."""
        return day_of(iso([self.on]))


def fields_of(entry: Entry) -> tuple[Field, ...]:
    """What may be corrected beside the day; the facts frozen by an opening follow from the person and the day."""
    return FIELDS.get(entry.move, ())


def said(entry: Entry, texts: Mapping[str, str]) -> dict[str, Any]:
    """The data of an entry with its free texts; an erased text is absent."""
    read = {name: texts.get(value, value) if isinstance(value, str) else value for name, value in entry.data.items()}
    return {name: value for name, value in read.items() if not str(value).startswith("sha256:")}


def unchanged(entry: Entry, texts: Mapping[str, str], version: int) -> Correction:
    """The form as it opens: the entry as it stands."""
    typed = typed_from(said(entry, texts), fields_of(entry))
    return Correction(entry.effective_on.isoformat(), typed, "", False, version, secrets.token_urlsafe(18))


def sent(entry: Entry, form: MultiDict[str, str]) -> Correction:
    """The form as it comes back."""
    version = form.get("version", "")
    return Correction(
        on=form.get("effective_on", "").strip(),
        typed=typed_in(form, fields_of(entry)),
        reason=form.get("correction_reason", "").strip(),
        void="void" in form,
        version=int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0,  # noqa: PLR2004
        key=form.get("key") or None,
    )


def changed(entry: Entry, texts: Mapping[str, str], draft: Correction) -> dict[str, Any]:
    """The data that differs from the entry's: an emptied answer is None, which takes it away."""
    fields = fields_of(entry)
    before = data_of(typed_from(said(entry, texts), fields), fields)
    after = data_of(draft.typed, fields)
    return {f.name: after.get(f.name) for f in fields if after.get(f.name) != before.get(f.name)}

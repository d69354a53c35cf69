"""Caseload files: one person a line, under the field names that French insertion tools use (interfaces.md, Files).

A line is rejected only when the person cannot be told apart: no identifier, name or possible birth date. Anything else
that is wrong is dropped from the line and said. Nothing here opens a case or looks anyone up.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from parcours_app.readers.cells import read_birth_date, read_name, read_text, read_yes_no
from parcours_app.readers.columns import Column, Columns, locate
from parcours_app.readers.contacts import read_email, read_emails, read_ft_id, read_phones
from parcours_app.readers.names import search_name
from parcours_app.readers.problems import ERROR, Problem, shown
from parcours_app.readers.table import Line, Table
from parcours_app.reference.regions import region_of
from parcours_app.reference.situations import RSA_RIGHTS, WORK_SITUATIONS
from workflows.engine import sentence
from workflows.levels import UnknownLevel, reached

_ROME = re.compile(r"\b[A-N]\d{4}\b", re.ASCII)
_LEVEL_SCHEME = "ft"
# Situations that a yes in a column of the same name gives.
_DECLARED = ("ass", "aah", "rqth", "qpv")
_WORDS = {search_name(key): key for key in WORK_SITUATIONS}
_DESCRIBING = ("number", "problems")


@dataclass(frozen=True, slots=True)
class LevelCode:
    """A level as its source wrote it; `workflows.levels` says what it means."""

    scheme: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """What one line says of one person; identifier, names and birth date are empty only in a rejected or blank line."""

    number: int
    blank: bool = False
    external_id: str = ""
    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    birth_place: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    address: str | None = None
    address_extra: str | None = None
    postcode: str | None = None
    city: str | None = None
    region: str | None = None
    situation: str | None = None
    situations: tuple[str, ...] = ()
    facts: Mapping[str, bool] = field(default_factory=dict)
    caf_id: str | None = None
    ft_id: str | None = None
    rights: Mapping[str, bool | str] = field(default_factory=dict)
    mobility: str | None = None
    romes: tuple[str, ...] = ()
    level: LevelCode | None = None
    structure: str | None = None
    counsellors: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether something that makes the line unusable is wrong."""
        return any(problem.kind == ERROR for problem in self.problems)

    @property
    def search_name(self) -> str:
        """Both names made comparable, given name first."""
        return search_name(f"{self.given_name} {self.family_name}")

    def fields(self) -> dict[str, Any]:
        """Everything the line says of the person, without its place in the file: equal on an unchanged re-import."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _DESCRIBING}


def read_people(table: Table, today: date) -> Iterator[PersonLine]:
    """One PersonLine per line, blank ones included; UnusableFile at once when a required column is missing."""
    columns = locate(table.header, COLUMNS)
    return (_person(line, columns, today) for line in table)


def _person(line: Line, columns: Columns, today: date) -> PersonLine:
    """The line's cells, and what follows from them."""
    values, problems = columns.read(line, today)
    declared = {name: values.pop(name, None) for name in _DECLARED}
    rights = {name: values.pop(name) for name in ("rsa", "are", "bonus") if name in values}
    receives = {"rsa": RSA_RIGHTS.get(str(rights.get("rsa")), False), **declared}
    facts = dict(WORK_SITUATIONS.get(values.get("situation", ""), {}))
    if "ft_id" in values:
        facts["registered_jobseeker"] = True
    return PersonLine(
        number=line.number,
        blank=line.blank,
        region=region_of(values.get("postcode", "")),
        situations=tuple(name for name, held in receives.items() if held),
        facts=facts,
        rights=rights | {name: held for name, held in declared.items() if held is not None},
        problems=tuple(problems),
        **values,
    )


def _read_postcode(text: str, note: Callable[..., None], _today: date) -> str | None:
    """Five digits of a French place; spreadsheets lose the first zero."""
    postcode = text.zfill(5) if len(text) == 4 and text.isdecimal() else text  # noqa: PLR2004
    if region_of(postcode):
        return postcode
    note(sentence("“%(value)s” is not a French postcode: the region is unknown."), value=shown(text))
    return None


def _read_situation(text: str, note: Callable[..., None], _today: date) -> str | None:
    """The key of a work situation, written as a key or as its French label."""
    if text in WORK_SITUATIONS:
        return text
    words = search_name(text)
    key = _WORDS.get(words) or _WORDS.get(words.removeprefix("en ").replace(" d ", " ").replace(" de ", " "))
    if key is None:
        note(sentence("The situation “%(value)s” is not known. It is ignored."), value=shown(text))
    return key


def _read_rsa(text: str, note: Callable[..., None], today: date) -> str | None:
    """The key of a right to the RSA; a plain Oui or Non is understood."""
    key = text.lower()
    if key in RSA_RIGHTS:
        return key
    return "rsa_droit_ouvert_versable" if read_yes_no(text, note, today) else None


def _read_romes(text: str, _note: Callable[..., None], _today: date) -> tuple[str, ...] | None:
    """The ROME codes quoted in the text; a job without a code is no fact we keep."""
    return tuple(dict.fromkeys(_ROME.findall(text.upper()))) or None


def _read_level(text: str, note: Callable[..., None], _today: date) -> LevelCode | None:
    """A level code of France Travail (NV5, C12…)."""
    try:
        reached(_LEVEL_SCHEME, text.upper())
    except UnknownLevel as unknown:
        note(unknown.sentence, code=shown(text), scheme=_LEVEL_SCHEME)
        return None
    return LevelCode(_LEVEL_SCHEME, text.upper())


COLUMNS = (
    Column("external_id", "Identifiant dans le SI", read_text, required=True),
    Column("given_name", "Prénom", read_name, required=True),
    Column("family_name", "Nom", read_name, ("Nom de famille", "Nom de naissance"), required=True),
    Column("birth_date", "Date de naissance", read_birth_date, required=True),
    Column("birth_place", "Lieu de naissance", read_text),
    Column("phones", "Téléphone", read_phones, ("Téléphones", "Numéro de téléphone", "Portable")),
    Column("email", "Email", read_email, ("E-mail", "Courriel", "Adresse e-mail", "Adresse email")),
    Column("address", "Adresse", read_text),
    Column("address_extra", "Adresse (complément)", read_text, ("Complément d'adresse",)),
    Column("postcode", "Code postal", _read_postcode),
    Column("city", "Ville", read_text, ("Commune",)),
    Column("situation", "Situation", _read_situation),
    Column("caf_id", "Numéro allocataire CAF/MSA", read_text),
    Column("ft_id", "Identifiant Pôle emploi", read_ft_id, ("Identifiant France Travail",)),
    Column("rsa", "Droits RSA", _read_rsa),
    Column("are", "Droits ARE", read_yes_no),
    Column("ass", "Droits ASS", read_yes_no),
    Column("aah", "Droits AAH", read_yes_no, ("AAH",)),
    Column("bonus", "Prime d'activité", read_yes_no),
    Column("rqth", "RQTH", read_yes_no, ("Droits RQTH",)),
    Column("qpv", "QPV", read_yes_no),
    Column("mobility", "Zone de mobilité", read_text),
    Column("romes", "Emploi recherché (code ROME)", _read_romes),
    Column("level", "Niveau de formation", _read_level),
    Column("structure", "Structure", read_text),
    Column("counsellors", "Accompagnateurs", read_emails, ("Accompagnateur",)),
)

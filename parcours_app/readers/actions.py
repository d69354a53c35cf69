"""France Travail action extracts: one action a line, and which kind of episode, support or timeline line it is.

Dates are kept as the source gives them, even a start before its prescription; what is impossible rejects the line.
Nothing here opens a case or knows what is already stored.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from parcours_app.readers.cells import parse_date, read_text
from parcours_app.readers.chronology import check, effective
from parcours_app.readers.columns import Column, Columns, locate
from parcours_app.readers.problems import ERROR, WARNING, Problem, shown
from parcours_app.readers.table import Line, Table
from parcours_app.reference.objectives import SUPPORT_LEVELS, episode_kind
from parcours_app.reference.regions import region_of_commune
from workflows.engine import sentence

ORIENTATION, REFRESHER, QUALIFICATION, SUPPORT, TIMELINE = KINDS = (
    "orientation",
    "refresher",
    "qualification",
    "support",
    "timeline",
)
_NULL = "NULL"
_DATES = ("prescribed_on", "realised_on", "planned_start", "planned_end", "started_on", "ended_on")
_FIRST_YEAR, _LAST_YEAR = 1970, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """What one line says of one action; `ordinal` numbers the lines of the file that share one business key, from 1."""

    number: int
    blank: bool = False
    person_key: str = ""
    code: str = ""
    label: str | None = None
    objective: str | None = None
    prescribed_on: date | None = None
    realised_on: date | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    training: str | None = None
    commune: str | None = None
    region: str | None = None
    kind: str = TIMELINE
    support_level: str | None = None
    key: str = ""
    ordinal: int = 1
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether something that makes the line unusable is wrong."""
        return any(problem.kind == ERROR for problem in self.problems)

    @property
    def effective_on(self) -> date | None:
        """The day the action enters the journal: the earlier of prescription and start, else the earliest day known."""
        return effective(self.fields())

    @property
    def wait_days(self) -> int | None:
        """Calendar days from prescription to start, negative when it started before; None when either is unknown."""
        if self.prescribed_on is None or self.started_on is None:
            return None
        return (self.started_on - self.prescribed_on).days

    def fields(self) -> dict[str, date | None]:
        """The dates: what may change from one extract to the next while the key stays."""
        return {name: getattr(self, name) for name in _DATES}


def read_actions(table: Table, today: date) -> Iterator[ActionLine]:
    """One ActionLine per line, blank ones included; UnusableFile at once when a required column is missing."""
    columns = locate(table.header, COLUMNS)
    seen: Counter[str] = Counter()
    return (_action(line, columns, seen, today) for line in table)


def _action(line: Line, columns: Columns, seen: Counter[str], today: date) -> ActionLine:
    """The line's cells, the kind of action they make, and its key."""
    values, problems = columns.read(_without_nulls(line), today)
    if line.blank:
        return ActionLine(number=line.number, blank=True)
    kind, level = _kind(values, problems)
    check(values, problems, today)
    business = _business_key(values)
    seen[business] += 1
    return ActionLine(
        number=line.number,
        region=region_of_commune(values.get("commune", "")),
        kind=kind,
        support_level=level,
        key=hashlib.sha256(f"{business}\x1f{seen[business]}".encode()).hexdigest(),
        ordinal=seen[business],
        problems=tuple(problems),
        **values,
    )


def _without_nulls(line: Line) -> Line:
    """The same line, where the database's NULL is an empty cell."""
    return Line(line.number, tuple("" if cell.strip() == _NULL else cell for cell in line.cells), line.problem)


def _kind(values: dict[str, Any], problems: list[Problem]) -> tuple[str, str | None]:
    """The kind of this action and, for a support, its level; an unknown objective keeps the line on the timeline."""
    level = SUPPORT_LEVELS.get(values.get("code", "").upper())
    if level:
        return SUPPORT, level
    objective = values.get("objective")
    kind = episode_kind(objective) if objective else TIMELINE
    if kind is None:
        text = sentence("The training objective “%(value)s” is not known: the line is kept on the timeline only.")
        problems.append(Problem("objectif_formation", WARNING, text, {"value": shown(str(objective))}))
    return kind or TIMELINE, None


def _business_key(values: dict[str, Any]) -> str:
    """(id, codeaction, objectif_formation, date_prescription, formation), as one text."""
    names = ("person_key", "code", "objective", "prescribed_on", "training")
    return "\x1f".join(str(values.get(name, "")) for name in names)


def _read_day(text: str, note: Callable[..., None], _today: date) -> date | None:
    """A day of the extract, midnight ignored; an impossible one rejects the line, for its dates are all it has."""
    day = parse_date(text)
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        note(sentence("“%(value)s” is not a possible date. Write it as 2022-03-31."), kind=ERROR, value=shown(text))
        return None
    return day


def _read_commune(text: str, note: Callable[..., None], _today: date) -> str | None:
    """An INSEE commune code; spreadsheets lose the first zero."""
    commune = text.zfill(5).upper()
    if region_of_commune(commune):
        return commune
    note(sentence("“%(value)s” is not an INSEE commune code: the region is unknown."), value=shown(text))
    return None


COLUMNS = (
    Column("person_key", "identifiant_unique_de", read_text, required=True),
    Column("code", "codeaction", read_text, required=True),
    Column("label", "lblaction", read_text),
    Column("objective", "objectif_formation", read_text, present=True),
    Column("prescribed_on", "date_prescription", _read_day, present=True),
    Column("realised_on", "date_realisation_action", _read_day),
    Column("planned_start", "date_prev_debut", _read_day),
    Column("started_on", "date_debut", _read_day, present=True),
    Column("ended_on", "date_fin", _read_day, present=True),
    Column("training", "formation", read_text, present=True),
    Column("commune", "adr.dc_commune_id", _read_commune),
)

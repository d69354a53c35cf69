"""A file of pact amounts: region_code, state_meur, region_meur, source, and a target in persons when there is one.

Millions of euros, with a point or a comma. An empty cell says nothing; it is not zero.
"""

from dataclasses import dataclass
from datetime import date

from parcours_app.readers.cells import read_text
from parcours_app.readers.columns import Column, Note, locate
from parcours_app.readers.numbers import read_count, read_millions
from parcours_app.readers.problems import Problem, UnusableFile, shown
from parcours_app.readers.table import UPLOAD, read_table
from parcours_app.reference.regions import REGIONS
from workflows.engine import sentence

_NEVER = date.min
_UNSAID = {"state_euros": None, "region_euros": None, "target": None}


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one line says of a region: euros, persons; None where the cell is empty."""

    region: str
    state_euros: int | None
    region_euros: int | None
    target: int | None
    source: str


def read_pacts(content: bytes) -> list[Amounts]:
    """What the file says by region; one wrong line refuses it, for figures in force are whole. Raises UnusableFile."""
    table = read_table(content, UPLOAD)
    columns = locate(table.header, COLUMNS)
    found: dict[str, Amounts] = {}
    for line in table:
        values, problems = columns.read(line, _NEVER)
        if problems:
            raise _refused(line.number, problems[0])
        if not values:
            continue
        region = values["region"]
        if region in found:
            raise UnusableFile(sentence("Line %(line)s: this region is in the file twice."), line=line.number)
        found[region] = Amounts(**{**_UNSAID, **values})
    if not found:
        raise UnusableFile(sentence("This file names no region."))
    return list(found.values())


def _refused(number: int, problem: Problem) -> UnusableFile:
    value = problem.params.get("value", "")
    if not problem.column:
        return UnusableFile(
            sentence(
                "Line %(line)s has not as many cells as the first line. If its amounts have a comma, separate the "
                "cells by semicolons."
            ),
            line=number,
        )
    if not value:
        return UnusableFile(
            sentence(
                "Line %(line)s: the cell of the column “%(column)s” is empty. Each line says its region and its source."
            ),
            line=number,
            column=problem.column,
        )
    return UnusableFile(
        sentence(
            "Line %(line)s, column “%(column)s”: “%(value)s” is not right. Write regions by their INSEE code (52), "
            "amounts in millions of euros (300.06), targets in persons, a source on each line; leave empty what is not "
            "known."
        ),
        line=number,
        column=problem.column,
        value=value,
    )


def _read_region(text: str, note: Note, _today: date) -> str | None:
    code = text.zfill(2)
    if code in REGIONS:
        return code
    note(sentence("“%(value)s” is not the INSEE code of a region, such as 52."), value=shown(text))
    return None


COLUMNS = (
    Column("region", "region_code", _read_region, aliases=("region", "code region"), required=True),
    Column("state_euros", "state_meur", read_millions, aliases=("État (M€)", "etat"), present=True),
    Column("region_euros", "region_meur", read_millions, aliases=("Région (M€)",), present=True),
    Column("target", "target", read_count, aliases=("target_persons", "objectif", "objectif personnes")),
    Column("source", "source", read_text, required=True),
)

"""How the command line prints rows: JSON, CSV or a table for a terminal. Knows no figure and asks no question."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from shutil import copyfileobj
from typing import Any

import click
from flask_babel import gettext

from parcours_app.writers import Sheet, passing, worded, write_xlsx

FORMATS = ("table", "json", "csv")
FIGURE_FORMATS = (*FORMATS, "xlsx")
# A cell that starts so would be a formula in a spreadsheet.
ACTIVE = ("=", "+", "-", "@", "\t", "\r")

Row = Mapping[str, Any]


def as_json(answer: Mapping[str, Any]) -> str:
    """One document; dates as ISO text."""
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str)


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """CSV text, a header first, one line at a time; “none” is an empty cell and no cell is a formula."""
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([_cell(row[column]) for column in columns])


def table_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Columns aligned for reading; figures to the right."""
    cells = [[_word(row[column]) for column in columns] for row in rows]
    widths = [max(len(name), *(len(line[n]) for line in cells), 1) for n, name in enumerate(columns)]
    for line in [list(columns), ["-" * width for width in widths], *cells]:
        yield "  ".join(_aligned(text, width) for text, width in zip(line, widths, strict=True)).rstrip()


def workbook(sheet: Sheet) -> None:
    """Send a workbook to the output, which must be a file or another program."""
    output = sys.stdout.buffer
    if output.isatty():
        raise click.UsageError("A workbook is no text: send it to a file, for example with > figures.xlsx")
    with passing(partial(write_xlsx, worded(sheet, gettext))) as file:
        copyfileobj(file, output)
    output.flush()


def say(lines: Iterable[str]) -> None:
    """Print each line as it comes."""
    for line in lines:
        click.echo(line)


def _csv_line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(ACTIVE) else text


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else str(value)


def _aligned(text: str, width: int) -> str:
    return text.rjust(width) if text.lstrip("-").isdecimal() else text.ljust(width)

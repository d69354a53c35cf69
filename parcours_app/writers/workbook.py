"""A table as an XLSX workbook, written row by row: numbers are numbers, dates are dates, and no cell is a formula.

Every text is written as a text, whatever it starts with, and neutralised as in CSV, for a sheet is often saved as one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

from xlsxwriter import Workbook

from parcours_app.writers.sheet import Sheet, Value, safe_text

# Rows leave the memory as they are written; nothing is ever guessed to be a formula, a link or a number.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
# How days and moments look; a moment is in universal time, for a workbook knows no other zone.
FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
Formats = Mapping[type[date], Any]
# A workbook says when it was made: always the same day, so that the same table is the same file.
CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook knows no zone
LONGEST_NAME = 31
WIDTH, SENTENCE = 18, 100


def write_xlsx(sheet: Sheet, stream: IO[bytes]) -> None:
    """The workbook: the table, then what is said of the whole, then of each field, on sheets of their own."""
    with Workbook(stream, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        formats = {kind: book.add_format({"num_format": shape}) for kind, shape in FORMATS.items()}
        bold = book.add_format({"bold": True})
        page = book.add_worksheet(sheet.name[:LONGEST_NAME])
        page.set_column(0, max(len(sheet.fields) - 1, 0), WIDTH)
        page.freeze_panes(1, 0)
        for column, field in enumerate(sheet.fields):
            page.write_string(0, column, field.name, bold)
        _write(page, sheet.rows, formats, first=1)
        if sheet.about:
            _write(_wide(book, "about"), list(sheet.about.items()), formats)
        if described := [(each.name, each.description, each.unit) for each in sheet.fields if each.description]:
            _write(_wide(book, "fields"), described, formats)


def _wide(book: Workbook, name: str) -> Any:
    """A sheet of names and sentences."""
    page = book.add_worksheet(name)
    page.set_column(0, 0, WIDTH)
    page.set_column(1, 1, SENTENCE)
    return page


def _write(page: Any, rows: Iterable[Sequence[Value]], formats: Formats, first: int = 0) -> None:
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row):
            _cell(page, (number, column), value, formats)


def _cell(page: Any, place: tuple[int, int], value: Value, formats: Formats) -> None:
    """One cell by the type of its value; none leaves it empty."""
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, date):
        page.write_datetime(*place, _zoneless(value), formats[type(value)])
    elif isinstance(value, int | float | Decimal):
        page.write_number(*place, value)
    else:
        page.write_string(*place, safe_text(value))


def _zoneless(value: date) -> date:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value

"""A table as CSV for spreadsheets: UTF-8 with its mark, `;`, no cell that would run as a formula, ISO dates."""

import csv
import io
from datetime import date
from typing import IO

from parcours_app.writers.sheet import Sheet, Value, safe_text


def write_csv(sheet: Sheet, stream: IO[bytes], *, marked: bool = True) -> None:
    """The header and the rows; an empty or withheld cell is empty. marked: with the mark that spreadsheets look for."""
    text = io.TextIOWrapper(stream, "utf-8-sig" if marked else "utf-8", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.name for field in sheet.fields])
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    text.detach()  # the stream stays open: it belongs to whoever gave it


def csv_file(sheet: Sheet, *, marked: bool = True) -> bytes:
    """The same, of a small table, as the bytes that are kept or hashed."""
    stream = io.BytesIO()
    write_csv(sheet, stream, marked=marked)
    return stream.getvalue()


def _cell(value: Value) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return safe_text(value) if isinstance(value, str) else value

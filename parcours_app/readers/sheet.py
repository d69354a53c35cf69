"""The first visible sheet of a workbook, as CSV on standard output: run as a child process, never imported.

A few kilobytes of workbook can ask for gigabytes, and a parser in Rust aborts rather than raises: so it lives in a
process of its own, under the limits given as arguments (memory, output bytes, unpacked bytes, lines, columns), and
answers with an exit code. Reads the workbook on standard input. Imports nothing from the product.
"""

import csv
import io
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetVisibleEnum

GOOD, NO_WORKBOOK, TOO_LARGE = 0, 10, 11
SECONDS = 20
Value = int | float | str | bool | time | date | datetime | timedelta


def text(value: Value) -> str:
    """One value as a cell of text: numbers without a useless decimal part, dates in ISO form, one line."""
    if isinstance(value, str):
        return " ".join(value.splitlines()) if "\n" in value or "\r" in value else value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def unpacked(data: bytes) -> int | None:
    """The bytes this archive says it unpacks to; None when it is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.filename.lstrip("/").casefold() for entry in archive.infolist()}
            return sum(entry.file_size for entry in archive.infolist()) if "xl/workbook.xml" in names else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def convert(data: bytes, output: io.TextIOBase, lines: int, columns: int) -> int:
    """Write the sheet, row 1 first; the exit code."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    visible = [s.name for s in workbook.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    if not visible:
        return NO_WORKBOOK
    sheet = workbook.get_sheet_by_name(visible[0])
    if sheet.end is None:
        return GOOD
    if sheet.end[0] > lines or sheet.end[1] >= columns:
        return TOO_LARGE
    writer = csv.writer(output, lineterminator="\n")
    for row in sheet.iter_rows():
        writer.writerow([text(value) for value in row])
    return GOOD


def main(memory: int, output_bytes: int, unpacked_bytes: int, lines: int, columns: int) -> int:
    """Set the limits, read, check, convert."""
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    data = sys.stdin.buffer.read()
    size = unpacked(data)
    if size is None:
        return NO_WORKBOOK
    if size > unpacked_bytes:
        return TOO_LARGE
    with io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="") as output:
        return convert(data, output, lines, columns)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))

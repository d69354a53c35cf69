"""A file of lines under a header, CSV or XLSX, checked whole before its first line is given.

Nothing here knows what the columns mean. An unreadable file is an UnusableFile; a bad line has a Problem.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from parcours_app.readers import delimited, workbook
from parcours_app.readers.problems import ERROR, Problem, UnusableFile
from workflows.engine import sentence

CSV, XLSX = "csv", "xlsx"
MEBIBYTE = 1024 * 1024
# What no database stores and no screen shows: NUL, and the surrogates that stand for bytes that are not text.
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_ZIP, _OLD_EXCEL, _PDF, _UTF16 = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may weigh: bytes as sent, bytes once unpacked, lines after the header, columns."""

    size: int = 10 * MEBIBYTE
    unpacked: int = 50 * MEBIBYTE
    lines: int = 200_000
    columns: int = 100


UPLOAD = Limits()


@dataclass(frozen=True, slots=True)
class Line:
    """One record: the line of the file it begins on, as many cells as the header has, and what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    problem: Problem | None = None

    @property
    def blank(self) -> bool:
        """Whether every cell is empty."""
        return self.problem is None and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A checked file; iterate over it for its lines, as many times as needed."""

    format: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    count: int
    start: int
    data: bytes

    def __iter__(self) -> Iterator[Line]:
        """Every line after the header, blank ones included."""
        for number, cells in delimited.records(self.data, self.encoding, self.delimiter):
            if number > self.start:
                yield _line(number, cells, len(self.header), self.delimiter)


def read_table(source: bytes | BinaryIO | Path, limits: Limits = UPLOAD) -> Table:
    """The table in these bytes, this open file or this path; UnusableFile, with what to do, when there is none."""
    data = _bytes(source, limits.size)
    kind = XLSX if data.startswith(_ZIP) else CSV
    _refuse_other_formats(data)
    encoding, delimiter = delimited.UTF8, workbook.SEPARATOR
    if kind == XLSX:
        data = workbook.as_delimited(data, limits.unpacked, limits.lines, limits.columns)
    else:
        encoding = delimited.encoding_of(data)
        delimiter = delimited.separator_of(data, encoding)
    start, names = delimited.header(data, encoding, delimiter)
    _check_header(names)
    count = _check_records(data, encoding, delimiter, limits) - 1
    return Table(kind, encoding, delimiter, tuple(name.strip() for name in names), count, start, data)


def _bytes(source: bytes | BinaryIO | Path, size: int) -> bytes:
    """The whole file, and never more than one byte past the limit."""
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                data = file.read(size + 1)
        except OSError:
            raise UnusableFile(
                sentence("The file “%(name)s” cannot be opened. Check its name and your right to read it."),
                name=source.name,
            ) from None
    else:
        data = source if isinstance(source, bytes) else source.read(size + 1)
    if len(data) > size:
        raise UnusableFile(
            sentence("This file is larger than %(size)s MB. Cut it into several files, each with the header line."),
            size=size // MEBIBYTE,
        )
    return data


def _refuse_other_formats(data: bytes) -> None:
    """UnusableFile for the formats people send by mistake, each with its way out."""
    if data.startswith(_OLD_EXCEL):
        raise UnusableFile(
            sentence("This is an old or password-protected Excel file. Save it as XLSX without a password, or as CSV.")
        )
    if data.startswith(_UTF16):
        raise UnusableFile(sentence("This file is encoded in UTF-16. Save it again as “CSV UTF-8”."))
    if data.startswith(_PDF):
        raise UnusableFile(sentence("This is a PDF document, not a table. Choose a CSV or XLSX file."))


def _check_header(names: list[str]) -> None:
    """UnusableFile unless the first line can be a header."""
    named = sum(bool(name.strip()) for name in names)
    if named < 2 or _too_long(names) or any(_UNREADABLE.search(name) for name in names):  # noqa: PLR2004
        raise UnusableFile(
            sentence(
                "This file is not a table. Its first line must name the columns, "
                "separated by semicolons or commas, in UTF-8 or windows-1252."
            )
        )


def _check_records(data: bytes, encoding: str, delimiter: str, limits: Limits) -> int:
    """How many records there are, header included (blank lines above it are not); UnusableFile past a limit."""
    count, last = 0, 1
    for last, cells in delimited.records(data, encoding, delimiter):
        count += bool(count or any(cell.strip() for cell in cells))
        if len(cells) > limits.columns:
            raise UnusableFile(
                sentence("Line %(line)s has more than %(columns)s columns. Keep only the columns to be imported."),
                line=last,
                columns=limits.columns,
            )
        if count > limits.lines + 1:
            raise UnusableFile(
                sentence(
                    "This file has more than %(lines)s lines. Cut it into several files, each with the header line."
                ),
                lines=limits.lines,
            )
    delimited.check_end(data, encoding, delimiter, last)
    return count


def _too_long(cells: list[str]) -> bool:
    """Whether a cell holds more than any field does: read on, it would cost much time for nothing."""
    return max(map(len, cells), default=0) > delimited.LONGEST_CELL


def _line(number: int, cells: list[str], width: int, delimiter: str) -> Line:
    """The record cut or filled to the width of the header, with what is wrong with it as a whole."""
    kept = tuple(cell[: delimited.LONGEST_CELL] for cell in cells[:width]) + ("",) * (width - len(cells))
    if _too_long(cells):
        text = sentence("A cell of this line is longer than %(length)s characters. Shorten it.")
        return Line(number, kept, Problem("", ERROR, text, {"length": str(delimited.LONGEST_CELL)}))
    if _UNREADABLE.search("".join(cells)):
        text = sentence("This line holds characters that cannot be read. Save the file again as “CSV UTF-8”.")
        return Line(number, tuple(_UNREADABLE.sub("�", cell) for cell in kept), Problem("", ERROR, text))
    if any(cell.strip() for cell in cells[width:]):
        text = sentence(
            "This line has %(found)s cells and the header has %(expected)s. Check separators and quotation marks."
        )
        return Line(number, kept, Problem("", ERROR, text, {"found": str(len(cells)), "expected": str(width)}))
    if any("\n" in cell and delimiter in cell.partition("\n")[2] for cell in kept):
        text = sentence("A cell of this line runs over several lines of the file. Check the quotation marks.")
        return Line(number, kept, Problem("", ERROR, text))
    return Line(number, kept)

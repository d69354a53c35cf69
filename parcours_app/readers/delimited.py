"""Delimited text, record by record: encoding, separator, quotation marks. Knows nothing of what the columns mean.

Bytes that are not text in the file's encoding survive as lone surrogates, so that only the line they are on is refused.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator

from parcours_app.readers.problems import UnusableFile
from workflows.engine import sentence

UTF8_WITH_BOM, UTF8, WINDOWS = "utf-8-sig", "utf-8", "cp1252"
SEPARATORS = (";", ",")
_ENCODING_SAMPLE = 64 * 1024
# No line of a table has as many cells: the rest of such a line is not read, or a short file would take much memory.
_MOST_CELLS = 100_000
# A cell longer than this that runs over lines lacks its closing mark; on one line, it is only too long, and alone.
LONGEST_CELL = 131_072
# The library gives up a whole file at a longer cell: no text that is read is larger, a workbook unpacked included.
csv.field_size_limit(50 * 1024 * 1024)


def encoding_of(data: bytes) -> str:
    """UTF-8 when marked so, when it is so throughout, or when the header's accents are; windows-1252 otherwise."""
    if data.startswith(BOM_UTF8):
        return UTF8_WITH_BOM
    header_line = data[:_ENCODING_SAMPLE].split(b"\n", 1)[0]
    marked = not header_line.isascii() and _is_utf8(header_line)
    return UTF8 if marked or _is_utf8(data) else WINDOWS


def separator_of(data: bytes, encoding: str) -> str:
    """The separator that cuts the header into most cells."""
    width = {separator: len(header(data, encoding, separator)[1]) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: width[separator])


def header(data: bytes, encoding: str, separator: str) -> tuple[int, list[str]]:
    """The first record that is not blank, and its line number; UnusableFile when there is none."""
    for number, cells in records(data, encoding, separator):
        if any(cell.strip() for cell in cells):
            return number, cells
    raise UnusableFile(sentence("This file is empty. Choose a file with a header line and one line per record."))


def records(data: bytes, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line it begins on; UnusableFile when a field has no end."""
    lines = (line if line.count(separator) < _MOST_CELLS else line[:_MOST_CELLS] for line in _lines(data, encoding))
    reader = csv.reader(lines, delimiter=separator)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _endless(number) from None
        if reader.line_num > number and max(map(len, cells), default=0) > LONGEST_CELL:
            raise _endless(number)
        yield number, cells


def check_end(data: bytes, encoding: str, separator: str, last: int) -> None:
    """UnusableFile when the last record, begun on line `last`, never closes a quotation mark: lines are lost in it."""
    tail = [line.rstrip("\r\n") + "\n" for number, line in enumerate(_lines(data, encoding), start=1) if number >= last]
    if len(list(csv.reader([*tail, "end\n"], delimiter=separator))) == 1:
        raise _endless(last)


def _is_utf8(data: bytes) -> bool:
    """Whether these bytes decode."""
    try:
        data.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return True


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    """Physical lines with their ends, decoded as they are read."""
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="surrogateescape", newline="")


def _endless(number: int) -> UnusableFile:
    """A field that goes on for ever: nearly always a quotation mark that is opened and not closed."""
    return UnusableFile(
        sentence(
            "A cell that begins on line %(line)s has no end. Check the quotation marks of that line, "
            "or save the file again as CSV."
        ),
        line=number,
    )

"""XLSX workbooks turned into delimited text by a child process under limits: whatever it does, this process goes on."""

import subprocess
import sys
import tempfile
from pathlib import Path

from parcours_app.readers.problems import UnusableFile
from workflows.engine import sentence

SEPARATOR = ","
_SHEET = Path(__file__).with_name("sheet.py")
# What sheet.py answers when the file is no workbook; any other failure is a workbook too large or damaged.
_NO_WORKBOOK = 10
# Measured: a sheet of 50 MiB unpacked needs 120 MiB; what asks for more is no caseload.
_MEMORY = 192 * 1024 * 1024
_SECONDS = 30


def as_delimited(data: bytes, unpacked: int, lines: int, columns: int) -> bytes:
    """The first visible sheet as UTF-8 text separated by commas, one record a row; UnusableFile when there is none."""
    limits = (_MEMORY, unpacked, unpacked, lines, columns)
    with tempfile.TemporaryFile() as output:
        try:
            # -I: the child sees neither the environment nor the working folder, only the installed libraries.
            child = subprocess.run(  # noqa: S603 - our own script, numbers as arguments, the file on standard input
                [sys.executable, "-I", str(_SHEET), *map(str, limits)],
                input=data,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _too_large(unpacked, lines, columns) from None
        if child.returncode == _NO_WORKBOOK:
            raise UnusableFile(
                sentence(
                    "This file is not an Excel workbook, or holds no visible sheet. "
                    "Open it in your spreadsheet and save it as XLSX or CSV."
                )
            )
        if child.returncode:
            raise _too_large(unpacked, lines, columns)
        output.seek(0)
        return output.read()


def _too_large(unpacked: int, lines: int, columns: int) -> UnusableFile:
    """The one sentence for every workbook that does not open under the limits."""
    return UnusableFile(
        sentence(
            "This workbook is damaged, or larger than %(lines)s lines, %(columns)s columns "
            "or %(size)s MB once unpacked. Delete stray cells far down or far to the right, or save the sheet as CSV."
        ),
        lines=lines,
        columns=columns,
        size=unpacked // (1024 * 1024),
    )

"""A list of trades: a CSV or XLSX file with the columns “rome” and “label” (or “libellé”), one trade a line."""

import re
from collections.abc import Callable
from datetime import date

from parcours_app.readers.cells import read_text
from parcours_app.readers.columns import Column, locate
from parcours_app.readers.problems import ERROR, UnusableFile, shown
from parcours_app.readers.table import UPLOAD, read_table
from workflows.engine import sentence

_ROME = re.compile(r"[A-N]\d{4}", re.ASCII)
_NEVER = date.min


def read_trades(content: bytes) -> dict[str, str]:
    """Label by ROME code. One wrong line refuses the file, for a list in force must be whole. Raises UnusableFile."""
    table = read_table(content, UPLOAD)
    columns = locate(table.header, COLUMNS)
    trades: dict[str, str] = {}
    for line in table:
        values, problems = columns.read(line, _NEVER)
        errors = [problem for problem in problems if problem.kind == ERROR]
        if errors:
            raise UnusableFile(
                sentence("Line %(line)s of this list is not right: “%(value)s” is no ROME code (for example G1602)."),
                line=line.number,
                value=shown(line.cells[0]),
            )
        if values:
            trades[values["rome"]] = values.get("label", values["rome"])
    if not trades:
        raise UnusableFile(sentence("This list names no trade."))
    return trades


def _read_rome(text: str, note: Callable[..., None], _today: date) -> str | None:
    code = text.upper()
    if _ROME.fullmatch(code):
        return code
    note(sentence("“%(value)s” is not a ROME code (a letter from A to N and four digits)."), value=shown(text))
    return None


COLUMNS = (
    Column("rome", "rome", _read_rome, aliases=("code rome", "code"), required=True),
    Column("label", "label", read_text, aliases=("libellé", "libelle", "intitulé", "métier"), present=True),
)

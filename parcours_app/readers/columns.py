"""Columns found by the name in the header, whatever its accents, case or asterisk; and what each line has in them.

A column of social security numbers is seen so that people can be warned, and its cells go no further than the line.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parcours_app.readers.cells import clean, is_nir
from parcours_app.readers.names import search_name
from parcours_app.readers.problems import ERROR, WARNING, Problem, UnusableFile
from parcours_app.readers.table import Line
from workflows.engine import sentence

Note = Callable[..., None]
Parse = Callable[[str, Note, date], Any]
_WORDS_OF_NIR = ({"nir"}, {"securite", "sociale"}, {"secu"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column known to a format: its field, its usual title, how a cell is read, other titles it goes by.

    `required` cells must be filled in; a `present` column must be in the file, and its cells may be empty.
    """

    field: str
    title: str
    parse: Parse
    aliases: tuple[str, ...] = ()
    required: bool = False
    present: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the known columns of one file are, and which hold social security numbers."""

    found: tuple[tuple[int, str, Column], ...]
    nir: tuple[tuple[int, str], ...]

    def read(self, line: Line, today: date) -> tuple[dict[str, Any], list[Problem]]:
        """The value of each known column of a line (absent when the cell is empty), and what was wrong."""
        problems = [line.problem] if line.problem else []
        if line.blank:
            return {}, problems
        problems += (_nir_dropped(title) for place, title in self.nir if line.cells[place].strip())
        values: dict[str, Any] = {}
        for place, title, column in self.found:
            text = clean(line.cells[place])
            if is_nir(text):
                problems.append(_nir_dropped(title))
                text = ""
            value = column.parse(text, _note(problems, title, column), today) if text else None
            if value is not None:
                values[column.field] = value
            elif column.required and not text:
                problems.append(Problem(title, ERROR, sentence("This cell is empty. It must be filled in.")))
        return values, problems


def locate(header: Iterable[str], known: Sequence[Column]) -> Columns:
    """The known columns of this header; UnusableFile when a required one is missing or one is there twice."""
    by_name = _by_name(known)
    found: dict[str, tuple[int, str, Column]] = {}
    nir = []
    for place, title in enumerate(header):
        name = search_name(title)
        column = by_name.get(name)
        if _of_nir(name):
            nir.append((place, title))
        elif column and column.field in found:
            raise UnusableFile(
                sentence("The column “%(column)s” is in this file twice. Keep only one of them."), column=column.title
            )
        elif column:
            found[column.field] = (place, title.strip("* "), column)
    missing = [column.title for column in known if (column.required or column.present) and column.field not in found]
    if missing:
        raise UnusableFile(
            sentence("This file lacks the columns %(columns)s. Add them to the header line, named exactly so."),
            columns=", ".join(f"“{title}”" for title in missing),
        )
    return Columns(tuple(found.values()), tuple(nir))


def unread(header: Iterable[str], known: Sequence[Column]) -> list[str]:
    """The titles of this header that no column reads, in its order; those of social security numbers are told apart."""
    by_name = _by_name(known)
    left = ((title.strip(), search_name(title)) for title in header)
    return [title for title, name in left if name and name not in by_name and not _of_nir(name)]


def _by_name(known: Sequence[Column]) -> dict[str, Column]:
    return {search_name(title): column for column in known for title in (column.title, *column.aliases)}


def _of_nir(name: str) -> bool:
    return any(words <= set(name.split()) for words in _WORDS_OF_NIR)


def _note(problems: list[Problem], title: str, column: Column) -> Note:
    """How a cell's reader reports: an error in a required column, a warning in the others."""

    def note(text: str, kind: str = ERROR if column.required else WARNING, **params: str) -> None:
        problems.append(Problem(title, kind, text, params))

    return note


def _nir_dropped(title: str) -> Problem:
    """The warning for a social security number, which is quoted nowhere."""
    return Problem(
        title, WARNING, sentence("A social security number was found here. It is not kept: remove it from your files.")
    )

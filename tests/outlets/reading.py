"""The same figures read on a page, in its files, over the API and from the command line, each in its own writing."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from parcours_app.cli import run
from parcours_app.extensions import db
from parcours_app.models import Organisation
from parcours_app.settings import Settings
from tests.api.program import Program
from tests.pages import tree
from workflows.indicators import REGISTER, Measure

FIGURES = ("numerator", "denominator", "rate", "open", "paused", "immature")
MEASURES = ("persons", "entries", "trained")
Table = dict[Any, tuple[Any, ...]]
Asked = Mapping[str, str]


class Outlets:
    """Every way out, asked the same question: {outlet: {(code, organisation): figures}}, or {organisation: counts}."""

    def __init__(self, browser: FlaskClient, program: Program, settings: Settings, printed: Any) -> None:
        self.browser, self.program, self._settings, self._printed = browser, program, settings, printed
        self._names = {row.id: row.name for row in db.session.query(Organisation)}

    def indicators(self, codes: Iterable[str], by: str = "organisation", **asked: str) -> dict[str, Table]:
        """What each outlet says of indicators by organisation (or where the step began: origin)."""
        asked, wanted = {"by": by, **asked}, set(codes)
        of_page = {{"from": "since", "to": "until"}.get(name, name): value for name, value in asked.items()}
        tables = {
            outlet: {(row["name"], self._named(row[by])): _rated(row) for row in rows if row["name"] in wanted}
            for outlet, rows in self._told("indicators", "success", asked, of_page)
        }
        return {**tables, "page": {key: figures for code in wanted for key, figures in self._page(code, of_page)}}

    def totals(self, **asked: str) -> dict[str, Table]:
        """What each outlet says of the totals by organisation."""
        asked = {"by": "organisation", **asked}
        tables = {
            outlet: {self._named(row["organisation"]): tuple(int(row[m]) for m in MEASURES) for row in rows}
            for outlet, rows in self._told("totals", "totals", asked, asked)
        }
        page = self.browser.get("/supervisor/totals", query_string=asked).get_data(as_text=True)
        tables["page"] = {name: tuple(map(int, counts)) for name, *counts in _rows(page)}
        return {outlet: {k: v for k, v in table.items() if any(v)} for outlet, table in tables.items()}

    def _told(
        self, command: str, page: str, asked: Asked, of_page: Asked
    ) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The rows that the API, the files of a page and the command give."""
        yield "API", _flat(self.program.get(f"/{command}?" + "&".join(f"{n}={v}" for n, v in asked.items())).json)
        for shape, read in SHAPES.items():
            file = self.browser.get(f"/supervisor/{page}.{shape}", query_string=of_page).data
            yield f"file {shape}", _flat(read(file))
            yield f"command {shape}", _flat(read(self._command(command, shape, asked)))

    def _page(self, code: str, asked: Asked) -> Iterator[tuple[tuple[str, str], tuple[Any, ...]]]:
        page = self.browser.get(f"/supervisor/success/{code}", query_string=asked).get_data(as_text=True)
        for name, figure, made_of, *apart in _rows(page):
            counts = [int(number) for number in re.findall(r"\d+", made_of)]
            of_units = REGISTER[code].measure in (Measure.COUNT, Measure.PERSONS)
            rate = None if of_units or figure == "n.d." else Decimal(figure.partition(" ")[0].replace(",", "."))
            yield (code, name), (counts[0], counts[-1], rate, *map(int, apart[:3]))

    def _command(self, command: str, shape: str, asked: Asked) -> bytes:
        words = [word for name, value in asked.items() for word in (f"--{name}", value)]
        self._printed.readouterr()
        code = run(lambda: self._settings, [command, *words, "--format", shape])
        printed = self._printed.readouterr()
        assert code == 0, printed.err
        return bytes(printed.out)

    def _named(self, organisation: Any) -> str:
        return self._names.get(organisation, str(organisation))


def _flat(told: Any) -> list[dict[str, Any]]:
    """The rows of one document or of several, each with the name of its indicator."""
    documents = told.get("items", [told]) if isinstance(told, dict) else told
    return [{"name": doc.get("name"), **row} for doc in documents for row in doc.get("rows", [doc])]


def _rated(row: Mapping[str, Any]) -> tuple[Any, ...]:
    empty = row["rate"] in (None, "")
    rate = None if empty else Decimal(str(row["rate"]))
    return tuple(rate if name == "rate" else int(row[name]) for name in FIGURES)


def _rows(page: str) -> Iterator[list[str]]:
    """The cells of the first table of a page that has figures, spaces made plain; the line of all together left out."""
    table = next(element for element in tree(page).iter("table"))
    for line in (line for line in table.iter("tr") if line.getparent().tag != "tfoot"):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in line if cell.tag in ("td", "th")]
        if line.find("td") is not None:
            yield cells


def _csv(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.split("\n")[0] else ","))


def _xlsx(content: bytes) -> list[dict[str, Any]]:
    header, *lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [dict(zip(header, line, strict=True)) for line in lines]


SHAPES = {"csv": _csv, "xlsx": _xlsx, "json": json.loads}

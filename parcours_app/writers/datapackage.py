"""An open-data package: CSV tables, the descriptor of what each field means (Frictionless), a page to read first.

The same tables make the same files to the last byte. Words are given in English and, by `french`, in French.
"""

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import IO, Any

from parcours_app.writers.delimited import csv_file
from parcours_app.writers.sheet import Field, Sheet

DESCRIPTOR, README = "datapackage.json", "LISEZMOI.md"
LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte / Open Licence 2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
}
French = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Package:
    """What is published: tables, the page to read first, what is said of the whole (title, dates, version…).

    title, description: by language, en and fr.
    """

    title: Mapping[str, str]
    description: Mapping[str, str]
    version: str
    day: date
    sheets: Sequence[Sheet]
    readme: str
    about: Mapping[str, Any] = field(default_factory=dict)


EARLIEST, LATEST = 1980, 2107


def package_files(package: Package, french: French) -> dict[str, bytes]:
    """Every file of the package, by its path."""
    tables = {f"data/{sheet.name}.csv": csv_file(sheet, marked=False) for sheet in package.sheets}
    descriptor = _descriptor(package, tables, french)
    written = json.dumps(descriptor, ensure_ascii=False, indent=2, default=str).encode()
    return {DESCRIPTOR: written, README: package.readme.encode(), **tables}


def write_zip(files: Mapping[str, bytes], day: date, stream: IO[bytes]) -> None:
    """The files in one archive, dated alike, so that the same package is the same archive.

    An archive knows the years 1980 to 2107 only: a day outside them is said by its nearest year.
    """
    year = min(max(day.year, EARLIEST), LATEST)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, (year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def _descriptor(package: Package, tables: Mapping[str, bytes], french: French) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "parcours-programme",
        "title": package.title["en"],
        "title_fr": package.title["fr"],
        "description": package.description["en"],
        "description_fr": package.description["fr"],
        "version": package.version,
        "created": f"{package.day.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        **package.about,
        "resources": [
            _resource(sheet, path, content, french)
            for sheet, (path, content) in zip(package.sheets, tables.items(), strict=True)
        ],
    }


def _resource(sheet: Sheet, path: str, content: bytes, french: French) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {"fields": [_field(each, french) for each in sheet.fields], "missingValues": [""]},
    }


def _field(each: Field, french: French) -> dict[str, str]:
    said = {"description": each.description, "description_fr": french(each.description)} if each.description else {}
    return {"name": each.name, "type": each.kind.value, **said, **({"unit": each.unit} if each.unit else {})}

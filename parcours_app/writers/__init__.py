"""WRITERS: tables as files people keep: CSV, XLSX. The counterpart of readers; knows no figure and asks no question."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import IO

from parcours_app.writers.delimited import csv_file, write_csv
from parcours_app.writers.passing import passing
from parcours_app.writers.sheet import Field, Kind, Sheet, Value, document, worded
from parcours_app.writers.workbook import write_xlsx

CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a table may be written as: the media type, and who writes it to a stream.
SHAPES: Mapping[str, tuple[str, Callable[[Sheet, IO[bytes]], None]]] = MappingProxyType(
    {"csv": (CSV_TYPE, write_csv), "xlsx": (XLSX_TYPE, write_xlsx)}
)

__all__ = [
    "CSV_TYPE",
    "SHAPES",
    "XLSX_TYPE",
    "Field",
    "Kind",
    "Sheet",
    "Value",
    "csv_file",
    "document",
    "passing",
    "worded",
    "write_csv",
    "write_xlsx",
]

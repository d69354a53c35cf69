"""WRITERS: tables as files people keep: CSV, XLSX. The counterpart of readers; knows no figure and asks no question."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from parcours_app.writers.delimited import csv_file
from parcours_app.writers.sheet import Field, Kind, Sheet, Value
from parcours_app.writers.workbook import xlsx_file

CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a table may be written as: the media type, and who writes it.
SHAPES: Mapping[str, tuple[str, Callable[[Sheet], bytes]]] = MappingProxyType(
    {"csv": (CSV_TYPE, csv_file), "xlsx": (XLSX_TYPE, xlsx_file)}
)

__all__ = ["CSV_TYPE", "SHAPES", "XLSX_TYPE", "Field", "Kind", "Sheet", "Value", "csv_file", "xlsx_file"]

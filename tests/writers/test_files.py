"""Tables as files: typed cells, nothing that runs, the same cells whatever the shape; read again by other libraries."""

import csv
import io
import re
import tracemalloc
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial

import pytest
from python_calamine import CalamineWorkbook

from parcours_app.writers import Field, Kind, Sheet, csv_file, passing, write_csv, write_xlsx

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "==", "=@", "+=")
ENDS = ('cmd|" /C calc"!A0', "1+1", 'HYPERLINK("http://example.org")', "SUM(A1:A9)", "IMPORTXML(1)", "\u202e1+1")
PAYLOADS = [start + end for start in STARTS for end in ENDS]
FIELDS = (
    Field("group"),
    Field("on", Kind.DATE),
    Field("persons", Kind.INTEGER),
    Field("rate", Kind.NUMBER),
    Field("masked", Kind.BOOLEAN),
)
DAY = date(2022, 3, 31)


def sheet(*rows, **about):
    return Sheet("figures", FIELDS, rows, about)


def cells(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def xlsx_file(table):
    with passing(partial(write_xlsx, table)) as file:
        return file.read()


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_workbook_has_numbers_dates_and_texts_as_what_they_are():
    header, row = cells(xlsx_file(sheet(("Île-de-France", DAY, 12, Decimal("69.2"), False))))
    assert header == ["group", "on", "persons", "rate", "masked"]
    assert row == ["Île-de-France", DAY, 12.0, 69.2, False]


def test_a_moment_is_one_in_a_workbook_in_universal_time():
    moment = datetime(2022, 3, 31, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    table = Sheet("entries", (Field("recorded_at", Kind.DATETIME),), [(moment,)])
    assert cells(xlsx_file(table))[1] == [datetime(2022, 3, 31, 7, 30)]  # noqa: DTZ001 - as a workbook has it
    assert lines(csv_file(table))[1] == ["2022-03-31T09:30:00+02:00"]


def test_a_withheld_cell_is_empty_and_said_in_both_files():
    table = sheet(("75", DAY, None, None, True), ("76", DAY, 0, None, False))
    assert cells(xlsx_file(table))[1:] == [["75", DAY, "", "", True], ["76", DAY, 0.0, "", False]]
    assert lines(csv_file(table))[1:] == [["75", "2022-03-31", "", "", "true"], ["76", "2022-03-31", "0", "", "false"]]


def test_what_is_said_of_the_whole_is_on_the_second_sheet():
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_file(sheet(definition="Persons.", known=DAY))))
    assert book.sheet_names == ["figures", "about"]
    assert book.get_sheet_by_name("about").to_python() == [["definition", "Persons."], ["known", DAY]]


def test_there_are_sixty_ways_to_write_a_formula():
    assert len(set(PAYLOADS)) == 60


def test_no_payload_is_a_formula_in_the_workbook():
    content = xlsx_file(sheet(*((payload, DAY, 1, None, False) for payload in PAYLOADS), note=PAYLOADS[0]))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
    assert not re.search(rb"<f[ >/]", inside)
    assert b"<hyperlink" not in inside
    read = [row[0] for row in cells(content)[1:]]
    assert len(read) == 60
    assert not [text for text in read if text.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_runs_from_the_csv_file(payload):
    (_header, row) = lines(csv_file(sheet((payload, DAY, 1, None, False))))
    assert row[0] == f"'{payload}"


def test_the_csv_file_is_for_spreadsheets_of_here():
    content = csv_file(sheet(("é", DAY, 1, Decimal("0.5"), False)))
    assert content.startswith(b"\xef\xbb\xbfgroup;on;persons;rate;masked\r\n")
    assert lines(content)[1] == ["é", "2022-03-31", "1", "0.5", "false"]


def test_texts_no_encoding_knows_are_written_all_the_same():
    table = sheet(("\ud800 \x00 \x1f", DAY, 1, None, False))
    assert lines(csv_file(table))
    assert cells(xlsx_file(table))


class Lines(Sequence):
    """So many long lines, none of them kept."""

    def __init__(self, number):
        self.number = number

    def __len__(self):
        return self.number

    def __getitem__(self, place):
        if place >= self.number:
            raise IndexError(place)
        return ("é" * 900, DAY, place, None, False)


@pytest.mark.parametrize("write", [write_csv, write_xlsx], ids=["csv", "xlsx"])
def test_a_large_table_never_lies_whole_in_memory(write):
    tracemalloc.start()
    with passing(partial(write, Sheet("figures", FIELDS, Lines(3000)))) as file:
        _present, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert file.read(2)
    assert most < 2 << 20


def test_a_file_that_cannot_be_written_is_closed():
    opened = []

    def fail(stream):
        opened.append(stream)
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        passing(fail)
    assert opened[0].closed


def test_the_same_table_is_the_same_file_whenever_it_is_made():
    """Nothing in it says when: a workbook has a day of creation, which is always the same."""
    with zipfile.ZipFile(io.BytesIO(xlsx_file(sheet(("a", DAY, 1, 0.5, False))))) as parts:
        said = parts.read("docProps/core.xml").decode()
        assert re.findall(r"\d{4}-\d\d-\d\dT", said) == ["1980-01-01T"] * 2
        assert {info.date_time[0] for info in parts.infolist()} == {1980}

"""Files opened as tables: encodings, separators, workbooks, and what cannot be opened."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from parcours_app.readers.problems import ERROR, UnusableFile
from parcours_app.readers.table import Limits, read_table

SHARED = Path(__file__).parents[3] / "shared" / "data"
ACCENTED = "Prénom;Nom\nAmélie;Noël\nÉlodie;Faÿ\n"


def workbook(rows, **options):
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True} | options)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value, *([day] if isinstance(value, date) else []))
    book.close()
    return output.getvalue()


def refusal(data, **limits):
    with pytest.raises(UnusableFile) as refused:
        read_table(data, Limits(**limits))
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_ordinary_encoding_separator_and_line_end_reads_the_same(encoding, separator, end):
    table = read_table(ACCENTED.replace(";", separator).replace("\n", end).encode(encoding))
    assert table.header == ("Prénom", "Nom")
    assert table.delimiter == separator
    assert [(line.number, line.cells) for line in table] == [(2, ("Amélie", "Noël")), (3, ("Élodie", "Faÿ"))]


@pytest.mark.parametrize(
    ("name", "lines", "columns"),
    [
        ("caseload-nominal.csv", 4, 25),
        ("caseload-partial.csv", 4, 6),
        ("caseload-buggy.csv", 3, 25),
        ("france-travail-actions.csv", 45, 11),
    ],
)
def test_the_real_files_open(name, lines, columns):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the sample {name} is not beside this repository")
    table = read_table(path)
    assert (table.count, len(table.header)) == (lines, columns)
    assert [line.number for line in table] == list(range(2, lines + 2))
    assert all(line.problem is None for line in table)


def test_a_table_can_be_read_twice():
    table = read_table(ACCENTED.encode())
    assert list(table) == list(table)


def test_an_open_file_and_a_path_read_as_bytes_do(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(ACCENTED.encode())
    assert (
        list(read_table(path)) == list(read_table(io.BytesIO(ACCENTED.encode()))) == list(read_table(path.read_bytes()))
    )


def test_blank_lines_are_given_and_marked_with_their_number():
    table = read_table(b"\n;\na;b\n1;2\n\n;;\n3;4\n")
    assert [(line.number, line.blank) for line in table] == [(4, False), (5, True), (6, True), (7, False)]
    assert table.count == 4


def test_a_cell_over_two_lines_keeps_the_numbers_of_the_file():
    table = read_table(b'a;b\n1;"rue\nhaute"\n2;x\n')
    assert [(line.number, line.cells[1]) for line in table] == [(2, "rue\nhaute"), (4, "x")]


def test_a_short_line_is_filled_and_empty_cells_past_the_header_are_dropped():
    assert [line.cells for line in read_table(b"a;b;c\n1\n1;2;3;;\n")] == [("1", "", ""), ("1", "2", "3")]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (b"1;2;3", "This line has 3 cells and the header has 2. Check separators and quotation marks."),
        (b"1;\x002", "This line holds characters that cannot be read. Save the file again as “CSV UTF-8”."),
        (b"1;\xed\xa0\x80", "This line holds characters that cannot be read. Save the file again as “CSV UTF-8”."),
        (b"1;\xff", "This line holds characters that cannot be read. Save the file again as “CSV UTF-8”."),
        (b"1;" + b"x" * 131_073, "A cell of this line is longer than 131072 characters. Shorten it."),
        (b'1;"' + b"x" * 131_073 + b'"', "A cell of this line is longer than 131072 characters. Shorten it."),
        (b'1;"x\n2;y"', "A cell of this line runs over several lines of the file. Check the quotation marks."),
    ],
)
def test_a_bad_line_is_refused_alone(record, said):
    lines = list(read_table("é;b\n".encode() + record + b"\n7;8\n"))
    assert (lines[0].problem.kind, str(lines[0].problem)) == (ERROR, said)
    assert lines[1].problem is None
    assert lines[1].cells == ("7", "8")
    assert not any(0xD800 <= ord(c) <= 0xDFFF or c == "\0" for line in lines for cell in line.cells for c in cell)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf\r\n\n;;\n", "This file is empty."),
        (b"only one column\nx\n", "This file is not a table."),
        (bytes(range(256)) * 40, "This file is not a table."),
        (b"\x89PNG\r\n\x1a\n\0\0;\0", "This file is not a table."),
        (b"%PDF-1.7;x\n", "This is a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "This is an old or password-protected Excel file."),
        (ACCENTED.encode("utf-16"), "This file is encoded in UTF-16."),
        (b"PK\x03\x04 not a zip", "This file is not an Excel workbook"),
        (b'a;b\n1;"' + b"x\n" * 65_537 + b'"\n2;y\n', "A cell that begins on line 2 has no end."),
        (b"a;" + b"x" * 131_073 + b"\n1;2\n", "This file is not a table."),
        (b'a;b\n1;2\n3;"never closed\n4;5\n', "A cell that begins on line 3 has no end."),
        (b'a;b\n3;"', "A cell that begins on line 2 has no end."),
        (b";" * 101 + b"a;b\n", "Line 1 has more than 100 columns."),
    ],
)
def test_a_file_that_is_no_table_is_unusable_and_says_why(data, said):
    assert refusal(data).startswith(said)


def test_limits_are_said_with_their_figures():
    assert "larger than 10 MB" in refusal(b"a;b\n" + b"1;2\n" * 3_000_000)
    assert "more than 3 lines" in refusal(b"a;b\n" + b"1;2\n" * 4, lines=3)
    assert read_table(b"a;b\n" + b"1;2\n" * 3, Limits(lines=3)).count == 3


def test_a_missing_file_is_unusable_without_its_folder(tmp_path):
    said = refusal(tmp_path / "nowhere.csv")
    assert said == "The file “nowhere.csv” cannot be opened. Check its name and your right to read it."
    assert refusal(tmp_path).endswith("your right to read it.")


def test_a_workbook_reads_like_a_csv_with_the_numbers_of_its_rows():
    table = read_table(
        workbook(
            [
                ["Identifiant", "Naissance", "Téléphone", "RQTH", "Note"],
                [1234.0, date(1998, 5, 25), 601020304, True, "=not a formula"],
                [],
                ["é", datetime(2001, 2, 3, 4, 5, 6), 1.5, False, "two\nlines"],  # noqa: DTZ001 - cells have no zone
            ],
            strings_to_formulas=False,
        )
    )
    assert (table.format, table.header[0], table.count) == ("xlsx", "Identifiant", 3)
    assert [(line.number, line.blank, line.cells) for line in table] == [
        (2, False, ("1234", "1998-05-25", "601020304", "oui", "=not a formula")),
        (3, True, ("", "", "", "", "")),
        (4, False, ("é", "2001-02-03 04:05:06", "1.5", "non", "two lines")),
    ]


def test_only_the_first_visible_sheet_is_read():
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    book.add_worksheet("hidden").write_row(0, 0, ["x", "y"])
    book.add_worksheet("seen").write_row(0, 0, ["a", "b"])
    book.worksheets()[1].activate()
    book.worksheets()[1].set_first_sheet()
    book.worksheets()[0].hide()
    book.close()
    assert read_table(output.getvalue()).header == ("a", "b")


def test_an_empty_workbook_is_an_empty_file():
    assert refusal(workbook([])).startswith("This file is empty.")


def test_a_workbook_past_a_limit_says_the_limits():
    rows = workbook([["a", "b"], *([n, n] for n in range(10))])
    assert "larger than 9 lines, 100 columns or 50 MB" in refusal(rows, lines=9)
    assert read_table(rows, Limits(lines=10)).count == 10
    assert "larger than 200000 lines, 1 columns" in refusal(rows, columns=1)

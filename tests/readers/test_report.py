"""The report accounts for every line and cannot run in a spreadsheet."""

import csv
import io

import pytest

from parcours_app.readers.problems import ERROR, WARNING, Problem
from parcours_app.readers.report import BLANK, STATUSES, Outcome, Report, safe_cell, write_report

BAD_DATE = Problem("Date", ERROR, "“%(value)s” is not a date.", {"value": "x"})
BAD_PHONE = Problem("Téléphone", WARNING, "“%(value)s” is not a telephone number.", {"value": "12"})


def written(*outcomes, **options):
    output = io.BytesIO()
    write_report(outcomes, output, **options)
    assert output.getvalue().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(output.getvalue().decode("utf-8-sig")), delimiter=";"))


def test_the_summary_counts_every_status_and_leaves_blank_lines_out():
    report = Report()
    for number, status in enumerate(["created", "created", "updated", "duplicate", BLANK, "unchanged"], start=2):
        report.add(Outcome(number, status, "x", (BAD_PHONE,)))
    assert report.summary() == "created=2 updated=1 unchanged=1 duplicate=1 rejected=0"
    assert (report.lines, report.warnings, report.exit_code) == (6, 6, 0)


def test_one_rejected_line_gives_exit_code_three():
    report = Report()
    report.add(Outcome(2, "rejected", "x", (BAD_DATE,)))
    assert (report.exit_code, report.warnings) == (3, 0)
    assert report.summary().endswith("rejected=1")


def test_an_unknown_status_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="lost"):
        Report().add(Outcome(2, "lost", "x"))


def test_each_outcome_is_a_row_with_its_reason_column_and_warnings():
    rows = written(Outcome(2, "rejected", "id-1", (BAD_DATE, BAD_PHONE)), Outcome(3, BLANK, ""))
    assert rows == [
        ["Line", "Identifier", "Outcome", "Column", "Reason", "Warnings"],
        ["2", "id-1", "rejected", "Date", "“x” is not a date.", "Téléphone : “12” is not a telephone number."],
        ["3", "", "blank", "", "", ""],
    ]


def test_the_report_speaks_the_language_it_is_given():
    rows = written(Outcome(2, "created", "x"), say=lambda text, **_: f"<{text}>")
    assert rows[0][0] == "<Line>"
    assert rows[1][2] == "<created>"


@pytest.mark.parametrize(
    "payload",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", "-2+3;=1"],
)
def test_no_cell_can_become_a_formula(payload):
    rows = written(Outcome(2, "rejected", payload, (Problem(payload, ERROR, payload), Problem("", WARNING, payload))))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)
    assert safe_cell(payload) == f"'{payload}"


def test_a_long_number_used_as_identifier_is_not_quoted():
    assert "185077505612324" not in str(
        written(Outcome(2, "rejected", "1 85 07 75 056 123 24"), Outcome(3, "created", "185077505612324"))
    )
    assert written(Outcome(2, "created", "12345678-9012-4345-8678-901234567890"))[1][1].startswith("12345678-9012-4345")


def test_lone_surrogates_do_not_break_the_report():
    assert written(Outcome(2, "created", "a\udc80b"))[1][0] == "2"


def test_the_statuses_are_those_of_the_contract():
    assert STATUSES == ("created", "updated", "unchanged", "duplicate", "rejected")

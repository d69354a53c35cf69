"""Twenty files made to harm: each one ends in a sentence or in lines, in little time and little memory."""

import io
import json
import random
import subprocess
import sys
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours_app.readers.people import read_people
from parcours_app.readers.problems import UnusableFile
from parcours_app.readers.table import Limits, read_table

TODAY = date(2026, 11, 23)
MEBIBYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
HEADER = "Identifiant dans le SI;Prénom;Nom;Date de naissance\n"


def plain_workbook():
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    book.add_worksheet().write_row(0, 0, ["Identifiant dans le SI", "Prénom", "Nom", "Date de naissance"])
    book.close()
    return output.getvalue()


def with_part(name, content, extra=()):
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain_workbook())) as source,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            if entry.filename not in {name, *(path for path, _ in extra)}:
                made.writestr(entry.filename, source.read(entry))
        for path, data in ((name, content), *extra):
            made.writestr(path, data)
    return output.getvalue()


def sheet(body):
    return f'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'


def cell(place, text="x"):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def lying_about_sizes():
    data = bytearray(with_part("xl/sharedStrings.xml", b"<sst>" + b" " * (80 * MEBIBYTE) + b"</sst>"))
    for place in range(len(data) - 4):
        if data[place : place + 4] == b"PK\x01\x02":
            data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(data)


BOMB_XML = (
    '<!DOCTYPE x [<!ENTITY a "'
    + "x" * 1000
    + '">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    + "]>"
)


def noise(seed, size):
    return random.Random(seed).randbytes(size)  # noqa: S311 - the same noise every time


HOSTILE = {
    "one cell in the last corner": lambda: with_part(
        SHEET, sheet(f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>')
    ),
    "a cell past every corner": lambda: with_part(SHEET, sheet(f'<row r="1">{cell("ZZZZ99999999999")}</row>')),
    "a zip bomb beside the sheet": lambda: with_part(
        SHEET, sheet(""), [("xl/bomb.xml", b"\0" * (600 * MEBIBYTE // 4))]
    ),
    "a shared string of 80 MB": lambda: with_part("xl/sharedStrings.xml", b"<sst><si><t>" + b"x" * (80 * MEBIBYTE)),
    "sizes that lie": lying_about_sizes,
    "one long string shared a million times": lambda: with_part(
        SHEET,
        sheet("".join(f'<row r="{r}">' + '<c t="s"><v>0</v></c>' * 50 + "</row>" for r in range(1, 8000))),
        [("xl/sharedStrings.xml", "<sst><si><t>" + "x" * 32_000 + "</t></si></sst>")],
    ),
    "entities inside entities": lambda: with_part(SHEET, BOMB_XML + sheet(f'<row r="1">{cell("A1", "&i;")}</row>')),
    "a workbook without parts": lambda: with_part("xl/workbook.xml", b"<workbook/>"),
    "a workbook that is not XML": lambda: with_part("xl/workbook.xml", noise(1, 5000)),
    "an entry with a path out of the archive": lambda: with_part("../../etc/passwd", b"x"),
    "fifty thousand entries": lambda: with_part("x", b"", [(f"xl/{n}.xml", b"") for n in range(50_000)]),
    "a zip inside a zip": lambda: with_part("xl/workbook.xml", plain_workbook()),
    "a truncated workbook": lambda: plain_workbook()[:2000],
    "a zip that is no workbook": lambda: plain_workbook().replace(b"xl/workbook.xml", b"xl/workb00k.xml"),
    "PK and noise": lambda: b"PK\x03\x04" + noise(2, MEBIBYTE),
    "ten megabytes of separators": lambda: HEADER.encode() + b";" * (10 * MEBIBYTE - 100),
    "ten megabytes without a line end": lambda: HEADER.encode() + b"x" * (10 * MEBIBYTE - 100),
    "ten megabytes of quotation marks": lambda: HEADER.encode() + b'"' * (10 * MEBIBYTE - 100),
    "five million empty lines": lambda: HEADER.encode() + b"\n" * 5_000_000,
    "ten megabytes of noise": lambda: noise(3, 10 * MEBIBYTE - 1),
    "more than is sent": lambda: b"a;b\n" * (4 * MEBIBYTE),
}


def consume(data):
    """How many lines are read, or the sentence of the refusal."""
    try:
        return sum(1 for _ in read_people(read_table(data), TODAY))
    except UnusableFile as refused:
        return refused.sentence % refused.params


# Through a shell: a process keeps, as its own peak, the memory of the one that forked it, and this one is large.
SHELL = '"$0" -c "$1"; exit $?'
# Importing takes longer than reading most files: it is done once, then each file is read by a fork of its own.
MEASURED = """
import json, os, resource, sys
from datetime import date
from pathlib import Path
from parcours_app.readers.people import read_people
from parcours_app.readers.problems import UnusableFile
from parcours_app.readers.table import read_table
def outcome(path):
    try:
        result = str(sum(1 for _ in read_people(read_table(Path(path)), date(2026, 11, 23))))
    except UnusableFile as refused:
        result = refused.sentence % refused.params
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return result, sum(u.ru_utime + u.ru_stime for u in used), [u.ru_maxrss for u in used]
for path in sys.stdin:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(outcome(path.strip())).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        print(told.read(), flush=True)
    os.waitpid(child, 0)
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """measured(path): the outcome of reading that file, the seconds it took, the kilobytes of each process."""
    complaints = tmp_path_factory.mktemp("hostile") / "stderr"
    command = ["/bin/sh", "-c", SHELL, sys.executable, MEASURED]
    with (
        complaints.open("w") as stderr,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True) as process,
    ):

        def measure(path):
            process.stdin.write(f"{path}\n")
            process.stdin.flush()
            told = process.stdout.readline().strip()
            assert not complaints.read_text()
            return json.loads(told)

        yield measure
        process.stdin.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence_or_in_lines_within_the_limits(name, measured, tmp_path):
    path = tmp_path / "hostile"
    path.write_bytes(HOSTILE[name]())
    result, seconds, memory = measured(path)
    assert seconds < 5
    assert all(kilobytes < 200 * 1024 for kilobytes in memory)
    assert result.isdecimal() or result.endswith((".", "?"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_unusable(data):
    if not data.startswith(b"PK"):
        consume(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=4, max_size=6), max_size=6), st.sampled_from([";", ","]))
def test_any_text_in_the_cells_gives_a_line_for_every_record(rows, separator):
    def quoted(text):
        return '"' + text.replace('"', '""') + '"'

    body = "\n".join(separator.join(quoted(text) for text in row) for row in rows)
    data = (HEADER.replace(";", separator) + body).encode("utf-8", "surrogatepass")
    for line in read_people(read_table(data), TODAY):
        for value in (line.external_id, line.given_name, line.family_name):
            assert "\0" not in value
            value.encode()
        for problem in line.problems:
            str(problem).encode()


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=2000), st.integers(0, 10**6), st.sampled_from(["utf-8", "cp1252"]))
def test_a_good_file_damaged_anywhere_still_reads_or_says_why(damage, place, encoding):
    good = (HEADER + "1;Amélie;Noël;2001-02-03\n" * 30).encode(encoding)
    place %= len(good)
    consume(good[:place] + damage + good[place + len(damage) :])


def test_limits_of_a_smaller_process_hold_too():
    with pytest.raises(UnusableFile):
        read_table(HEADER.encode() + b"1;2;3;4\n" * 200, Limits(size=1000))

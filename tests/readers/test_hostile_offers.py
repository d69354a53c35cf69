"""XML made to harm: each file ends in a sentence or in trainings, in little time and little memory."""

import json
import subprocess
import sys

import pytest

from tests.lheo import lheo, session, training

MEBIBYTE = 1024 * 1024
LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(8))
BOMB = b'<!DOCTYPE lheo [<!ENTITY a "' + b"x" * 1000 + b'">' + LAUGHS + b"]>"


def attributes(number, start=0):
    return b" ".join(b'a%d=""' % n for n in range(start, start + number))


HOSTILE = {
    "entities inside entities": lambda: BOMB + b"<lheo>&i;</lheo>",
    "entities inside an attribute": lambda: BOMB + b'<lheo a="&i;"/>',
    "a file read through an entity": lambda: (
        b'<!DOCTYPE lheo [<!ENTITY a SYSTEM "file:///etc/passwd">]><lheo><formation>&a;</formation></lheo>'
    ),
    "a file read through a parameter": lambda: (
        b'<!DOCTYPE lheo [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]><lheo><formation/></lheo>'
    ),
    "an address fetched for its definition": lambda: (
        b'<!DOCTYPE lheo SYSTEM "http://192.0.2.1/"><lheo><formation/></lheo>'
    ),
    "a file included": lambda: (
        b'<lheo xmlns:x="http://www.w3.org/2001/XInclude"><formation><x:include href="/etc/passwd" parse="text"/>'
        b"</formation></lheo>"
    ),
    "a million levels": lambda: b"<lheo>" + b"<a>" * 1_000_000,
    "a hundred thousand levels": lambda: b"<lheo>" + b"<formation>" * 100_000,
    "two million elements": lambda: b"<lheo>" + b"<a/>" * 2_000_000 + b"</lheo>",
    "as many elements as are allowed": lambda: b"<lheo><formation>" + b"<a/>" * 399_000 + b"</formation></lheo>",
    "as many trainings as are allowed": lambda: b"<lheo>" + b"<formation/>" * 399_000 + b"</lheo>",
    "a text of ten megabytes": lambda: b"<lheo><formation>" + b"x" * (10 * MEBIBYTE - 99) + b"</formation></lheo>",
    "a name of nine megabytes": lambda: b"<lheo><" + b"a" * (9 * MEBIBYTE) + b"/></lheo>",
    "more attributes than one element has": lambda: b"<lheo " + attributes(700_000) + b"/>",
    "as many attributes as are allowed": lambda: (
        b"<lheo>" + (b"<formation " + attributes(9_000) + b"/>") * 20 + b"</lheo>"
    ),
    "attributes added by the definition": lambda: (
        b"<!DOCTYPE lheo [<!ATTLIST a " + b" ".join(b'a%d CDATA "x"' % n for n in range(2_000)) + b"]><lheo><formation>"
        b"" + b"<a/>" * 100_000 + b"</formation></lheo>"
    ),
    "a million comments": lambda: b"<lheo>" + b"<!---->" * 1_000_000 + b"</lheo>",
    "five thousand namespaces": lambda: (
        b"<lheo " + b" ".join(b'xmlns:a%d="u%d"' % (n, n) for n in range(5_000)) + b">" + b"<formation/>" * 100_000
    ),
    "nine megabytes of nothing": lambda: b"\0" * (9 * MEBIBYTE),
    "an archive": lambda: b"PK\x03\x04" + b"\0" * 5_000,
    "more than ten megabytes": lambda: lheo(training(session())) + b" " * (10 * MEBIBYTE),
}
# One process reads them all; the kernel forgets the peak of memory before each.
CHILD = """
import json, pathlib, re, sys, time
from parcours_app.readers.offers import read_offers
from parcours_app.readers.problems import UnusableFile

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) // 1024

for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    pathlib.Path("/proc/self/clear_refs").write_text("5")
    begun = time.process_time()
    try:
        said = str(sum(1 for _ in read_offers(data)))
    except UnusableFile as refused:
        said = str(refused)
    print(json.dumps([path.name, time.process_time() - begun, peak(), said]))
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content())
    child = subprocess.run([sys.executable, "-c", CHILD, str(folder)], capture_output=True, check=True)
    lines = map(json.loads, child.stdout.decode().splitlines())
    return {name: (seconds, megabytes, said) for name, seconds, megabytes, said in lines}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little_and_ends_in_words(outcomes, name):
    seconds, megabytes, said = outcomes[name]
    assert seconds < 5
    assert megabytes < 200
    assert said
    assert "root:" not in said

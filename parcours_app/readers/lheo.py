"""LHEO files opened safely: each `formation` as a small tree, one at a time, whatever the version and its namespace.

Nothing is fetched, no entity is replaced, no tree grows past a limit; what is no LHEO file is an UnusableFile.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from parcours_app.readers.cells import clean
from parcours_app.readers.problems import UnusableFile
from workflows.engine import sentence

ROOT, FORMATION = "lheo", "{*}formation"
MEBIBYTE = 1024 * 1024
LARGEST = 10 * MEBIBYTE
# What a file of ten megabytes may hold and still fit in 200 MB once read: elements, and signs that announce attributes.
_ELEMENTS, _ATTRIBUTES = 400_000, 200_000
# What a catalogue of a whole region does not reach.
_TRAININGS = 50_000
# The language allows texts of 3,000 characters; a stretch without any mark this long is no text of a training.
_STRETCH = 128 * 1024
_ENCODINGS = ("encod", "invalid bytes", "Input is not proper", "conversion")


def formations(data: bytes) -> Iterator[etree._Element]:
    """Every training of the file, in order; each is emptied once the next is asked for. Raises UnusableFile."""
    _refuse_at_once(data)
    # `resolve_entities` and `no_network` keep the file from reading anything but itself; libxml2's own limits stay on.
    reader = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        tag=FORMATION,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    with _in_a_sentence():
        yield from _walked(reader)


def _walked(reader: "etree.iterparse[tuple[str, etree._Element]]") -> Iterator[etree._Element]:
    """Judge the first element when the first training begins, give each training at its end, forget what is past."""
    found = 0
    for event, element in reader:
        if event == "start":
            if not found:
                _refuse_root(element.getroottree())
            found += 1
            if found > _TRAININGS:
                raise UnusableFile(TOO_MANY, count=_TRAININGS)
            continue
        yield element
        element.clear()
    if not found:
        _refuse_root(reader.root.getroottree())
        raise UnusableFile(NO_TRAINING)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: versions and publishers each have their own."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element, *path: str) -> list[etree._Element]:
    """The elements found by following these names down from `element`."""
    found = [element]
    for name in path:
        found = [child for parent in found for child in parent if local(child) == name]
    return found


def text(element: etree._Element, *path: str) -> str:
    """The first text at the end of the path, on one line; empty when there is none (or the dash that stands for it)."""
    words = (clean("".join(found.itertext())) for found in children(element, *path))
    return next((word for word in words if word and word != "-"), "")


def _refuse_at_once(data: bytes) -> None:
    if len(data) > LARGEST:
        raise UnusableFile(
            sentence("This file is larger than %(size)s MB. Ask its publisher for smaller files, one per department."),
            size=LARGEST // MEBIBYTE,
        )
    if not data.strip():
        raise UnusableFile(NOT_XML)
    if data.count(b"<") - data.count(b"</") > _ELEMENTS or data.count(b"=") > _ATTRIBUTES:
        raise UnusableFile(TOO_MANY, count=_ELEMENTS)
    blocks = range(0, len(data) - _STRETCH, _STRETCH)
    if any(data.find(b"<", start, start + _STRETCH) < 0 for start in blocks):
        raise UnusableFile(TOO_LONG)


def _refuse_root(tree: "etree._ElementTree[etree._Element]") -> None:
    """The first element says whether this is LHEO; a file that defines entities means no good."""
    internal = tree.docinfo.internalDTD
    if internal is not None and any(True for _entity in internal.iterentities()):
        raise UnusableFile(ENTITIES)
    if local(tree.getroot()) != ROOT:
        raise UnusableFile(NOT_LHEO)


@contextmanager
def _in_a_sentence() -> Iterator[None]:
    """Turn the parser's words into a sentence that says what to do."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        said = str(error)
        if any(words in said for words in _ENCODINGS):
            raise UnusableFile(BAD_ENCODING) from None
        raise UnusableFile(BROKEN, line=error.lineno or 1) from None


NOT_XML = sentence("This file is not XML. Choose the LHEO file as its publisher gives it, with a name ending in .xml.")
BROKEN = sentence("This file is not well-formed XML (line %(line)s). Download it again, or ask its publisher for it.")
BAD_ENCODING = sentence(
    "The characters of this file are not in the encoding its first line announces. Ask its publisher for it in UTF-8."
)
ENTITIES = sentence("This file defines entities, which no LHEO file needs: it is refused unread.")
NOT_LHEO = sentence("This XML file is not in the LHEO language: its first element must be “lheo”.")
NO_TRAINING = sentence("This LHEO file holds no training (element “formation”). Versions 2.2 and 2.3 can be read.")
TOO_MANY = sentence(
    "This file has more than %(count)s elements or trainings. Ask its publisher for smaller files, one per department."
)
TOO_LONG = sentence("A text of this file is too long to be one of a training. Ask its publisher for the file again.")

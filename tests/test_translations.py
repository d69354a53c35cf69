"""French is complete: every sentence of the code, the rules and the templates has its French, with the same facts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import config

KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "sentence": None, "ngettext": (1, 2)}
FACTS = re.compile(r"%\((\w+)\)[sd]")
# A space that may break before a mark, but for the sign of a number to be filled in (%(days)s).
BREAKABLE = re.compile(r"\S [:;?!»](?!\S)|\S [:;?!»][.,)]|« |[\d)s] %(?![(])")
METHODS = [("**.py", "python"), ("**.html", "jinja2")]


def said() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for folder in ("parcours_app", "workflows", "templates"):
        found = extract_from_dir(
            config.ROOT / folder,
            method_map=METHODS,
            options_map={"**.html": {"trimmed": "true", "newstyle_gettext": "true"}},
            keywords=KEYWORDS,
        )
        for name, line, message, _comments, _context in found:
            yield f"{folder}/{name}:{line}", message


@pytest.fixture(scope="module")
def french():
    with (Path(config.TRANSLATIONS) / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as stream:
        return read_po(stream, locale="fr")


def texts(message) -> tuple[str, ...]:
    return message if isinstance(message, tuple | list) else (message,)


def test_sentences_are_found():
    assert len({str(message) for _place, message in said()}) > 500


def test_every_sentence_has_its_french(french):
    missing = []
    for place, message in said():
        entry = french.get(texts(message)[0])
        if entry is None or not all(texts(entry.string)) or entry.fuzzy:
            missing.append((place, message))
    assert missing == []


def test_no_line_breaks_before_a_french_mark(french):
    wrong = [text for entry in french if entry.id for text in texts(entry.string) if BREAKABLE.search(text)]
    assert wrong == [], "a no-break space stands before : ; ? ! » and %, and after «"


def test_the_french_names_no_fact_the_english_does_not_give(french):
    wrong = []
    for entry in french:
        given = {fact for text in texts(entry.id) for fact in FACTS.findall(text)}
        named = {fact for text in texts(entry.string) for fact in FACTS.findall(text)}
        if not named <= given:
            wrong.append(entry.id)
    assert wrong == []

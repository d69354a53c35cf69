"""Reads a page as a person does: its words, the words of one part of it, what its form holds."""

from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests.pages import tree


def parsed(response: TestResponse) -> Element:
    return tree(response.get_data(as_text=True))


def words(element: Element | TestResponse) -> str:
    """The text of a page or of one element, blanks made single."""
    root = parsed(element) if isinstance(element, TestResponse) else element
    return " ".join(" ".join(root.itertext()).split())


def having(root: Element, css_class: str) -> list[Element]:
    """The elements of a class, in order."""
    return [e for e in root.iter() if css_class in (e.get("class") or "").split()]


def boxes(response: TestResponse) -> list[str]:
    """The boxes of the pathway strip, each with the words of the stitch before it."""
    return [words(step) for step in having(parsed(response), "pathway__step")]


def by_id(response: TestResponse, name: str) -> Element:
    return next(e for e in parsed(response).iter() if e.get("id") == name)


def mistakes(response: TestResponse) -> list[str]:
    """Where the summary of a page in error leads; each place is on the page, whose title says the error first."""
    root = parsed(response)
    assert next(words(e) for e in root.iter("title")).startswith("Erreur")
    places = [link.get("href") or "" for summary in having(root, "error-summary") for link in summary.iter("a")]
    assert {place.removeprefix("#") for place in places} <= {e.get("id") for e in root.iter()}
    return places


def form(response: TestResponse, name: str = "form") -> dict[str, Any]:
    """What a browser would send of a form nobody has touched: hidden values, texts, choices made."""
    sent: dict[str, Any] = {}
    for element in by_id(response, name).iter():
        key = element.get("name")
        if not key or element.tag == "button":
            continue
        if element.tag == "select":
            chosen = [o.get("value") for o in element.iter("option") if o.get("selected") is not None]
            sent[key] = chosen[0] if chosen else ""
        elif element.tag == "textarea":
            sent[key] = (element.text or "").strip()
        elif element.get("type") not in ("radio", "checkbox"):
            sent[key] = element.get("value") or ""
        elif element.get("checked") is not None:
            sent.setdefault(key, []).append(element.get("value"))
    return sent

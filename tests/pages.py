"""The client of the web tests: it checks every HTML page it is given as strict HTML, so no test has to ask for it."""

import contextvars
import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import has_app_context
from flask.testing import FlaskClient
from lxml.html import HTMLParser, document_fromstring
from werkzeug.test import TestResponse

from parcours_app.extensions import db

# What makes two copies of one page differ and is no part of how it is made: plain words, where links lead, what fields
# hold, and the keys in the names of things. A character that HTML reads is no plain word, but a reference is.
ATTRIBUTES = "href|value|title|nonce|datetime|content|action|formaction|aria-label|data-label"
# What HTML reads, or refuses: no part of a plain word.
READ = r"<>&\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
REFERENCE = "&(?:amp|lt|gt|quot|#34|#39);"
WORDS = re.compile(
    rf"(>)(?:(?![{READ}])\s)*+(?:[^\s{READ}]|{REFERENCE})(?:[^{READ}]++|{REFERENCE})*+(?=<)"
    rf'|(\s(?:{ATTRIBUTES})=")(?:[^"{READ}]++|{REFERENCE})*+(?=")'
)
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Rows made alike, one after the other: of more than two, two are looked at, so that an id they share is seen twice.
ALIKE = re.compile(r"(<(tr|li|option)\b[^<]*+(?:<(?!/\2>)[^<]*+)*+</\2>)\s*\1(?:\s*\1)+")
# How the pages found sound so far are made: one that differs by its words alone is not parsed again.
SOUND: set[int] = set()


def bare(html: str) -> str:
    """How a page is made: without its words, each key another number, of rows made alike two."""
    keys: dict[str, int] = {}
    named = KEY.sub(lambda key: f"k{keys.setdefault(key[0], len(keys))}", WORDS.sub(r"\1\2w", html))
    return ALIKE.sub(r"\1\1", named)


@lru_cache(maxsize=16)
def tree(html: str) -> Any:
    """The elements of a page, to read: its validity is another matter. A page that several lines read is read once."""
    return document_fromstring(html, parser=HTMLParser(remove_comments=True))


def strict(html: str) -> Element:
    """The elements of a page; AssertionError when it is not valid HTML."""
    try:
        root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    except html5lib.html5parser.ParseError as error:
        raise AssertionError(f"not valid HTML: {error}\n{html}") from error
    return root


def check_page(html: str) -> None:
    """Assert what every page must be: valid, in a language, titled, with one h1, unique ids and no raw placeholder."""
    assert not re.search(r"%\(\w+\)[sd]", html), "a placeholder was left in the page"
    assert "%%" not in html, "a doubled per cent sign was left in the page"
    assert not re.search(r"<title>[\s–-]*</title>", html), "the page's title is empty"
    made = bare(html)
    if hash(made) not in SOUND:
        check_structure(made)
        SOUND.add(hash(made))


def check_structure(html: str) -> None:
    """The same, of how the page is made."""
    root = strict(html)
    assert root.get("lang"), "the page does not say its language"
    assert root.find(".//title") is not None, "the page has no title"
    headings = list(root.iter("h1"))
    assert len(headings) == 1, f"{len(headings)} h1 on the page"
    assert "".join(headings[0].itertext()).strip(), "the h1 is empty"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    doubles = {name for name in ids if ids.count(name) > 1}
    assert not doubles, f"ids used twice: {doubles}"
    inline = [element.tag for element in root.iter() if element.get("style") is not None or element.tag == "style"]
    assert not inline, f"inline style on {inline}"


class PageClient(FlaskClient):
    """A browser without JavaScript. Each request runs as in a fresh process: nothing leaks from the test's context."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; what the test has made is committed first and read afresh after."""
        if has_app_context():
            db.session.commit()
        kwargs.setdefault("buffered", True)
        response = contextvars.Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        redirect = 300 <= response.status_code < 400
        if response.mimetype == "text/html" and response.data and not redirect and self._looks:
            check_page(response.get_data(as_text=True))
        return response

    @property
    def _looks(self) -> bool:
        """On one database is enough: the other writes the same pages, and reading them is a fifth of the suite."""
        return bool(self.application.extensions["parcours_settings"].on_sqlite)

    def token(self, url: str = "/login") -> str:
        """The CSRF token of the first form on a page."""
        page = self.get(url).get_data(as_text=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found, f"no form with a token on {url}"
        return found.group(1)

    def submit(
        self, url: str, data: dict[str, Any] | None = None, *, at: str | None = None, **more: Any
    ) -> TestResponse:
        """Open the page `url`, fill its form with `data` and send it (to `at` when the form goes elsewhere)."""
        return self.post(at or url, data={"csrf_token": self.token(url), **(data or {})}, **more)

"""How a page is judged: by axe, and by whether anything scrolls sideways or is cut.

A page is read once. Another that differs from it by its words alone has the same elements, roles and colours: axe has
nothing new to say of it. Its width is measured again, since long words change it.
"""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AxeResults
from playwright.sync_api import Locator, Page

from tests.journeys.serving import AXE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
# What passes is not asked for: telling every element of it takes longer than finding what does not.
EVERYTHING: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# What another width may change of a page whose structure was read already; contrasts are judged whatever the rules.
OF_SIGHT: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]},
    "resultTypes": ["violations"],
}
SIGHTS: tuple[tuple[int, Any, dict[str, Any]], ...] = ((360, "light", EVERYTHING), (1440, "dark", OF_SIGHT))

STATE = """() => ({
    styled: [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet !== null),
    width: document.documentElement.scrollWidth,
    cut: [...document.querySelectorAll('.table-frame')].filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
        .map((frame) => frame.textContent.trim().slice(0, 60)),
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    ready: typeof axe === 'object',
    html: document.documentElement.outerHTML,
})"""
JUDGE = Path(__file__).with_name("judge.js").read_text(encoding="utf-8")

# Words, keys and addresses; whether there is any text is kept.
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
VALUES = re.compile(r' (?:href|value|content|nonce|action|title|datetime|selected|checked)(?:="[^"]*")?')
WORDS = re.compile(r">[^<]*[^<\s][^<]*<")
BLANK = re.compile(r"\s+")
TWICE = re.compile(r"(<(tr|li|option)\b.*?</\2>)\s*(?:\1\s*)+")
# The pages and the kinds of text found sound so far, by this process.
PAGES: set[tuple[str, int, bool, bool]] = set()
TEXTS: set[str] = set()


def structure(html: str) -> str:
    """What is left of a page without its words: elements, roles, classes and where there is text."""
    bare = WORDS.sub(">…<", VALUES.sub("", KEY.sub("#", html)))
    return TWICE.sub(r"\1", BLANK.sub(" ", bare))


def read(page: Page, rules: dict[str, Any] = EVERYTHING) -> None:
    """Assert that axe finds nothing, that nothing scrolls sideways, and that no table is cut."""
    page.wait_for_load_state("load")
    state = page.evaluate(STATE)
    assert state["styled"], f"{page.url} has no style"
    width = page.viewport_size["width"]  # type: ignore[index]
    assert state["width"] == width, f"{page.url} is {state['width']} pixels wide"
    assert state["cut"] == [], f"{page.url} at {width} pixels: a table is cut at the edge of its frame"
    key = structure(state["html"]), width, state["dark"], rules is EVERYTHING
    if key in PAGES:
        return
    if not state["ready"]:  # a page seen twice keeps it
        page.add_script_tag(url=AXE).evaluate("script => script.remove()")
    judged = page.evaluate(JUDGE, [rules, sorted(TEXTS)])
    found = AxeResults(judged)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    PAGES.add(key)
    TEXTS.update(judged["texts"])


def follow(way: Locator) -> None:
    """Click, and wait for the page it leads to: what is read at once would else be the page that is left."""
    with way.page.expect_navigation():
        way.click()


def look(page: Page) -> None:
    """Assert that the page as it stands is sound narrow and light, wide and dark; the sight it is in comes first."""
    here = page.viewport_size["width"]  # type: ignore[index]
    for width, scheme, rules in sorted(SIGHTS, key=lambda sight: sight[0] != here):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        read(page, rules)

"""A real browser on the real application, served on a free port: what a journey needs."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.orm import Session, scoped_session
from werkzeug.serving import make_server

from parcours_app.models import Account
from tests.databases import required
from tests.pages import PageClient

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Axe()
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
STYLED = "[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet !== null)"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
# What passes is not asked for: telling every element of it takes longer than finding what does not.
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
# What another width and other colours may change of a page whose structure was read already.
OF_SIGHT = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}}
RUN = "options => axe.run(options).then(({violations, url}) => ({violations, url}))"
ON_POSTGRESQL = re.compile(r"[\[-]postgresql[\]-]")
SIGHTS: tuple[tuple[int, Any, dict[str, Any]], ...] = ((360, "light", AXE_OPTIONS), (1440, "dark", OF_SIGHT))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A journey is about pages in a browser; what they read and write is tested on both databases elsewhere."""
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    twice = [item for item in here if ON_POSTGRESQL.search(item.name)]
    if twice:
        items[:] = [item for item in items if item not in twice]
        config.hook.pytest_deselected(items=twice)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if required():
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the application, served until the end of the test."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def visit(
    app: Flask,
    site: str,
    chromium: Browser,
    session: scoped_session[Session],
    client_of: Callable[[Account], PageClient],
) -> Iterator[Callable[..., Page]]:
    """visit(account, width=…, scheme=…, script=…): a browser signed in, on the first page of that role."""
    contexts = []

    def signed_in(account: Account, width: int = 1440, scheme: str = "light", *, script: bool = True) -> Page:
        session.refresh(account)
        session.commit()  # what is read anew here would hold the lock that signing in needs
        cookie = client_of(account).get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie
        session.commit()  # nothing of the test's own work may hold the lock while the browser writes
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto("/?lang=fr")
        return page

    yield signed_in
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def accessible() -> Callable[..., None]:
    """accessible(page, rules): axe finds nothing, nothing scrolls sideways."""

    def check(page: Page, rules: dict[str, Any] = AXE_OPTIONS) -> None:
        # On a loaded machine the test server may drop a stylesheet's request: a page without it is judged for nothing.
        page.wait_for_load_state("load")
        if not page.evaluate(STYLED):
            page.reload(wait_until="load")
        assert page.evaluate(STYLED), f"{page.url} has no style"
        if not page.evaluate("typeof axe === 'object'"):  # a page seen twice keeps it
            page.evaluate(AXE.axe_script)
        found = AxeResults(page.evaluate(RUN, rules))
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width == page.viewport_size["width"], f"{page.url} is {width} pixels wide"  # type: ignore[index]

    return check


@pytest.fixture(scope="session")
def seen(accessible: Callable[..., None]) -> Callable[[Page], None]:
    """seen(page): the page as it stands is accessible narrow and light, and still is wide and dark."""

    def check(page: Page) -> None:
        for width, scheme, rules in SIGHTS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            accessible(page, rules)

    return check

"""A real browser on the real application, served on a free port: what a journey needs."""

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy.orm import Session, scoped_session

from parcours_app.models import Account
from tests.databases import required
from tests.journeys.reading import look, read
from tests.journeys.serving import served
from tests.pages import PageClient

# The one without a window draws the same pages at half the price.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",  # no process of its own for a screen that is not there
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    # A page lives for a second: what makes its scripts faster in the long run is never paid back.
    "--js-flags=--no-opt --no-maglev --single-threaded --min-semi-space-size=64",
]
ON_POSTGRESQL = re.compile(r"[\[-]postgresql[\]-]")


@pytest.hookimpl(trylast=True)  # once tests are grouped by the database they ask for
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A journey is about pages in a browser; what they read and write is tested on both databases elsewhere."""
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    others = [item for item in items if item not in set(here)]
    twice = [item for item in here if ON_POSTGRESQL.search(item.name)]
    if twice:
        config.hook.pytest_deselected(items=twice)
    # At the head of the whole: one process plays them all, in one browser, while the others begin with the rest.
    items[:] = [*(item for item in here if item not in set(twice)), *others]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        if required():
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def site(_bench: Any) -> Iterator[str]:
    """The address of the application, the same from one journey to the next."""
    with served(_bench[0]) as address:
        yield address


@pytest.fixture(scope="package")
def windows(chromium: Browser, site: str) -> dict[bool, list[BrowserContext]]:
    """Browsers of nobody, by whether they run scripts: they remember the sheets of the site, and nothing else."""
    assert chromium.is_connected(), site
    return defaultdict(list)


@pytest.fixture
def visit(
    app: Flask,
    site: str,
    chromium: Browser,
    windows: dict[bool, list[BrowserContext]],
    session: scoped_session[Session],
    client_of: Callable[[Account], PageClient],
) -> Iterator[Callable[..., Page]]:
    """visit(account, width=…, scheme=…, script=…, at=…): a browser signed in, on its first page or there."""
    lent: list[tuple[bool, BrowserContext]] = []

    def opened(script: bool) -> Page:  # noqa: FBT001 - a key of windows
        context = windows[script].pop() if windows[script] else None
        if context is None:
            context = chromium.new_context(base_url=site, java_script_enabled=script, reduced_motion="reduce")
            context.new_page().set_default_timeout(15_000)
        lent.append((script, context))
        return context.pages[0]

    def signed_in(
        account: Account, width: int = 1440, scheme: Any = "light", *, script: bool = True, at: str = "/"
    ) -> Page:
        session.refresh(account)
        session.commit()  # what is read anew here would hold the lock that signing in needs
        cookie = client_of(account).get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie
        session.commit()  # nothing of the test's own work may hold the lock while the browser writes
        page = opened(script)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="screen", color_scheme=scheme)
        page.goto(f"{at}?lang=fr")
        return page

    yield signed_in
    for script, context in lent:
        context.clear_cookies()
        context.pages[0].goto("/healthz")  # of the same site: a browser starts anew for any other
        windows[script].append(context)


@pytest.fixture(scope="session")
def accessible() -> Callable[..., None]:
    """accessible(page, rules): axe finds nothing, nothing scrolls sideways."""
    return read


@pytest.fixture(scope="session")
def seen() -> Callable[[Page], None]:
    """seen(page): the page as it stands is accessible narrow and light, and still is wide and dark."""
    return look

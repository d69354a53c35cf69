"""Takes the README's screenshots from a demonstration started for the purpose: `python docs/screenshots.py`."""

import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "screenshots"
SHOTS = (
    ("counsellor", "/counsellor/", "journee"),
    ("counsellor", "first case", "dossier"),
    ("beneficiary", "/beneficiary/", "mon-parcours"),
    ("supervisor", "/supervisor/totals?by=region", "totaux"),
)


def main() -> None:
    """Write one PNG per main screen."""
    PLACE.mkdir(exist_ok=True)
    with demonstration() as (site, accesses), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_here(), args=["--no-sandbox"])
        for role, path, name in SHOTS:
            take(browser, site, accesses[role], path, PLACE / f"{name}.png")
        browser.close()


def browser_here() -> str:
    """The chromium of this machine."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-headless-shell", "chromium-browser"))), None)
    if found is None:
        raise SystemExit("Install chromium first: the screenshots are taken with it.")
    return found


@contextmanager
def demonstration() -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """A demonstration on a free port and a throw-away home: its address, and e-mail and password by role."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        process = subprocess.Popen(
            [sys.executable, "-c", "import sys, wsgi; sys.exit(wsgi.main())", "demo", "--port", str(port)],
            cwd=ROOT,
            env={"PARCOURS_HOME": home, "PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            text=True,
        )
        accesses: dict[str, tuple[str, str]] = {}
        for line in process.stdout or ():
            if found := re.match(r"(\w+) +(\S+@\S+) +(\S+)$", line.strip()):
                accesses[found[1]] = (found[2], found[3])
            if "Ctrl-C" in line:
                break
        try:
            yield f"http://127.0.0.1:{port}", accesses
        finally:
            process.terminate()
            process.wait(40)


def take(browser: Browser, site: str, access: tuple[str, str], path: str, target: Path) -> None:
    """Sign in and photograph one page: its first 1,000 pixels, those from its table on where a question comes first."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="fr-FR").new_page()
    page.goto(f"{site}/login")
    page.fill("input[name=email]", access[0])
    page.fill("input[type=password]", access[1])
    page.click("main button[type=submit]")
    if path == "first case":
        page.goto(f"{site}/counsellor/cases?stage=refresher")
        if page.locator("tbody a").count() == 0:
            page.goto(f"{site}/counsellor/cases")
        page.locator("tbody a").first.click()
    else:
        page.goto(site + path)
    if page.locator("form[role=search]").count() and path.startswith("/supervisor"):
        page.evaluate("document.querySelector('main > h2').scrollIntoView({behavior: 'instant'})")
    page.screenshot(path=target)


if __name__ == "__main__":
    main()

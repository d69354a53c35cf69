"""The demonstration, for real: it starts, prints four accounts, and each opens its home page."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOMES = {"counsellor": "/counsellor/", "beneficiary": "/beneficiary/", "supervisor": "/supervisor/"}
HOMES["administrator"] = "/admin/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(*arguments: str, home: Path) -> list[str]:
    code = "import sys, wsgi; sys.exit(wsgi.main())"
    return [sys.executable, "-c", code, *arguments]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARCOURS_")}
    return {
        **kept,
        "PARCOURS_HOME": str(home),
        "PARCOURS_DATABASE_URL": "sqlite:////nowhere/at/all",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def demonstration(tmp_path):
    port = free_port()
    process = subprocess.Popen(
        command("demo", "--people", "40", "--port", str(port), home=tmp_path),
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and "Ctrl-C" not in (said[-1] if said else ""):
        line = process.stdout.readline()
        assert line or process.poll() is None, "".join(said)
        said.append(line)
    yield port, dict(re.findall(r"^(\w+) +(\S+@\S+ +\S+)$", "".join(said), re.MULTILINE))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=40)


def signed_in_home(port: int, email: str, password: str) -> tuple[int, str]:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    site = f"http://127.0.0.1:{port}"
    with browser.open(f"{site}/login", timeout=30) as page:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
    assert token
    form = {"csrf_token": token[1], "email": email, "password": password}
    with browser.open(f"{site}/login", urllib.parse.urlencode(form).encode(), timeout=30) as page:
        return page.status, urllib.parse.urlsplit(page.url).path


def test_four_printed_accounts_open_their_home_page(demonstration):
    port, printed = demonstration
    assert set(printed) == set(HOMES)
    for role, access in printed.items():
        email, password = access.split()
        assert signed_in_home(port, email, password) == (200, HOMES[role])


def test_a_taken_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            command("demo", "--port", port, home=tmp_path),
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.strip().endswith("choose another one with --port.")
    assert "Traceback" not in done.stderr

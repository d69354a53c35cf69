"""`parcours demo`: simulated people, one account per role, the production web server. Touches its own database only."""

import secrets
import socket
import sys
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask, current_app
from flask_babel import gettext
from flask_migrate import upgrade

from parcours_app import create_app
from parcours_app.cli.serve import serve_until_stopped
from parcours_app.extensions import db
from parcours_app.jobs.figures import remember
from parcours_app.scope import Viewer, operator
from parcours_app.services.demonstrated_catalogue import stock_catalogue
from parcours_app.services.demonstrated_series import show_series
from parcours_app.services.demonstration import Access, grant, populated
from parcours_app.services.folding import fold
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from parcours_app.settings import Environment, Settings, make_folder

HOST = "127.0.0.1"
FILE = "demo.sqlite"
KEY_FILE = "demo.key"


@click.command()
@click.option("--people", default=300, show_default=True, type=click.IntRange(20, 100_000), help="How many people.")
@click.option("--seed", default=1, show_default=True, type=int, help="The same seed makes the same people.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--reset", is_flag=True, help="Throw the demonstration's data away and start again.")
@click.pass_context
def demo(context: click.Context, *, people: int, seed: int, port: int, reset: bool) -> None:
    """Try Parcours with simulated people, until Ctrl-C."""
    given: Settings = context.obj()
    _check_port(port)
    make_folder(given.home)
    database = given.home / FILE
    if reset:
        _forget(database)
    settings = replace(
        given,
        database_url=f"sqlite:///{database}",
        environment=Environment.DEMO,
        secret_key=_kept_key(given.home / KEY_FILE),
        base_url=f"http://{HOST}:{port}",
    )
    accesses = _prepared(create_app(settings), people, seed)
    serve_until_stopped(settings, HOST, port, 2, lambda: _show(accesses, port))


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} is taken by another program: choose another one with --port."
            ) from error


def _forget(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)


def _kept_key(path: Path) -> str:
    """The key that signs this demonstration's cookies: made once, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()


def _prepared(app: Flask, people: int, seed: int) -> list[Access]:
    """Migrate, simulate at the first start, and give the four accounts their passwords."""
    with app.app_context():
        upgrade()
        viewer = operator(current_app.extensions["parcours_clock"])
        if not populated(db.session()):
            click.echo(gettext("Simulating %(people)s people…", people=people))
            simulate(Asked(people, seed, viewer.today), lambda done: _progress(done, people))
        stock_catalogue(viewer, seed)
        show_series(viewer)
        accesses = grant(viewer, current_app.extensions["parcours_passwords"].hash)
        _make_ready(viewer)
        db.engine.dispose()
        return accesses


def _make_ready(viewer: Viewer) -> None:
    """What the worker does for figures, as none runs here: fold the counts, decide what is withheld of past days."""
    click.echo(gettext("Preparing the figures…"))
    fold(viewer.today)
    while remember(current_app.extensions["parcours_clock"]):
        pass


def _progress(done: int, people: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done}/{people}", nl=done == people, err=True)


def _show(accesses: list[Access], port: int) -> None:
    click.echo(gettext("Parcours is ready: http://%(address)s", address=f"{HOST}:{port}"))
    for access in accesses:
        click.echo(f"{access.role.value:<14} {access.email:<36} {access.password}")
    click.echo(gettext("Stop with Ctrl-C."))
    sys.stdout.flush()

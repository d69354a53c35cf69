"""`parcours serve`: the production web server, gunicorn with sync workers; `parcours demo` runs the same one."""

from collections.abc import Callable

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from parcours_app import create_app
from parcours_app.settings import Settings, with_secret_key


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn around one application, made anew in each worker so that no connection is shared."""

    def __init__(self, settings: Settings, options: dict[str, object]) -> None:
        self._settings = settings
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn our options; its own files and environment are not read."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application of one worker."""
        return create_app(self._settings)


def serve_until_stopped(
    settings: Settings, host: str, port: int, workers: int, ready: Callable[[], None] | None = None
) -> None:
    """Serve until a signal stops it; `ready` is called once the port is open."""
    Server(
        settings,
        {
            "bind": [f"{_bracketed(host)}:{port}"],
            "workers": workers,
            "worker_class": "sync",
            "control_socket_disable": True,
            "proc_name": "parcours",
            "timeout": 60,
            "graceful_timeout": 30,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "loglevel": "warning",
            "when_ready": lambda server: ready() if ready and server else None,
        },
    ).run()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.pass_context
def serve(context: click.Context, host: str, port: int, workers: int) -> None:
    """Serve the site until Ctrl-C, behind a buffering proxy."""
    given: Settings = context.obj()
    settings = with_secret_key(given)  # before the workers are forked: they share it
    if settings is not given:
        click.echo("Warning: PARCOURS_SECRET_KEY is not set, so everybody signs in again after a restart.", err=True)
    if settings.on_sqlite:
        click.echo("Warning: SQLite serves one team; set PARCOURS_DATABASE_URL to PostgreSQL for more.", err=True)
    create_app(settings)  # a refusal to start is said here, once, and not by every worker
    serve_until_stopped(
        settings, host, port, workers, lambda: click.echo(f"Parcours: http://{_bracketed(host)}:{port}")
    )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host

"""The entry points: `main` is the `parcours` command, `create` makes the WSGI application for any server."""

import sys

from flask import Flask

import config
from parcours_app import create_app
from parcours_app.cli import run
from parcours_app.settings import require_secret_key


def main() -> None:
    """The command line."""
    sys.exit(run(config.from_environment))


def create() -> Flask:
    """The application of this environment, for example `gunicorn 'wsgi:create()'`; refuses to start without a key."""
    settings = config.from_environment()
    require_secret_key(settings)
    return create_app(settings)


if __name__ == "__main__":
    main()

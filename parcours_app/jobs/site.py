"""Where background work stands: inside the application, at its public address, so that links lead to the site."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from parcours_app.settings import Settings


@contextmanager
def at_the_site(app: Flask) -> Iterator[None]:
    """A context of its own, whose database session ends with it, with addresses under PARCOURS_BASE_URL."""
    settings: Settings = app.extensions["parcours_settings"]
    with app.app_context(), app.test_request_context(base_url=settings.base_url):
        yield

"""The open-data package as the nation's supervisor downloads it, to be published as it is."""

from collections.abc import Mapping
from functools import partial
from importlib.metadata import version

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.extensions import french
from parcours_app.queries.indicators import named
from parcours_app.queries.open_data import anybody, open_data, register_asked
from parcours_app.queries.prepared_rates import figures
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.files import asked_again, attached
from parcours_app.web.supervisor.preparing import awaited, preparing
from parcours_app.web.supervisor.totals_asked import DAYS, asked_of
from parcours_app.web.viewing import current_viewer
from parcours_app.writers.datapackage import package_files, write_zip


def offered(viewer: Viewer) -> bool:
    """Whether a page gives it: what is published is the nation's."""
    return not (viewer.organisation or viewer.region)


def file() -> ResponseReturnValue:
    """The archive, made from prepared answers when a page cannot wait for so many people."""
    viewer = current_viewer()
    if not offered(viewer):
        abort(404)
    asked, wrong = asked_of(request.args, viewer)
    if set(wrong) & DAYS:
        return asked_again("programme")
    found = awaited(viewer, figures(anybody(viewer), named(()), register_asked(asked.on, asked.known)))
    if found.answer is None:
        _say(preparing(found))
        return redirect(url_for("supervisor.programme", on=asked.on, known=asked.known))
    package = open_data(viewer, found.answer, version("parcours"))
    stem = f"parcours-open-data-{asked.on.isoformat()}-{asked.known.isoformat()}"
    return attached(f"{stem}.zip", "application/zip", partial(write_zip, package_files(package, french), package.day))


def _say(words: Mapping[str, str] | None) -> None:
    if words:
        said = {"title": words["title"], "text": words["text"]}
        flash(gettext("Open data – %(title)s. %(text)s", **said), words["kind"])

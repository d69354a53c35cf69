"""The open-data package as the nation's supervisor downloads it, to be published as it is."""

from importlib.metadata import version

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from parcours_app.queries.indicators import too_many
from parcours_app.queries.open_data import open_data
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.totals_asked import asked_of
from parcours_app.web.viewing import current_viewer
from parcours_app.writers.datapackage import package_files, zipped


def offered(viewer: Viewer) -> bool:
    """Whether a page gives it: what is published is the nation's."""
    return not (viewer.organisation or viewer.region)


def file() -> ResponseReturnValue:
    """The archive; of a programme too large for a page to wait, the command line makes it."""
    viewer = current_viewer()
    if not offered(viewer):
        abort(404)
    if too_many(viewer):
        flash(
            gettext("Too many people for a page to wait: the command “parcours opendata” makes this file."), "warning"
        )
        return redirect(url_for("supervisor.programme"))
    asked, _wrong_names = asked_of(request.args, viewer)
    package = open_data(viewer, asked.on, asked.known, version("parcours"), _french)
    stem = f"parcours-open-data-{asked.on.isoformat()}-{asked.known.isoformat()}"
    content = zipped(package_files(package, _french), package.day)
    attached = f'attachment; filename="{stem}.zip"'
    return Response(content, mimetype="application/zip", headers={"Content-Disposition": attached})


def _french(text: str) -> str:
    with force_locale("fr"):
        return str(gettext(text))

"""The open-data package as the nation's supervisor downloads it, to be published as it is."""

from importlib.metadata import version

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from parcours_app.queries.indicators import too_many
from parcours_app.queries.open_data import open_data
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.totals_asked import asked_of
from parcours_app.web.viewing import current_viewer
from parcours_app.writers.datapackage import package_files, zipped


def offered(viewer: Viewer) -> bool:
    """Whether a page gives it: to the nation, and while its people can be replayed before somebody stops waiting."""
    return not (viewer.organisation or viewer.region) and not too_many(viewer)


def file() -> ResponseReturnValue:
    """The archive; the command line makes the one of a programme too large for a page."""
    viewer = current_viewer()
    if not offered(viewer):
        abort(404)
    asked, _wrong_names = asked_of(request.args, viewer)
    package = open_data(viewer, asked.on, asked.known, version("parcours"), _french)
    stem = f"parcours-open-data-{asked.on.isoformat()}-{asked.known.isoformat()}"
    content = zipped(package_files(package, _french), package.day)
    attached = f'attachment; filename="{stem}.zip"'
    return Response(content, mimetype="application/zip", headers={"Content-Disposition": attached})


def _french(text: str) -> str:
    with force_locale("fr"):
        return str(gettext(text))

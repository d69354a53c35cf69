"""`parcours opendata`: the figures anybody may download, in a folder or an archive, under public rules."""

from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from shutil import copyfileobj

import click
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.days import KNOWN, ON
from parcours_app.cli.terminal import in_application
from parcours_app.extensions import french, reading
from parcours_app.queries.indicators import indicators, named
from parcours_app.queries.open_data import anybody, open_data, register_asked
from parcours_app.scope import operator
from parcours_app.writers import passing
from parcours_app.writers.datapackage import package_files, write_zip


@click.command("opendata")
@click.argument("destination", type=click.Path(path_type=Path), metavar="DEST")
@ON
@KNOWN
@in_application
def opendata(*, destination: Path, on: date | None, known: date | None) -> None:
    """Write the open-data package to DEST: an archive when it ends with .zip, a folder otherwise."""
    viewer = operator(current_app.extensions["parcours_clock"])
    days = (on or viewer.today, known or viewer.today)
    with reading():
        answers = indicators(anybody(viewer), named(()), register_asked(*days))
        package = open_data(viewer, answers, version("parcours"))
    files = package_files(package, french)
    if destination.suffix == ".zip":
        # Whole before it takes the place of an earlier one.
        with passing(partial(write_zip, files, package.day)) as archive, destination.open("wb") as kept:
            copyfileobj(archive, kept)
    else:
        _folder(destination, files)
    click.echo(gettext("Open data: %(count)s files in %(path)s", count=len(files), path=str(destination)))


def _folder(destination: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        place = destination / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

"""The outside reference of a demonstration: real monthly figures of the Dares, beside those of the simulated people."""

from sqlalchemy import select

from parcours_app.models import SeriesPoint
from parcours_app.reference.poem import PERIMETER, SERIES, SOURCE
from parcours_app.scope import Viewer
from parcours_app.services.imports import import_series
from parcours_app.services.unit import unit_of_work
from workflows.calendar import add_months

HEADER = "series,year,month,value,unit,perimeter,source"


def show_series(viewer: Viewer) -> None:
    """Import the carried series, as extracted today, when there is none yet: what was imported since is kept."""
    with unit_of_work() as session:
        if session.scalar(select(SeriesPoint.id).limit(1)) is not None:
            return
    import_series(viewer, "\n".join((HEADER, *_lines())).encode())


def _lines() -> list[str]:
    lines = []
    for name, (unit, first, figures) in SERIES.items():
        for n, figure in enumerate(figures):
            month = add_months(first, n)
            lines.append(f"{name},{month.year},{month.month},{figure},{unit},{PERIMETER},{SOURCE}")
    return lines

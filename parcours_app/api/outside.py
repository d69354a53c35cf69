"""What stands beside our figures: the regional pacts, the monthly series of outside sources. Never added to ours."""

from http import HTTPStatus
from typing import Any

from flask_babel import gettext

from parcours_app.api.bodies import bad_field, refused
from parcours_app.api.caller import viewer
from parcours_app.api.files import file_asked
from parcours_app.api.preparing import at_hand
from parcours_app.api.problems import Problem
from parcours_app.api.routes import answers, may_prepare, takes
from parcours_app.api.schemas.figures import ProgrammeAsked
from parcours_app.api.schemas.outside import PactsSchema, SeriesAsked, SeriesSchema
from parcours_app.queries.outside_sheets import pacts_sheet, series_document, series_sheet
from parcours_app.queries.pacts import pact_lines
from parcours_app.queries.series import Named, every_series
from parcours_app.queries.series_known import series_figures
from parcours_app.writers import SHAPES, document
from workflows.engine import sentence

UNNAMED = sentence("“%(field)s” says which series you want as a file: ask without a format to read their names.")
SEVERAL = sentence("“%(field)s” names several series: add their perimeter and their source.")
NAMES = ("series", "perimeter", "source")


@takes(ProgrammeAsked, "query")
@answers(PactsSchema, problems=(422,))
def index_pacts(asked: dict[str, Any]) -> Any:
    """The regional pacts: planned money and targets beside persons trained and entries of your territory."""
    caller = viewer()
    on, known = asked.get("on", caller.today), asked.get("known", caller.today)
    found = pact_lines(caller, on, known, extended=asked["extended"])
    sheet = pacts_sheet(found, on, known, compared=not caller.organisation)
    return file_asked(asked, sheet) or document(sheet)


@takes(SeriesAsked, "query")
@answers(SeriesSchema, problems=(404, 422))
@may_prepare
def index_series(asked: dict[str, Any]) -> Any:
    """The outside series; when one is named, the months of a year of it, theirs and ours side by side."""
    if not asked.get("series"):
        if asked.get("format") in SHAPES:
            refused(bad_field("series", UNNAMED))
        return {"items": every_series(), "prepared_at": None, "rows": []}
    named = _named(asked)
    found = series_figures(viewer(), named, _year(asked, named), asked.get("known", viewer().today))
    months = at_hand(found)
    sheet = series_sheet(named, months)
    return file_asked(asked, sheet) or series_document(named, sheet, found.prepared_at)


def _named(asked: dict[str, Any]) -> Named:
    given = {name: asked[name] for name in NAMES if asked.get(name)}
    found = [each for each in every_series() if all(getattr(each, name) == said for name, said in given.items())]
    if not found:
        detail = gettext("There is no series “%(name)s”: ask without it to read their names.", name=asked["series"])
        raise Problem(HTTPStatus.NOT_FOUND, detail)
    if len(found) > 1:
        refused(bad_field("series", SEVERAL))
    return found[0]


def _year(asked: dict[str, Any], named: Named) -> int:
    year: int = asked.get("year", named.years[-1])
    if year not in named.years:
        detail = gettext("The series “%(name)s” says nothing of the year %(year)s.", name=named.series, year=year)
        raise Problem(HTTPStatus.NOT_FOUND, detail)
    return year

"""The seam ledger of the counsellor's organisation: gaps and ends to sew, each leading to its case."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.caseload import referents
from parcours_app.reference.regions import REGIONS
from parcours_app.web.casework.seam_filters import offered
from parcours_app.web.casework.seam_ledger import ledger_values
from parcours_app.web.viewing import current_viewer


def show() -> ResponseReturnValue:
    """The lines that the address describes."""
    viewer = current_viewer()
    choices = offered(owners=referents(viewer), regions=REGIONS, named=True)

    def case_url(case: str) -> str:
        return url_for("counsellor.case", case_id=case)

    heads = {"first": gettext("Person"), "last": gettext("Owner")}
    return render_template(
        "counsellor/seams.html", **ledger_values(viewer, "counsellor.seams", case_url, choices, **heads)
    )

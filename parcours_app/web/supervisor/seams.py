"""The seam ledger of a team or a territory, by case number: never a name."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.directory import followers, organisations
from parcours_app.reference.regions import REGIONS
from parcours_app.web.casework.seam_filters import offered
from parcours_app.web.casework.seam_ledger import ledger_values
from parcours_app.web.viewing import current_viewer


def show() -> ResponseReturnValue:
    """The lines that the address describes."""
    viewer = current_viewer()
    if viewer.organisation:
        choices = offered(owners=followers(viewer.organisation), regions=REGIONS)
    else:
        choices = offered(organisations=organisations(), regions=None if viewer.region else REGIONS)

    def case_url(case: str) -> str:
        return url_for("supervisor.case", case_id=case)

    heads = {"first": gettext("Case number"), "last": gettext("Owner")}
    return render_template(
        "supervisor/seams.html", **ledger_values(viewer, "supervisor.seams", case_url, choices, **heads)
    )

"""The pages of the supervisor: this file is their site map, one add_url_rule per page. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.furniture import menu
from parcours_app.web.supervisor import (
    balance,
    case_lists,
    cases,
    cohorts,
    corrections,
    equity,
    funnels,
    moves,
    open_data,
    pacts,
    programme,
    publications,
    publishing,
    reassign,
    restatements,
    seams,
    series,
    success,
    team,
    totals,
    totals_lists,
)
from parcours_app.web.walls import guard
from workflows.engine import Role, sentence

blueprint = Blueprint("supervisor", __name__, url_prefix="/supervisor")
guard(blueprint, Role.SUPERVISOR)
menu(
    "supervisor",
    ("supervisor.team", sentence("Team")),
    ("supervisor.success", sentence("Success and seams"), "indicator", "cohorts", "equity", "funnel"),
    ("supervisor.reassign", sentence("Reassignment"), "reassign_preview", "reassign_apply"),
    ("supervisor.seams", sentence("Seams")),
    ("supervisor.totals", sentence("Programme totals"), "totals_cases", "balance", "balance_cases"),
    ("supervisor.programme", sentence("Programme targets"), "pacts", "series"),
    ("supervisor.publications", sentence("Publications"), "publish", "publication", "restatement"),
)

blueprint.add_url_rule("/", "team", team.show)
blueprint.add_url_rule("/seams", "seams", seams.show)
blueprint.add_url_rule("/cases", "cases", case_lists.show)
blueprint.add_url_rule("/cases/<case_id>", "case", cases.show)
blueprint.add_url_rule("/cases/<case_id>/name", "reveal", cases.reveal, methods=["POST"])
blueprint.add_url_rule("/cases/<case_id>/moves/<move>", "move", moves.move, methods=["GET", "POST"])
blueprint.add_url_rule("/cases/<case_id>/entries/<entry_id>", "correct", corrections.correct, methods=["GET", "POST"])
blueprint.add_url_rule("/reassign", "reassign", reassign.show)
blueprint.add_url_rule("/reassign/preview", "reassign_preview", reassign.preview, methods=["POST"])
blueprint.add_url_rule("/reassign/apply", "reassign_apply", reassign.apply, methods=["POST"])
blueprint.add_url_rule("/reassign/return", "give_back", reassign.return_now, methods=["POST"])
blueprint.add_url_rule("/totals", "totals", totals.show)
blueprint.add_url_rule("/totals/cases", "totals_cases", totals_lists.show)
blueprint.add_url_rule("/totals/reconciliation", "balance", balance.show)
blueprint.add_url_rule("/totals/reconciliation/cases", "balance_cases", balance.cases)
blueprint.add_url_rule("/success", "success", success.show)
blueprint.add_url_rule("/cohorts", "cohorts", cohorts.show)
blueprint.add_url_rule("/organisations-compared", "funnel", funnels.show)
blueprint.add_url_rule("/equity", "equity", equity.show)
blueprint.add_url_rule("/success/<name>", "indicator", success.detail)
blueprint.add_url_rule("/programme", "programme", programme.show)
blueprint.add_url_rule("/programme/open-data.zip", "open_data", open_data.file)
blueprint.add_url_rule("/programme/pacts", "pacts", pacts.show)
blueprint.add_url_rule("/programme/series", "series", series.show)
blueprint.add_url_rule("/publications", "publications", publications.show)
blueprint.add_url_rule("/publications/new", "publish", publishing.new, methods=["GET", "POST"])
blueprint.add_url_rule("/publications/<publication_id>", "publication", publications.publication)
blueprint.add_url_rule("/publications/<publication_id>.json", "publication_document", publications.document)
blueprint.add_url_rule("/publications/<publication_id>.csv", "publication_table", publications.table)
blueprint.add_url_rule(
    "/publications/<publication_id>/verification", "publication_verification", publications.verification
)
blueprint.add_url_rule("/publications/<publication_id>/changes", "restatement", restatements.show)
for _shape in ("csv", "xlsx", "json"):
    blueprint.add_url_rule(f"/totals.{_shape}", f"totals_{_shape}", totals.file)
    blueprint.add_url_rule(f"/totals/reconciliation.{_shape}", f"balance_{_shape}", balance.file)
    blueprint.add_url_rule(f"/success.{_shape}", f"indicators_{_shape}", success.every)
    blueprint.add_url_rule(f"/success/<name>.{_shape}", f"indicator_{_shape}", success.file)
    blueprint.add_url_rule(f"/programme.{_shape}", f"programme_{_shape}", programme.file)
    blueprint.add_url_rule(f"/programme/pacts.{_shape}", f"pacts_{_shape}", pacts.file)
    blueprint.add_url_rule(f"/programme/series.{_shape}", f"series_{_shape}", series.file)
    blueprint.add_url_rule(f"/equity.{_shape}", f"equity_{_shape}", equity.file)
    blueprint.add_url_rule(f"/cohorts/<table>.{_shape}", f"cohorts_{_shape}", cohorts.file)
    blueprint.add_url_rule(f"/organisations-compared.{_shape}", f"funnel_{_shape}", funnels.file)
    blueprint.add_url_rule(
        f"/publications/<publication_id>/changes.{_shape}", f"restatement_{_shape}", restatements.file
    )

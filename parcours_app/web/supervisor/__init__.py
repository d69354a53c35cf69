"""The pages of the supervisor: this file is their site map, one add_url_rule per page. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.walls import guard
from workflows.engine import Role

blueprint = Blueprint("supervisor", __name__, url_prefix="/supervisor")
guard(blueprint, Role.SUPERVISOR)

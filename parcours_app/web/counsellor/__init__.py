"""The pages of the counsellor: this file is their site map, one add_url_rule per page. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.walls import guard
from workflows.engine import Role

blueprint = Blueprint("counsellor", __name__, url_prefix="/counsellor")
guard(blueprint, Role.COUNSELLOR)

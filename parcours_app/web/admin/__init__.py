"""The pages of the administrator: this file is their site map, one add_url_rule per page. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.walls import guard
from workflows.engine import Role

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
guard(blueprint, Role.ADMINISTRATOR)

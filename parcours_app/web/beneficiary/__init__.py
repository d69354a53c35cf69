"""The pages of the person on the pathway: this file is their site map. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.walls import guard
from workflows.engine import Role

blueprint = Blueprint("beneficiary", __name__, url_prefix="/beneficiary")
guard(blueprint, Role.BENEFICIARY)

"""The pages of the person on the pathway: this file is their site map. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.beneficiary import appointments, messages, pathway, questions
from parcours_app.web.furniture import menu
from parcours_app.web.walls import guard
from workflows.engine import Role, sentence

blueprint = Blueprint("beneficiary", __name__, url_prefix="/beneficiary")
guard(blueprint, Role.BENEFICIARY)
menu(
    "beneficiary",
    ("beneficiary.pathway", sentence("My pathway")),
    ("beneficiary.appointments", sentence("My appointments")),
    ("beneficiary.ask", sentence("Ask a question")),
    ("beneficiary.messages", sentence("My messages")),
)

blueprint.add_url_rule("/", "pathway", pathway.show)
blueprint.add_url_rule("/question", "ask", questions.show, methods=["GET", "POST"])
blueprint.add_url_rule("/appointments", "appointments", appointments.show)
blueprint.add_url_rule("/appointments/<int:n>/unable", "unable", appointments.unable, methods=["POST"])
blueprint.add_url_rule("/appointments/<int:n>/able", "able", appointments.able, methods=["POST"])
blueprint.add_url_rule("/appointments/<int:n>.ics", "appointment_calendar", appointments.calendar)
blueprint.add_url_rule("/messages", "messages", messages.show, methods=["GET", "POST"])
blueprint.add_url_rule("/calendar", "calendar", appointments.feed, methods=["GET", "POST"])

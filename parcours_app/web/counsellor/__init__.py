"""The pages of the counsellor: this file is their site map, one add_url_rule per page. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.counsellor import (
    absence,
    acceptances,
    agenda,
    appointments,
    bookings,
    caseload,
    cases,
    contacts,
    corrections,
    day,
    follow_up,
    handovers,
    identities,
    imports,
    messages,
    missing_data,
    moves,
    opening_facts,
    openings,
    people,
    questions,
    seams,
    session_pages,
    sessions,
)
from parcours_app.web.furniture import menu
from parcours_app.web.walls import guard
from workflows.engine import Role, sentence

blueprint = Blueprint("counsellor", __name__, url_prefix="/counsellor")
guard(blueprint, Role.COUNSELLOR)

SENT = ["GET", "POST"]

blueprint.add_url_rule("/", "day", day.show)
blueprint.add_url_rule("/cases", "caseload", caseload.show)
blueprint.add_url_rule("/seams", "seams", seams.show)
blueprint.add_url_rule("/people/new", "new_person", people.search, methods=SENT)
blueprint.add_url_rule("/people/new/identity", "person_identity", people.identity, methods=SENT)
blueprint.add_url_rule("/people/new/situation", "person_situation", people.situation, methods=SENT)
blueprint.add_url_rule("/people/new/proposal", "person_proposal", people.proposal, methods=SENT)
blueprint.add_url_rule("/people/new/open", "person_open", people.open_case, methods=SENT)
blueprint.add_url_rule("/people/<person_id>/case", "open_for", openings.show, methods=SENT)
blueprint.add_url_rule("/people/<person_id>", "person", identities.show, methods=SENT)
blueprint.add_url_rule("/imports", "imports", imports.index, methods=SENT)
blueprint.add_url_rule("/imports/<run_id>", "import_run", imports.show)
blueprint.add_url_rule("/imports/<run_id>/apply", "import_apply", imports.apply, methods=["POST"])
blueprint.add_url_rule("/imports/<run_id>/drop", "import_drop", imports.drop, methods=["POST"])
blueprint.add_url_rule("/imports/<run_id>/report", "import_report", imports.report)
blueprint.add_url_rule("/messages", "messages", messages.show, methods=SENT)

menu(
    "counsellor",
    ("counsellor.day", sentence("My day"), "follow_up", "missing", "absence"),
    ("counsellor.caseload", sentence("Caseload"), "case", "moves", "move", "correct"),
    ("counsellor.seams", sentence("Seams")),
    ("counsellor.appointments", sentence("Appointments"), "calendar", "appointment"),
    ("counsellor.sessions", sentence("Places and sessions"), "session"),
    ("counsellor.handovers", sentence("Handovers"), "accept"),
    ("counsellor.new_person", sentence("Add a person")),
    ("counsellor.imports", sentence("Imports"), "import_run"),
    ("counsellor.messages", sentence("My messages")),
)

blueprint.add_url_rule("/sessions", "sessions", sessions.show)
blueprint.add_url_rule("/sessions/<session_id>", "session", session_pages.show)
blueprint.add_url_rule("/sessions/<session_id>/places", "session_places", session_pages.set_places, methods=["POST"])
blueprint.add_url_rule("/sessions/<session_id>/dates", "session_move", session_pages.move, methods=["POST"])
blueprint.add_url_rule("/sessions/<session_id>/cancel", "session_cancel", session_pages.cancel, methods=["POST"])
blueprint.add_url_rule("/cases/<case_id>/sessions/<session_id>", "booking", bookings.show, methods=SENT)

blueprint.add_url_rule("/cases/<case_id>", "case", cases.show)
blueprint.add_url_rule("/cases/<case_id>/moves", "moves", moves.index)
blueprint.add_url_rule("/cases/<case_id>/moves/<move>", "move", moves.move, methods=SENT)
blueprint.add_url_rule("/cases/<case_id>/entries/<entry_id>/correct", "correct", corrections.correct, methods=SENT)
blueprint.add_url_rule("/cases/<case_id>/contacts", "contact", contacts.record, methods=["POST"])
blueprint.add_url_rule("/cases/<case_id>/questions/<int:n>", "answer", questions.reply, methods=["POST"])
blueprint.add_url_rule("/handovers", "handovers", handovers.show)
blueprint.add_url_rule("/absence", "absence", absence.show, methods=SENT)
blueprint.add_url_rule("/absence/back", "back", absence.back, methods=["POST"])
blueprint.add_url_rule("/appointments", "appointments", agenda.show)
blueprint.add_url_rule("/calendar", "calendar", agenda.calendar, methods=SENT)
blueprint.add_url_rule("/cases/<case_id>/appointments/new", "appointment_new", appointments.plan, methods=SENT)
blueprint.add_url_rule("/cases/<case_id>/appointments/<int:n>", "appointment", appointments.show)
blueprint.add_url_rule(
    "/cases/<case_id>/appointments/<int:n>/move", "appointment_move", appointments.move, methods=["POST"]
)
blueprint.add_url_rule(
    "/cases/<case_id>/appointments/<int:n>/cancel", "appointment_cancel", appointments.cancel, methods=["POST"]
)
blueprint.add_url_rule(
    "/cases/<case_id>/appointments/<int:n>/close", "appointment_close", appointments.close, methods=["POST"]
)
blueprint.add_url_rule("/cases/<case_id>/appointments/<int:n>.ics", "appointment_calendar", appointments.calendar)
blueprint.add_url_rule("/follow-up", "follow_up", follow_up.show)
blueprint.add_url_rule("/missing", "missing", missing_data.show)
blueprint.add_url_rule("/cases/<case_id>/opening", "opening", opening_facts.show, methods=SENT)
blueprint.add_url_rule("/cases/<case_id>/accept", "accept", acceptances.accept_case, methods=SENT)
blueprint.add_url_rule("/cases/<case_id>/withdraw", "withdraw", handovers.take_back, methods=["POST"])

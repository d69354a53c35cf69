"""Appointments as the API takes and shows them. No name; the place is for those who go there or follow the case."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import Asked, Yes, text
from workflows.appointments import OUTCOMES, SUBJECTS, WAYS, AppointmentState


class AppointmentAsked(Asked):
    """An appointment to plan; day and hour are those of the wall clock of the organisation."""

    on = fields.Date(required=True)
    hour = fields.Time(required=True, format="%H:%M", metadata={"description": "HH:MM"})
    minutes = fields.Integer(load_default=30, strict=True)
    way = fields.String(load_default="in_person", validate=validate.OneOf(WAYS))
    place = text(200)
    subject = fields.String(required=True, validate=validate.OneOf(SUBJECTS))
    account = text(254, metadata={"description": "The e-mail of the counsellor; yours by default."})


class OutcomeAsked(Asked):
    """What came of an appointment."""

    held = Yes(required=True)
    outcome = fields.String(
        allow_none=True, validate=validate.OneOf(OUTCOMES), metadata={"description": "Needed when it was held."}
    )


class AppointmentSchema(Schema):
    """An appointment."""

    n = fields.Integer()
    uid = fields.String()
    at = fields.DateTime(metadata={"description": "With the offset of the wall clock it was agreed on."})
    zone = fields.String()
    minutes = fields.Integer()
    way = fields.String(validate=validate.OneOf(WAYS))
    place = fields.String(allow_none=True)
    subject = fields.String(validate=validate.OneOf(SUBJECTS))
    account = fields.String(allow_none=True)
    state = fields.String(validate=validate.OneOf([state.value for state in AppointmentState]))
    outcome = fields.String(allow_none=True)
    cancelled_by = fields.String(allow_none=True)
    moved_to = fields.Integer(allow_none=True)
    declined = fields.Boolean(metadata={"description": "The person said they cannot come."})


class ClashSchema(Schema):
    """Another appointment at the same time: said, never refused."""

    whose = fields.String(validate=validate.OneOf(("counsellor", "person")))
    at = fields.DateTime()


class AppointmentPlanned(AppointmentSchema):
    """An appointment just planned."""

    clashes = fields.List(fields.Nested(ClashSchema))


class AppointmentsSchema(Schema):
    """Every appointment of a case, the latest first."""

    items = fields.List(fields.Nested(AppointmentSchema))
    next = fields.String(allow_none=True)

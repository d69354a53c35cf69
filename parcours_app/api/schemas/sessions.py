"""Sessions of the catalogue, as JSON."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import PageAsked, day
from workflows.episode import Kind


class SessionsAsked(PageAsked):
    """Which sessions."""

    kind = fields.String(validate=validate.OneOf([kind.value for kind in Kind]))
    q = fields.String(
        validate=validate.Length(max=100), metadata={"description": "Words, or the start of a ROME or FORMACODE code."}
    )
    region = fields.String(validate=validate.Length(max=3))
    place = fields.String(
        validate=validate.Length(max=10), metadata={"description": "A department, or the start of a postcode."}
    )
    since = fields.Date()
    until = fields.Date()
    shortage = fields.Boolean()
    green = fields.Boolean()
    digital = fields.Boolean()
    free = fields.Boolean(metadata={"description": "With a place left, or an unknown number of places."})


class SessionSchema(Schema):
    """A session, its offer, and how many hold a place or wait."""

    id = fields.String()
    number = fields.String()
    title = fields.String()
    provider = fields.String()
    siret = fields.String(allow_none=True)
    kind = fields.String(allow_none=True)
    rncp = fields.String(allow_none=True)
    hours = fields.Integer(allow_none=True)
    funder = fields.String(allow_none=True)
    permanent = fields.Boolean()
    postcode = fields.String(allow_none=True)
    commune = fields.String(allow_none=True)
    department = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    starts_on = day()
    ends_on = day()
    state = fields.String()
    places = fields.Integer(allow_none=True)
    places_left = fields.Integer(allow_none=True)
    taken = fields.Integer()
    waiting = fields.Integer()
    waiting_since = day()
    shortage = fields.Boolean()
    green = fields.Boolean()
    digital = fields.Boolean()


class SessionPageSchema(Schema):
    """A page of sessions, the soonest first."""

    items = fields.List(fields.Nested(SessionSchema))
    next = fields.String(allow_none=True)

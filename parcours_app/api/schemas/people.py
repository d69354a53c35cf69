"""People as the API takes and shows them: identity, contact, and the facts an opening will freeze. No NIR, ever."""

from marshmallow import Schema, fields

from parcours_app.api.schemas.shapes import Asked, day


class LevelSchema(Asked):
    """A level of education, never without its nomenclature."""

    scheme = fields.String(required=True, metadata={"description": "rncp2019, ft, lheo_old, lheo_new or asp"})
    code = fields.String(required=True)


class PersonAsked(Asked):
    """A person to record. Forms are checked by the service, all at once, so values are taken as they come."""

    given_name = fields.Raw(metadata={"type": "string"}, required=True)
    family_name = fields.Raw(metadata={"type": "string"}, required=True)
    birth_date = fields.Raw(metadata={"type": "string", "format": "date"}, required=True)
    sex = fields.Raw(metadata={"type": "string", "description": "f, m, x or unknown"}, allow_none=True)
    ft_id = fields.Raw(metadata={"type": "string"}, allow_none=True)
    email = fields.Raw(metadata={"type": "string"}, allow_none=True)
    phone = fields.Raw(metadata={"type": "string"}, allow_none=True)
    region = fields.Raw(metadata={"type": "string", "description": "INSEE code; drawn from the postcode if absent"})
    postcode = fields.Raw(metadata={"type": "string"}, allow_none=True)
    level = fields.Raw(metadata={"type": "object"}, allow_none=True)
    diploma_obtained = fields.Raw(metadata={"type": "boolean"}, allow_none=True)
    situations = fields.Raw(metadata={"type": "array", "items": {"type": "string"}}, allow_none=True)
    needs = fields.Raw(
        metadata={"type": "object", "description": "{refresher, domains, support}, as complete_orientation takes them"},
        allow_none=True,
    )


class ContactAsked(Asked):
    """What may change on a person: identity and contact. What past figures count on is frozen in the journal."""

    given_name = fields.Raw(metadata={"type": "string"})
    family_name = fields.Raw(metadata={"type": "string"})
    birth_date = fields.Raw(metadata={"type": "string", "format": "date"})
    ft_id = fields.Raw(metadata={"type": "string"}, allow_none=True)
    email = fields.Raw(metadata={"type": "string"}, allow_none=True)
    phone = fields.Raw(metadata={"type": "string"}, allow_none=True)
    postcode = fields.Raw(metadata={"type": "string"}, allow_none=True)


class PersonName(Schema):
    """Somebody who may be the same person."""

    id = fields.String()
    given_name = fields.String(allow_none=True)
    family_name = fields.String(allow_none=True)
    birth_date = day()


class PersonSchema(PersonName):
    """A person."""

    sex = fields.String(allow_none=True)
    ft_id = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    postcode = fields.String(allow_none=True)
    level = fields.Nested(LevelSchema, allow_none=True)
    diploma_obtained = fields.Boolean(allow_none=True)
    situations = fields.List(fields.String())
    needs = fields.Dict(allow_none=True)
    to_complete = fields.Boolean()


class PersonMade(PersonSchema):
    """A person just recorded, with those who are probably the same."""

    possible_duplicates = fields.List(fields.Nested(PersonName))

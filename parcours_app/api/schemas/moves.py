"""Moves, corrections and entries as the API takes and shows them."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.problem import ReasonSchema
from parcours_app.api.schemas.shapes import LONGEST_ID, LONGEST_TEXT, Asked, Yes, day, text


class MoveAsked(Asked):
    """A move to make. data: the keys of the move (GET …/moves lists them)."""

    move = fields.String(required=True, validate=validate.Length(max=LONGEST_ID))
    effective_on = fields.Date(required=True)
    data = fields.Dict(load_default=dict)
    override_reason = text(LONGEST_TEXT)


class CorrectionAsked(Asked):
    """A correction of an entry: another day, other data (given keys replace the old), or void; and why."""

    entry = fields.String(required=True, validate=validate.Length(max=LONGEST_ID))
    effective_on = fields.Date(allow_none=True)
    data = fields.Dict(allow_none=True)
    void = Yes(load_default=False)
    reason = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_TEXT))


class OnAsked(Asked):
    """The day asked about."""

    on = fields.Date()


class ActorSchema(Schema):
    """Who wrote an entry; account is null for the command line."""

    role = fields.String()
    account = fields.String(allow_none=True)


class EntrySchema(Schema):
    """A journal entry. In `data` accounts are e-mails; a free text is only there as its digest."""

    id = fields.String()
    seq = fields.Integer()
    move = fields.String()
    effective_on = day()
    recorded_at = fields.DateTime(format="iso")
    actor = fields.Nested(ActorSchema)
    data = fields.Dict()
    supersedes = fields.String(allow_none=True)
    void = fields.Boolean()
    overrides = fields.List(fields.String())
    reason = fields.String(allow_none=True, metadata={"description": "Of a correction: the digest of its reason."})


class EntryWritten(EntrySchema):
    """An entry just written, with the version of the case it makes."""

    case_id = fields.String()
    version = fields.Integer()


class JournalEntry(EntrySchema):
    """An entry in the journal, with the hash that chains it, and whether it still holds."""

    hash = fields.String()
    live = fields.Boolean()


class JournalSchema(Schema):
    """The journal of a case, in order of seq."""

    items = fields.List(fields.Nested(JournalEntry))
    next = fields.String(allow_none=True)


class RequirementSchema(ReasonSchema):
    """A guard of a move: met, unmet, or (null) still to be told by the data."""

    title = fields.String()
    met = fields.Boolean(allow_none=True)


class FieldSchema(Schema):
    """A datum of a move."""

    name = fields.String()
    type = fields.String()
    required = fields.Boolean()
    choices = fields.List(fields.String())


class OptionSchema(Schema):
    """A move of the present stage: where it leads (null while it depends on the data), its checklist, its data."""

    move = fields.String()
    label = fields.String()
    to = fields.String(allow_none=True)
    open = fields.Boolean()
    requires = fields.List(fields.Nested(RequirementSchema))
    fields_ = fields.List(fields.Nested(FieldSchema), data_key="fields", attribute="fields")
    episodes = fields.List(fields.String(), metadata={"description": "Those it may name, the likeliest first."})


class OptionsSchema(Schema):
    """Every move of the present stage."""

    items = fields.List(fields.Nested(OptionSchema))
    next = fields.String(allow_none=True)

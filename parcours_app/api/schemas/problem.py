"""The shape of a refusal or an error (RFC 9457, application/problem+json)."""

from marshmallow import Schema, fields


class ReasonSchema(Schema):
    """Why something is refused; the texts are in the caller's language."""

    guard = fields.String(required=True, metadata={"description": "A code: a guard's, or data:<field>."})
    explanation = fields.String(required=True)
    remedy = fields.String(required=True)
    override_by = fields.List(fields.String(), required=True, metadata={"description": "Roles that may pass over it."})


class ProblemSchema(Schema):
    """A refusal or an error."""

    type = fields.String(required=True)
    status = fields.Integer(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), metadata={"description": "Why, when the rules refuse."})
    entry = fields.String(metadata={"description": "The journal entry that would no longer hold."})
    rule_set = fields.String(metadata={"description": "The rule set under which the person may not enter."})
    version = fields.Integer(metadata={"description": "The case's present version; with rule_set, that of the rules."})
    live = fields.String(metadata={"description": "The version of the entry that holds now."})
    person_id = fields.String(metadata={"description": "The person already recorded, if you may see them."})


class PreparingSchema(Schema):
    """What is answered, with Retry-After, while the figures asked for are prepared."""

    detail = fields.String()

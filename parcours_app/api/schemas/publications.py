"""Published figures as the API shows them: what was frozen, its proof, what changed since."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import Asked
from parcours_app.api.schemas.sheets import rows_of
from parcours_app.queries.publications import FILE_CHANGED, QUESTION_CHANGED, TABLE_CHANGED
from parcours_app.queries.restatement_sheet import MEASURE, RECORDED, SHARE
from parcours_app.queries.sheet_fields import dimension
from workflows.totals import DIMENSIONS


class PublishedSchema(Schema):
    """What was published, and when: a table of totals on a day, as known on a day; region null is the nation."""

    title = fields.String()
    reason = fields.String()
    region = fields.String(allow_none=True)
    on = fields.Date()
    known = fields.Date()
    by = fields.List(fields.String())
    published_at = fields.DateTime()


class PublicationSchema(PublishedSchema):
    """A publication; digest is the SHA-256 of its document."""

    id = fields.String()
    digest = fields.String()


class PublicationPage(Schema):
    """A page of publications, the last published first."""

    items = fields.List(fields.Nested(PublicationSchema))
    next = fields.String(allow_none=True)


class VerifiedSchema(PublicationSchema):
    """A publication and its proof. differing: {dimensions…, measure, published, computed}, a count each."""

    intact = fields.Boolean()
    broken = fields.List(
        fields.String(validate=validate.OneOf((FILE_CHANGED, TABLE_CHANGED, QUESTION_CHANGED))),
        metadata={"description": "What is not as published: the document, its table, or the question beside them."},
    )
    differing = fields.List(fields.Dict())


class FrozenAsked(Asked):
    """Which of the two files."""

    format = fields.String(load_default="json", validate=validate.OneOf(("json", "csv")))


class FrozenSchema(PublishedSchema):
    """The document: rows of {dimensions…, persons, entries, trained}; a count masked on that day is null."""

    format = fields.String()
    definitions = fields.List(fields.String())
    definitions_fr = fields.List(fields.String())
    largest_masked = fields.Integer()
    organisations = fields.Dict(keys=fields.String(), values=fields.String())
    rows = fields.List(fields.Dict())
    total = fields.Integer()
    total_entries = fields.Integer(allow_none=True)
    total_trained = fields.Integer(allow_none=True)
    csv_sha256 = fields.String()


class RestatementSchema(Schema):
    """The total of persons published and as known now; each count that changed; the entries recorded since.

    together: {measure, published, now, difference, explained} of everybody, changed or not.
    changed: {dimensions…, measure, published, now, difference, explained}. masked: whether a count is, on one of the
    two days: it is not compared.
    rows: entry by entry and count by count, with the dimensions of the table alone. whole: whether they explain every
    difference to the last unit.
    """

    known = fields.Date()
    published = fields.Integer()
    now = fields.Integer()
    whole = fields.Boolean()
    masked = fields.Boolean()
    together = fields.List(fields.Dict())
    changed = fields.List(fields.Dict())
    rows = rows_of("RestatementRowSchema", (*RECORDED, *map(dimension, DIMENSIONS), MEASURE, SHARE))

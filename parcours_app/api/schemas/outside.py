"""What stands beside our figures, as the API shows it: the money of the pacts, the months of an outside series."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import FileAsked
from parcours_app.api.schemas.sheets import rows_of
from parcours_app.queries.outside_sheets import PACTS, SERIES


class PactsSchema(Schema):
    """The regional pacts: planned money and target beside persons trained and entries; what nobody said is null."""

    rows = rows_of("PactRowSchema", PACTS)


class SeriesAsked(FileAsked):
    """Which series, by its name; its perimeter and its source when several have it. The year, the day known on."""

    series = fields.String(validate=validate.Length(max=80))
    perimeter = fields.String(validate=validate.Length(max=80))
    source = fields.String(validate=validate.Length(max=120))
    year = fields.Integer(metadata={"description": "The last year of the series, unless said."})
    known = fields.Date()


class NamedSchema(Schema):
    """A series, with the years it speaks of."""

    series = fields.String()
    perimeter = fields.String()
    source = fields.String()
    unit = fields.String()
    years = fields.List(fields.Integer())


class SeriesSchema(Schema):
    """The series named, or all of them. rows: the twelve months of the one named, none otherwise.

    prepared_at: when the months of a large territory, as known on a past day, were calculated; null for just now.
    """

    items = fields.List(fields.Nested(NamedSchema))
    prepared_at = fields.DateTime(allow_none=True)
    rows = rows_of("MonthRowSchema", SERIES)

"""Indicators as the API shows them."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import Listed, PeriodAsked, day
from parcours_app.api.schemas.sheets import rows_of
from parcours_app.queries.equity_sheet import FIELDS as EQUITY
from workflows.indicators import BREAKDOWNS


class IndicatorsAsked(PeriodAsked):
    """The period of the cohorts, the days, and the dimensions, separated by commas."""

    by = Listed(validate=validate.Length(max=200), metadata={"description": f"Among {', '.join(BREAKDOWNS)}."})


class IndicatorSchema(Schema):
    """One indicator: rows of {dimensions…, numerator, denominator, rate, open, paused, immature, masked}.

    rate: percent or days, null when there is nothing to divide or when it is masked. prepared_at: when the answer of a
    large territory was calculated, null for just now. note: why a period of no whole years tells nothing, else null.
    """

    name = fields.String()
    version = fields.Integer()
    label = fields.String()
    definition = fields.String()
    about = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        metadata={"description": "The numerator, denominator, window, maturity, source and disclosure rule in words."},
    )
    since = day(data_key="from", attribute="from")
    until = day(data_key="to", attribute="to")
    on = day()
    known = day()
    by = fields.List(fields.String())
    prepared_at = fields.DateTime(allow_none=True)
    note = fields.String(allow_none=True)
    rows = fields.List(fields.Dict())


class IndicatorPage(Schema):
    """Every indicator."""

    items = fields.List(fields.Nested(IndicatorSchema))


class EquitySchema(Schema):
    """The main rates of everybody, then of each group. prepared_at: as for indicators."""

    prepared_at = fields.DateTime(allow_none=True)
    rows = rows_of("EquityRowSchema", EQUITY)

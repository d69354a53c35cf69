"""Cohorts and funnels as the API shows them."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import PeriodAsked, day
from parcours_app.queries.cohort_sheets import SHEETS
from parcours_app.queries.cohorts import GROUPS
from parcours_app.queries.funnels import COMPARED
from workflows.cohorts import ENDINGS, STARTS


class CohortAsked(PeriodAsked):
    """From what to what a cohort is followed, and which group of it."""

    start = fields.String(load_default="opening", validate=validate.OneOf(tuple(STARTS)))
    ending = fields.String(load_default="exit", validate=validate.OneOf(tuple(ENDINGS)))
    group = fields.String(
        validate=validate.Length(max=80), metadata={"description": f"name:value, a name among {', '.join(GROUPS)}."}
    )
    table = fields.String(
        load_default="flow",
        validate=validate.OneOf(tuple(SHEETS)),
        metadata={"description": "The table of a file; JSON holds both."},
    )


class FunnelAsked(PeriodAsked):
    """Between whom the share is compared."""

    by = fields.String(load_default=COMPARED[0], validate=validate.OneOf(COMPARED))


class FigureSchema(Schema):
    """What was asked, said again. prepared_at: when a large territory's answer was calculated, null for just now."""

    since = day(data_key="from", attribute="from")
    until = day(data_key="to", attribute="to")
    on = day()
    known = day()
    prepared_at = fields.DateTime(allow_none=True)


class CohortSchema(FigureSchema):
    """A cohort. flow: a row per stage, {stage, persons, entered, inside, moved_on, left, moved, days, net_days…}.

    curve: a row per day, {day, followed, mature, inside, …}: shares between 0 and 1, each with its _low and _high at
    95 %.  mature_until: days for which everybody has been seen.  withheld: too few people for anything to be said.
    """

    start = fields.String()
    ending = fields.String()
    group = fields.String(allow_none=True)
    persons = fields.Integer(allow_none=True)
    cases = fields.Integer(allow_none=True)
    flow = fields.List(fields.Dict())
    followed = fields.Integer(allow_none=True)
    mature_until = fields.Integer()
    curve = fields.List(fields.Dict())
    withheld = fields.Boolean()
    masked = fields.Boolean()


class FunnelSchema(FigureSchema):
    """Organisations compared, largest first: {key, numerator, denominator, rate, low_95, high_95, low_998, …, verdict}.

    rate and limits are in per cent; overall is null when it is masked. apart: those that are not placed.
    """

    name = fields.String()
    version = fields.Integer()
    by = fields.String()
    overall = fields.Float(allow_none=True)
    rows = fields.List(fields.Dict())
    apart = fields.List(fields.String(allow_none=True))

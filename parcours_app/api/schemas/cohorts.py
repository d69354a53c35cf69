"""Cohorts and funnels as the API shows them."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import PeriodAsked, day
from parcours_app.api.schemas.sheets import rows_of
from parcours_app.queries.cohort_sheets import POINTS, SHEETS, STAGES, shares
from parcours_app.queries.cohorts import GROUPS
from parcours_app.queries.funnel_sheet import PLACED
from parcours_app.queries.funnels import COMPARED
from workflows.codes import CODES
from workflows.cohorts import CAUSES, ENDINGS, STARTS

VALUES = "; ".join(f"{name}: {', '.join(CODES[name])}" for name in GROUPS)


class CohortAsked(PeriodAsked):
    """From what to what a cohort is followed, and which group of it."""

    start = fields.String(load_default="opening", validate=validate.OneOf(tuple(STARTS)))
    ending = fields.String(load_default="exit", validate=validate.OneOf(tuple(ENDINGS)))
    group = fields.String(
        validate=validate.Length(max=80),
        metadata={"description": f"name:value, a name and one of its values. {VALUES}."},
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


MOVED = fields.Dict(
    keys=fields.String(),
    values=fields.Integer(allow_none=True),
    metadata={"description": "How many stays were followed by each stage."},
)


class CohortSchema(FigureSchema):
    """A cohort. flow: a row per stage. curve: a row per day, with the shares of the events of the ending asked.

    mature_until: days for which everybody has been seen. withheld: too few people for anything to be said.
    """

    start = fields.String()
    ending = fields.String()
    group = fields.String(allow_none=True)
    persons = fields.Integer(allow_none=True)
    cases = fields.Integer(allow_none=True)
    flow = rows_of("StageRowSchema", STAGES.values(), moved=MOVED)
    followed = fields.Integer(allow_none=True)
    mature_until = fields.Integer()
    curve = rows_of("DayRowSchema", (*POINTS, *shares(("inside", *CAUSES))))
    withheld = fields.Boolean()
    masked = fields.Boolean()


class FunnelSchema(FigureSchema):
    """Organisations compared, largest first. overall: null when it is masked. apart: those that are not placed."""

    name = fields.String()
    version = fields.Integer()
    by = fields.String()
    overall = fields.Float(allow_none=True)
    rows = rows_of("PlacedRowSchema", PLACED.values())
    apart = fields.List(fields.String(allow_none=True))

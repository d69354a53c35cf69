"""Totals, seams, the pathway and the organisations as the API shows them."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.cases import OrganisationSchema
from parcours_app.api.schemas.moves import FieldSchema
from parcours_app.api.schemas.problem import ReasonSchema
from parcours_app.api.schemas.shapes import LONGEST_ID, Asked, FileAsked, Listed, PageAsked, day
from parcours_app.api.schemas.sheets import rows_of
from parcours_app.api.schemas.standing import SeamSchema
from parcours_app.queries.balance_sheet import BALANCE
from parcours_app.queries.seam_filters import DUE, NOBODY
from workflows.labels import LABELS
from workflows.ledger import STATES
from workflows.totals import DIMENSIONS


class TotalsAsked(FileAsked):
    """The day, the day it was known on, and the dimensions, separated by commas."""

    on = fields.Date()
    known = fields.Date()
    by = Listed(validate=validate.Length(max=200), metadata={"description": f"Among {', '.join(DIMENSIONS)}."})


class TotalsSchema(Schema):
    """Programme totals: rows of {dimensions…, persons, entries, trained, masked}; a masked count is null.

    total: persons, the true total. The totals of entries and of persons trained are null when they are masked.
    """

    on = day()
    known = day()
    by = fields.List(fields.String())
    definition = fields.String()
    rows = fields.List(fields.Dict())
    total = fields.Integer()
    total_entries = fields.Integer(allow_none=True)
    total_trained = fields.Integer(allow_none=True)


class ReconciliationAsked(FileAsked):
    """The day of the first situation, the day it was known on, the day of the last one, the day that was known on."""

    since = fields.Date(metadata={"description": "The end of the month before, unless said."})
    known_then = fields.Date(metadata={"description": "The day of the first situation, unless said."})
    until = fields.Date(metadata={"description": "Today, unless said."})
    known = fields.Date(metadata={"description": "Today, unless said."})


class ReconciliationSchema(Schema):
    """The terms of each stock: opening + added - removed + entered - left = closing; a masked count is null."""

    rows = rows_of("ReconciliationRowSchema", BALANCE)


class ProgrammeAsked(FileAsked):
    """The day, the day it was known on, and whether the extension counts."""

    on = fields.Date()
    known = fields.Date()
    extended = fields.Boolean(load_default=False, metadata={"description": "Until the end of 2023."})


class ProgrammeSchema(Schema):
    """Persons trained against the targets: rows of {public, trained, target, share, needed, measured, expected…}."""

    since = day(data_key="from", attribute="from")
    until = day(data_key="to", attribute="to")
    on = day()
    known = day()
    definition = fields.String()
    rows = fields.List(fields.Dict())


class SeamsAsked(PageAsked):
    """Which seams, as they stand today: another day is refused."""

    on = fields.Date()
    known = fields.Date()

    state = fields.String(validate=validate.OneOf(STATES))
    cause = fields.String(validate=validate.OneOf((NOBODY, *LABELS["seam_cause"])))
    due = fields.String(validate=validate.OneOf(DUE), metadata={"description": "What calls for an act this week."})
    owner = fields.String(
        validate=validate.Length(max=254), metadata={"description": "The e-mail of a referent, or “none”."}
    )
    organisation = fields.String(validate=validate.Length(max=200), metadata={"description": "An id or an exact name."})
    region = fields.String(validate=validate.Length(max=16))
    min_days = fields.Integer(validate=validate.Range(0, 100_000))


class SeamLineSchema(SeamSchema):
    """A line of the ledger with its case: state to_sew, booked, open, closed or not_a_gap.

    due_on: the planned end that calls for a next step, or the last day an open gap may be seamless.
    """

    case = fields.String()
    number = fields.String()
    owner = fields.String(allow_none=True)
    urgency = fields.Integer(allow_none=True)
    due_on = day()
    next_kind = fields.String(allow_none=True)
    next_on = day()
    ahead = fields.Boolean()
    region = fields.String(allow_none=True)
    organisation = fields.String(allow_none=True)


class SeamPage(Schema):
    """A page of seams, the oldest first."""

    definition = fields.String()
    items = fields.List(fields.Nested(SeamLineSchema))
    next = fields.String(allow_none=True)


class PathwayAsked(Asked):
    """Under which pact."""

    pact = fields.String(validate=validate.Length(max=LONGEST_ID))


class StageSchema(Schema):
    """A stage."""

    stage = fields.String()
    label = fields.String()


class MoveSchema(Schema):
    """A move: from which stages, to which, by whom, on what terms, with which data. stays: the stage may not change."""

    move = fields.String()
    label = fields.String()
    sources = fields.List(fields.String(), data_key="from", attribute="from")
    to = fields.List(fields.String())
    stays = fields.Boolean()
    roles = fields.List(fields.String())
    guards = fields.List(fields.Nested(ReasonSchema))
    fields_ = fields.List(fields.Nested(FieldSchema), data_key="fields", attribute="fields")


class PactSchema(Schema):
    """What a pact changes."""

    code = fields.String()
    name = fields.String()
    region = fields.String(allow_none=True)
    narrowing = fields.String(allow_none=True)
    threshold = fields.Integer()
    kinds = fields.Dict(keys=fields.String(), values=fields.String())


class PathwaySchema(Schema):
    """The machine as it is coded."""

    pact = fields.Nested(PactSchema)
    stages = fields.List(fields.Nested(StageSchema))
    moves = fields.List(fields.Nested(MoveSchema))


class ReceiverSchema(OrganisationSchema):
    """An organisation that may be handed a case, and how fast it answers (over twelve months; null below 3 answers)."""

    answers = fields.Integer(allow_none=True)
    median_answer_days = fields.Integer(allow_none=True)


class OrganisationPage(Schema):
    """A page of organisations."""

    items = fields.List(fields.Nested(ReceiverSchema))
    next = fields.String(allow_none=True)

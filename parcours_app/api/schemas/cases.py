"""Cases as the API lists and shows them: a standing on a day, as known on a day. No name, no free text."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import LONGEST_ID, Asked, PageAsked, day
from parcours_app.api.schemas.standing import (
    EmploymentSchema,
    EpisodeSchema,
    ExitSchema,
    HandoverSchema,
    NeedsSchema,
    PauseSchema,
    RedirectionSchema,
    SeamSchema,
    StandInSchema,
    SupportSchema,
    WarningSchema,
)
from parcours_app.queries.case_list import SEAM_STATES
from workflows.stage import Stage


class WhenAsked(Asked):
    """The day asked about, and the day on which it was known."""

    on = fields.Date()
    known = fields.Date()


class CasesAsked(PageAsked):
    """Which cases."""

    stage = fields.String(validate=validate.OneOf([stage.value for stage in Stage]))
    seam = fields.String(validate=validate.OneOf(list(SEAM_STATES)))
    live = fields.Boolean()
    q = fields.String(validate=validate.Length(max=200), metadata={"description": "Case number, or words of a name."})
    person_id = fields.String(validate=validate.Length(max=LONGEST_ID))
    organisation = fields.String(validate=validate.Length(max=200), metadata={"description": "An id or an exact name."})
    region = fields.String(validate=validate.Length(max=16))
    referent = fields.String(validate=validate.Length(max=254), metadata={"description": "The e-mail of an account."})


class OrganisationSchema(Schema):
    """An organisation."""

    id = fields.String()
    name = fields.String(allow_none=True)
    region = fields.String(allow_none=True)


class CaseSchema(Schema):
    """A case on day `on`, as known on `known` (null: now)."""

    id = fields.String()
    number = fields.String()
    person_id = fields.String()
    programme = fields.String()
    pact = fields.String(allow_none=True)
    on = day()
    known = day()
    opened_on = day()
    stage = fields.String()
    stage_since = day()
    version = fields.Integer()
    live = fields.Boolean()
    counts = fields.Boolean()
    merged_into = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    publics = fields.Dict()
    eligibility = fields.Dict()
    organisation = fields.Nested(OrganisationSchema, allow_none=True)
    referent = fields.String(allow_none=True)
    acting = fields.String(
        allow_none=True, metadata={"description": "Who acts on the day asked: the stand-in, else the referent."}
    )
    stand_in = fields.Nested(StandInSchema, allow_none=True)
    needs = fields.Nested(NeedsSchema, allow_none=True)
    support = fields.Nested(SupportSchema, allow_none=True)
    supports = fields.List(fields.Nested(SupportSchema))
    pause = fields.Nested(PauseSchema, allow_none=True)
    pauses = fields.List(fields.Nested(PauseSchema))
    episodes = fields.List(fields.Nested(EpisodeSchema))
    seams = fields.List(fields.Nested(SeamSchema))
    handovers = fields.List(fields.Nested(HandoverSchema))
    exit = fields.Nested(ExitSchema, allow_none=True)
    contract_due_on = day(
        metadata={"description": "During orientation: one month after its notification, or after a redirection."}
    )
    redirections = fields.List(fields.Nested(RedirectionSchema))
    checks = fields.List(fields.Nested(EmploymentSchema))
    warnings = fields.List(fields.Nested(WarningSchema))


class StepSchema(Schema):
    """The episode in progress or the next one booked, in short."""

    kind = fields.String()
    provider = fields.String(allow_none=True)
    on = day()
    planned_end = day()


class CaseLine(Schema):
    """A case in a list, as it stands now."""

    id = fields.String()
    number = fields.String()
    person_id = fields.String()
    version = fields.Integer()
    stage = fields.String()
    stage_since = day()
    opened_on = day()
    live = fields.Boolean()
    region = fields.String(allow_none=True)
    public = fields.String()
    pact = fields.String(allow_none=True)
    organisation_id = fields.String(allow_none=True)
    referent = fields.String(allow_none=True)
    current = fields.Nested(StepSchema, allow_none=True)
    next = fields.Nested(StepSchema, allow_none=True)
    seam_since = day()
    paused_until = day()
    support_level = fields.String(allow_none=True)
    exit_motive = fields.String(allow_none=True)
    exit_on = day()


class CasePage(Schema):
    """A page of cases."""

    items = fields.List(fields.Nested(CaseLine))
    next = fields.String(allow_none=True)

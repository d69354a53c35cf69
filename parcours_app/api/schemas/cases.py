"""Cases as the API takes and shows them: a standing on a day, as known on a day. No name, no free text."""

from marshmallow import Schema, fields, validate

from parcours_app.api.schemas.shapes import LONGEST_ID, Asked, PageAsked, Yes, day, text
from parcours_app.queries.case_list import SEAM_STATES
from workflows.stage import Stage


class EligibilityAsked(Asked):
    """The answers an eligibility rests on; level, birth date and situations come from the person."""

    registered_jobseeker = Yes(load_default=False)
    neet = Yes(load_default=False)
    neet_proof_on = day()
    employed = Yes(load_default=False)
    in_school = Yes(load_default=False)
    in_training = Yes(load_default=False)


class CaseAsked(Asked):
    """A case to open."""

    person_id = fields.String(required=True, validate=validate.Length(max=LONGEST_ID))
    opened_on = fields.Date(required=True)
    pact = text()
    organisation_id = text(200, metadata={"description": "An id or an exact name; your organisation by default."})
    referent = text(254, metadata={"description": "The e-mail of an account."})
    eligibility = fields.Nested(EligibilityAsked, load_default=dict)
    # The same answers may be given flat.
    registered_jobseeker = Yes()
    neet = Yes()
    neet_proof_on = day()
    employed = Yes()
    in_school = Yes()
    in_training = Yes()


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


class JobSchema(Schema):
    """A job found."""

    contract = fields.String()
    starts_on = day()
    ends_on = day()


class NeedsSchema(Schema):
    """What the diagnosis found."""

    refresher = fields.Boolean()
    domains = fields.List(fields.String())
    support = fields.Boolean()
    argued = fields.Boolean()


class SupportSchema(Schema):
    """A spell of support."""

    level = fields.String()
    referent = fields.String(allow_none=True)
    started_on = day()
    ended_on = day()
    motive = fields.String(allow_none=True)


class PauseSchema(Schema):
    """A pause, both days inclusive."""

    since = fields.Date(data_key="from")
    until = fields.Date()
    category = fields.String()
    days = fields.Integer()


class SegmentSchema(Schema):
    """A part of an episode under one organisation."""

    organisation = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    since = fields.Date(data_key="from")
    until = day(data_key="to")


class CertificationSchema(Schema):
    """What an episode aims at and what was obtained of it, over all the episodes of that certification."""

    rncp = fields.String(allow_none=True)
    blocs = fields.List(fields.String())
    obtained = fields.List(fields.String())
    result = fields.String(allow_none=True)


class EpisodeSchema(Schema):
    """One stay. planned_end is shifted by the pauses; planned_end_original is as prescribed."""

    id = fields.String()
    kind = fields.String()
    label = fields.String(allow_none=True)
    state = fields.String()
    provider = fields.String(allow_none=True)
    prescribed_on = day()
    planned_start = day()
    planned_end = day()
    planned_end_original = day()
    started_on = day()
    ended_on = day()
    outcome = fields.String(allow_none=True, metadata={"description": "The motive of the end, or the jury's result."})
    motive = fields.String(allow_none=True)
    result = fields.String(allow_none=True)
    legitimate = fields.Boolean(allow_none=True)
    certification = fields.Nested(CertificationSchema, allow_none=True)
    hours = fields.Integer(allow_none=True)
    funder = fields.String(allow_none=True)
    programme = fields.String(allow_none=True)
    session = fields.String(allow_none=True)
    parallel = fields.Boolean()
    segments = fields.List(fields.Nested(SegmentSchema))


class SeamSchema(Schema):
    """A seam; days of an open one are counted to the day asked, seamless is null while still possible."""

    after = fields.String()
    before = fields.String(allow_none=True)
    days = fields.Integer()
    net_days = fields.Integer()
    seamless = fields.Boolean(allow_none=True)
    cause = fields.String(allow_none=True)
    open = fields.Boolean()
    since = day()
    until = day()
    state = fields.String()


class HandoverSchema(Schema):
    """A request to pass the case on."""

    from_organisation = fields.String(allow_none=True)
    to_organisation = fields.String()
    to_counsellor = fields.String(allow_none=True)
    requested_on = day()
    temporary_until = day()
    state = fields.String()
    decided_on = day()


class ExitSchema(Schema):
    """The end of the time on the pathway; durable under both definitions, null when a date is missing."""

    motive = fields.String()
    on = day()
    type = fields.String()
    job = fields.Nested(JobSchema, allow_none=True)
    durable = fields.Dict(keys=fields.String(), values=fields.Boolean(allow_none=True))


class EmploymentSchema(Schema):
    """An employment check."""

    at_months = fields.Integer()
    employed = fields.String()
    on = day()
    job = fields.Nested(JobSchema, allow_none=True)


class WarningSchema(Schema):
    """Something to look at; nothing is refused for it."""

    code = fields.String()
    text = fields.String()
    episode = fields.String(allow_none=True)


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
    needs = fields.Nested(NeedsSchema, allow_none=True)
    support = fields.Nested(SupportSchema, allow_none=True)
    supports = fields.List(fields.Nested(SupportSchema))
    pause = fields.Nested(PauseSchema, allow_none=True)
    pauses = fields.List(fields.Nested(PauseSchema))
    episodes = fields.List(fields.Nested(EpisodeSchema))
    seams = fields.List(fields.Nested(SeamSchema))
    handovers = fields.List(fields.Nested(HandoverSchema))
    exit = fields.Nested(ExitSchema, allow_none=True)
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

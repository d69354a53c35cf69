"""What a case is made of, as the API shows it: episodes, support, pauses, seams, handovers, exit. No name, no text."""

from marshmallow import Schema, fields

from parcours_app.api.schemas.shapes import day


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
    """A seam; days of an open one are counted to the day asked, seamless is null while still possible.

    outcome: not_a_gap, open, never_followed, overlap, seamless or late.
    """

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
    outcome = fields.String(allow_none=True)
    kind_after = fields.String()
    kind_before = fields.String(allow_none=True)
    accepted = fields.Boolean()
    not_a_gap = fields.Boolean()
    booked_on = day()


class StandInSchema(Schema):
    """A colleague who acts in the referent's place, up to the day `until` inclusive."""

    account = fields.String(metadata={"description": "The colleague's e-mail address."})
    since = day()
    until = day()


class RedirectionSchema(Schema):
    """A request for another orientation, and what was decided."""

    on = day()
    decision = fields.String()


class HandoverSchema(Schema):
    """A request to pass the case on. Without an answer it has expired from `expires_on` on."""

    from_organisation = fields.String(allow_none=True)
    to_organisation = fields.String()
    to_counsellor = fields.String(allow_none=True)
    requested_on = day()
    temporary_until = day()
    returned_on = day(metadata={"description": "The day the case went back, when it was handed over for a time."})
    state = fields.String(metadata={"description": "requested, accepted, declined or expired, on the day asked."})
    remind_on = day()
    expires_on = day()
    decided_on = day()
    readable_until = day(metadata={"description": "The last day the sender may read the case."})
    motive = fields.String(allow_none=True)
    alternative_organisation = fields.String(allow_none=True)


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

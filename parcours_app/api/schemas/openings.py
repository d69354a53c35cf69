"""A case to open, as the API takes it."""

from marshmallow import fields, validate

from parcours_app.api.schemas.shapes import LONGEST_ID, Asked, Yes, day, text


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

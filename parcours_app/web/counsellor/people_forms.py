"""The forms of somebody new: what is searched, who it is, their situation. Reads what is typed; judges no right."""

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional, ValidationError

from parcours_app.readers.contacts import read_ft_id, read_phones
from parcours_app.reference.regions import REGIONS, region_of
from parcours_app.web.counsellor.people_checks import (
    OLDEST,
    born,
    known_ft_id,
    known_phone,
    real_postcode,
    text,
    unsaid,
    whole_email,
)
from parcours_app.web.counsellor.people_choices import (
    ANSWERS,
    UNKNOWN,
    DayField,
    domains,
    levels,
    pacts,
    sexes,
    situations,
)


class PersonForm(FlaskForm):  # type: ignore[misc]
    """A form that knows the day it is filled in."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def sought(self) -> dict[str, Any]:
        """The person as a search takes them; for a form that asks who they are."""
        phones = read_phones(self.phone.data or "", unsaid, self.today)
        return {
            "given_name": self.given_name.data or "",
            "family_name": self.family_name.data or "",
            "birth_date": self.birth_date.data,
            "ft_id": read_ft_id(self.ft_id.data or "", unsaid, self.today) or "",
            "phone": phones[0] if phones else "",
        }


class SearchForm(PersonForm):
    """Who is sought. At least a family name, an identifier or a telephone number."""

    given_name = text(lazy_gettext("Given name"), 100)
    family_name = text(lazy_gettext("Family name"), 100)
    birth_date = DayField(lazy_gettext("Birth date"), [Optional(), born])
    ft_id = text(lazy_gettext("France Travail identifier"), 20, known_ft_id)
    phone = text(lazy_gettext("Telephone"), 30, known_phone, inputmode="tel")

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field, and enough of them to find anybody."""
        good = bool(super().validate(extra_validators))
        if good and not (self.family_name.data or self.ft_id.data or self.phone.data):
            message = gettext("Write at least a family name, a France Travail identifier or a telephone number.")
            self.family_name.errors = [*self.family_name.errors, message]
            return False
        return good


class IdentityForm(PersonForm):
    """Who the person is and how to reach them."""

    given_name = text(lazy_gettext("Given name"), 100, required=lazy_gettext("Write the given name."))
    family_name = text(lazy_gettext("Family name"), 100, required=lazy_gettext("Write the family name."))
    birth_date = DayField(
        lazy_gettext("Birth date"), [InputRequired(lazy_gettext("Write the birth date, for example 31/03/2001.")), born]
    )
    sex = RadioField(lazy_gettext("Sex"), default=UNKNOWN, validate_choice=True)
    postcode = text(
        lazy_gettext("Postcode of the home"),
        10,
        real_postcode,
        required=lazy_gettext("Write the postcode."),
        inputmode="numeric",
    )
    ft_id = text(lazy_gettext("France Travail identifier"), 20, known_ft_id)
    phone = text(lazy_gettext("Telephone"), 30, known_phone, inputmode="tel")
    email = text(lazy_gettext("E-mail address"), 254, whole_email, inputmode="email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sex.choices = sexes()

    def person(self) -> dict[str, Any]:
        """The identity as a service takes it: the telephone in international form, the rest as typed."""
        region = region_of(self.postcode.data or "")
        return self.sought() | {
            "birth_date": self.birth_date.data.isoformat(),
            "sex": self.sex.data,
            "postcode": self.postcode.data,
            "region": region if region in REGIONS else None,
            "email": (self.email.data or "").lower() or None,
        }


class KnownForm(IdentityForm):
    """Somebody already recorded, perhaps from a file that did not say where they live."""

    postcode = text(lazy_gettext("Postcode of the home"), 10, real_postcode, inputmode="numeric")

    def person(self) -> dict[str, Any]:
        """The identity and contact as a service takes them; the region counted was frozen by the opening."""
        return {name: value for name, value in super().person().items() if name != "region"}


class OpeningForm(PersonForm):
    """From which day, under which terms, and on which facts somebody may enter."""

    answers = SelectMultipleField(
        lazy_gettext("On the day the case opens, the person…"), choices=[code for code, _label, _plain in ANSWERS]
    )
    neet_proof_on = DayField(lazy_gettext("Date of the proof"), [Optional()])
    opened_on = DayField(lazy_gettext("The case opens on"), [InputRequired(lazy_gettext("Write the date."))])
    pact = SelectField(lazy_gettext("Terms that apply"), [Optional()])

    def __init__(self, *args: Any, region: str | None, birth_date: date | None, **kwargs: Any) -> None:
        self.born_on = birth_date
        super().__init__(*args, **kwargs)
        self.pact.choices = pacts(region)

    def validate_opened_on(self, field: Any) -> None:
        """A case opens today or before, and after a birth."""
        if field.data and field.data > self.today:
            raise ValidationError(gettext("A case cannot open after today: write today’s date or an earlier one."))
        if field.data and self.born_on and field.data < self.born_on:
            raise ValidationError(gettext("A case cannot open before the person’s birth date: check both dates."))

    def validate_neet_proof_on(self, field: Any) -> None:
        """A proof is not dated tomorrow, and proves something that is said."""
        if field.data and field.data > self.today:
            raise ValidationError(gettext("Check the date of the proof: it cannot be after today."))
        if field.data and field.data < OLDEST:
            raise ValidationError(gettext("Check the date of the proof: its year is too far from today."))

    def eligibility(self) -> dict[str, Any]:
        """The answers the right to enter rests on."""
        given: dict[str, Any] = {code: code in (self.answers.data or ()) for code, _label, _plain in ANSWERS}
        if self.neet_proof_on.data:
            given["neet_proof_on"] = self.neet_proof_on.data.isoformat()
        return given


class SituationForm(OpeningForm):
    """What orientation starts from: level, situations, the basics found difficult, and what the opening asks."""

    level = SelectField(lazy_gettext("Highest level reached"), [InputRequired(lazy_gettext("Choose a level."))])
    diploma_obtained = RadioField(lazy_gettext("Was the diploma of this level obtained?"), default=UNKNOWN)
    situations = SelectMultipleField(lazy_gettext("Situations that open rights or call for care"))
    domains = SelectMultipleField(lazy_gettext("Difficulties with the basics"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level.choices = levels()
        self.diploma_obtained.choices = [
            ("yes", gettext("Yes")),
            ("no", gettext("No")),
            (UNKNOWN, gettext("Not known")),
        ]
        self.situations.choices, self.domains.choices = situations(), domains()

    def person(self) -> dict[str, Any]:
        """The level and situations as a service takes them."""
        scheme, _, code = self.level.data.partition(":")
        told = {"yes": True, "no": False}.get(self.diploma_obtained.data)
        return {
            "level": {"scheme": scheme, "code": code} if code else None,
            "diploma_obtained": told,
            "situations": list(self.situations.data or ()),
        }

"""Checks of what is typed about somebody: each refuses in one sentence that says how to write it. Keeps nothing."""

from typing import Any

from flask_babel import gettext
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from parcours_app.readers.contacts import read_email, read_ft_id, read_phones
from parcours_app.reference.regions import region_of
from workflows.fields import EARLIEST

OLDEST = EARLIEST
PLAIN = {"autocomplete": "off", "spellcheck": "false"}
POSTCODE = 5


def tidy(value: str | None) -> str:
    """What was typed, with single spaces and none around."""
    return " ".join((value or "").replace("\x00", "").split())


def storable(_form: Any, field: Any) -> None:
    """Refuse what no database keeps: half of a pair of characters, control characters."""
    if any(char < " " or "\ud800" <= char <= "\udfff" for char in field.data or ""):
        raise ValidationError(gettext("This text holds characters that cannot be kept. Type it again."))


def born(form: Any, field: Any) -> None:
    """Refuse a birth date that is not one."""
    if field.data and not OLDEST <= field.data <= form.today:
        raise ValidationError(gettext("Check the birth date: it must lie between 1900 and today."))


def known_phone(form: Any, field: Any) -> None:
    """Refuse what no French numbering plan accepts."""
    if field.data and not read_phones(field.data, unsaid, form.today):
        raise ValidationError(gettext("Write a French telephone number of 10 digits, for example 06 12 34 56 78."))


def known_ft_id(form: Any, field: Any) -> None:
    """Refuse what cannot be a France Travail identifier."""
    if field.data and not read_ft_id(field.data, unsaid, form.today):
        raise ValidationError(
            gettext("A France Travail identifier has 8 characters (7 digits and one more) or 11 digits.")
        )


def whole_email(form: Any, field: Any) -> None:
    """Refuse what cannot be an address."""
    if field.data and not read_email(field.data, unsaid, form.today):
        raise ValidationError(gettext("Write a whole e-mail address, for example name@example.org."))


def real_postcode(_form: Any, field: Any) -> None:
    """Refuse a postcode of no department."""
    if field.data and (len(field.data) != POSTCODE or not field.data.isascii() or region_of(field.data) is None):
        raise ValidationError(gettext("Write a French postcode of 5 digits, for example 25000."))


def unsaid(*_args: object, **_params: object) -> None:
    """The form says the error in its own words."""


def text(label: Any, longest: int, *checks: Any, required: Any = None, **render: str) -> StringField:
    """A line of text: tidied, storable, no longer than what is kept, and then checked."""
    first = [InputRequired(required)] if required else [Optional()]
    rules = [*first, Length(max=longest), storable, *checks]
    return StringField(label, rules, filters=[tidy], render_kw=PLAIN | render)

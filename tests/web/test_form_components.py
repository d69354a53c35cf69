"""The questions of a form, drawn from WTForms: labels, hints, choices and errors come from the field itself."""

import html5lib
import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from tests.web.gallery import environment


class Diagnostic(Form):
    family_name = StringField("Nom de famille", [DataRequired("Écrivez le nom."), Length(max=80)])
    born_on = DateField("Date de naissance", description="Comme 28/02/1990.")
    level = SelectField("Niveau", choices=[SelectChoice("3", "CAP"), SelectChoice("4", "Bac")], default="4")
    refresher = RadioField(
        "Remise à niveau", choices=[SelectChoice("yes", "Oui", {"hint": "Dès lundi."}), SelectChoice("no", "Non")]
    )
    domains = SelectMultipleField(
        "Domaines", choices=[SelectChoice("french", "Français"), SelectChoice("digital", "Numérique")]
    )
    agreed = BooleanField("D’accord")
    reason = TextAreaField("Motif", render_kw={"rows": 3})


@pytest.fixture(scope="module")
def env():
    return environment()


def call(env, component, macro, *arguments, **named):
    return str(getattr(env.get_template(f"components/{component}.html").module, macro)(*arguments, **named))


def test_a_form_field_takes_everything_from_wtforms(env):
    form = Diagnostic(MultiDict({"born_on": "", "domains": "french", "reason": "<b>"}))
    assert not form.validate()
    html = "".join(call(env, "form_field", "form_field", bound) for bound in form)
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert html.count("Écrivez le nom.") == 1
    assert 'aria-invalid="true"' in html
    assert '<option value="4" selected>' in html
    assert 'value="french" checked' in html
    assert 'rows="3"' in html
    assert "&lt;b&gt;" in html
    assert "Dès lundi." in html


def test_the_error_summary_leads_to_the_fields(env):
    form = Diagnostic(MultiDict())
    form.validate()
    html = call(env, "error_summary", "form_errors", form)
    assert 'href="#family_name"' in html
    assert call(env, "error_summary", "form_errors", Diagnostic()) == ""

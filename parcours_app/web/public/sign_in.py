"""Signing in and out. The answer to a wrong password and to an unknown address is the same, in words and in time."""

from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from parcours_app.services import sign_in
from parcours_app.web import sessions
from parcours_app.web.furniture import home_url


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Address and password; `next` is where the visitor wanted to go."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [InputRequired(lazy_gettext("Write your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [InputRequired(lazy_gettext("Write your password.")), Length(max=1024)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


def home() -> ResponseReturnValue:
    """The audience's first page, or the sign-in page."""
    return redirect(home_url())


def show() -> ResponseReturnValue:
    """The form, or what it sends; whoever is signed in goes straight home."""
    if request.method == "POST":
        return submit()
    if current_user.is_authenticated and home_url() != url_for("public.sign_in"):
        return redirect(home_url())
    return _page(SignInForm(next=request.args.get("next", "")))


def submit() -> ResponseReturnValue:
    """Open a session and go where the visitor wanted."""
    form = SignInForm()
    if not form.validate():
        return _page(form, 422)
    clock, passwords = current_app.extensions["parcours_clock"], current_app.extensions["parcours_passwords"]
    try:
        secret = sign_in.open_session(
            form.email.data, form.password.data, request.remote_addr or "", passwords, clock.now()
        )
    except sign_in.SignInRefused:
        return _page(form, 401, gettext("This address and this password do not go together. Check both and try again."))
    except sign_in.TooManyFailures:
        return _page(form, 429, gettext("There were too many attempts. Wait five minutes, then try again."))
    sessions.remember(secret)
    return redirect(safe_target(form.next.data) or home_url())


def leave() -> ResponseReturnValue:
    """Close the session, on the server too."""
    sessions.forget()
    flash(gettext("You are signed out."), "success")
    return redirect(url_for("public.sign_in"))


def safe_target(wanted: str | None) -> str | None:
    """`wanted` when it is a path of this site, else None: nobody is sent elsewhere after signing in."""
    if not wanted or not wanted.startswith("/") or not wanted.isprintable() or "\\" in wanted:
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc or wanted.startswith("//") else wanted


def _page(form: SignInForm, status: int = 200, refusal: str = "") -> ResponseReturnValue:
    return render_template("public/sign_in.html", form=form, refusal=refusal), status

"""Which language a page speaks: `?lang=`, then the visitor's choice, then the account's, then the installation's."""

from flask import Flask, current_app, has_request_context, request, session
from flask_babel import get_locale
from flask_login import current_user

from parcours_app.extensions import babel

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "he", "ur"})


def choose_language() -> str | None:
    """A language there is a translation for, or None for the installation's default."""
    if not has_request_context():
        return None
    known = current_app.extensions["parcours_languages"]
    for wanted in (request.args.get("lang"), session.get("lang")):
        if wanted in known:
            return str(wanted)
    profile = current_user.locale if current_user.is_authenticated else None
    return profile if profile in known else None


def remember_choice() -> None:
    """Keep `?lang=` for the following pages; a program asks each time and gets no cookie."""
    if request.path.startswith("/api/"):
        return
    wanted = request.args.get("lang")
    if wanted in current_app.extensions["parcours_languages"] and session.get("lang") != wanted:
        session["lang"] = wanted


def page_language() -> str:
    """The value of the page's lang attribute."""
    return str(get_locale() or current_app.config["BABEL_DEFAULT_LOCALE"]).replace("_", "-")


def page_direction() -> str:
    """The value of the page's dir attribute."""
    return "rtl" if page_language().partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def register(app: Flask) -> None:
    """Find the languages once and give templates `page_language()` and `page_direction()`."""
    with app.app_context():
        found = {str(locale) for locale in babel.list_translations()}
    app.extensions["parcours_languages"] = frozenset(found | {app.config["BABEL_DEFAULT_LOCALE"]})
    app.jinja_env.globals.update(page_language=page_language, page_direction=page_direction)
    app.before_request(remember_choice)

"""Which language an answer speaks: `?lang=`, Accept-Language, the account's, then the installation's. No cookie."""

from flask import current_app, g, request

PREFIX = "/api/"


def speaks_to_a_program() -> bool:
    """Whether the request is for the API: an answer then carries JSON, never a page."""
    return request.path.startswith(PREFIX)


def choose_language() -> str | None:
    """A language there is a translation for, or None for the installation's default."""
    known = current_app.extensions["parcours_languages"]
    asked = [request.args.get("lang"), *(tag for tag, _weight in request.accept_languages)]
    account = g.get("parcours_caller")
    asked.append(account.locale if account else None)
    for tag in asked:
        for wanted in (tag, (tag or "").partition("-")[0]):
            if wanted in known:
                return wanted
    return None

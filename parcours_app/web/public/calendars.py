"""The private calendar of an account, read by its calendar program at an address nobody guesses. No session, no cookie.

An unknown, renewed or ended address does not exist. What is shown is what the account may see, without a name.
"""

from typing import cast

from flask import Response, abort, current_app, request
from flask_babel import force_locale, gettext

from parcours_app.models import Account
from parcours_app.queries.accounts import by_calendar
from parcours_app.queries.calendar_feeds import shown
from parcours_app.scope import viewer_of
from parcours_app.web import ics
from workflows.engine import Role

LONGEST_SECRET = 100


def show(secret: str) -> Response:
    """The calendar; nothing is sent again to a program that has it as it is."""
    account = by_calendar(secret) if secret.isascii() and len(secret) <= LONGEST_SECRET else None
    if account is None:
        abort(404)
    # A signed-in account has the columns of its row that a viewer is made of.
    viewer = viewer_of(cast(Account, account), current_app.extensions["parcours_clock"])
    worded = ics.for_person if viewer.role is Role.BENEFICIARY else ics.for_counsellor
    with force_locale(account.locale or current_app.config["BABEL_DEFAULT_LOCALE"]):
        content = ics.calendar_of([worded(meeting) for meeting in shown(viewer)], gettext("Parcours appointments"))
    answer = Response(content, content_type=f"{ics.MEDIA_TYPE}; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(ics.tag_of(content))
    answer.make_conditional(request)
    return answer

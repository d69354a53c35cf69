"""The pages of the administrator: this file is their site map, one add_url_rule per page. Imports no other audience."""

from flask import Blueprint

from parcours_app.web.admin import accounts, background, imports, offers, organisations, outside, tokens
from parcours_app.web.furniture import menu
from parcours_app.web.walls import guard
from workflows.engine import Role, sentence

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
guard(blueprint, Role.ADMINISTRATOR)
menu(
    "admin",
    ("admin.accounts", sentence("Accounts"), "account", "account_new"),
    ("admin.organisations", sentence("Organisations"), "organisation"),
    ("admin.tokens", sentence("API tokens")),
    ("admin.offers", sentence("Training offers")),
    ("admin.outside", sentence("Outside figures")),
    ("admin.imports", sentence("Imports")),
    ("admin.background", sentence("Scheduled work")),
)

blueprint.add_url_rule("/", "accounts", accounts.show)
blueprint.add_url_rule("/accounts/new", "account_new", accounts.new, methods=["GET", "POST"])
blueprint.add_url_rule("/accounts/<account_id>", "account", accounts.account)
blueprint.add_url_rule("/accounts/<account_id>", "account_change", accounts.change, methods=["POST"])
blueprint.add_url_rule("/accounts/<account_id>/state", "account_state", accounts.set_state, methods=["POST"])
blueprint.add_url_rule("/accounts/<account_id>/password", "account_password", accounts.reset_password, methods=["POST"])
blueprint.add_url_rule("/organisations", "organisations", organisations.show)
blueprint.add_url_rule("/organisations", "organisation_create", organisations.create, methods=["POST"])
blueprint.add_url_rule(
    "/organisations/<organisation_id>", "organisation", organisations.change, methods=["GET", "POST"]
)
blueprint.add_url_rule("/tokens", "tokens", tokens.show)
blueprint.add_url_rule("/tokens/revoke", "token_revoke", tokens.revoke, methods=["POST"])
blueprint.add_url_rule("/imports", "imports", imports.show)
blueprint.add_url_rule("/work", "background", background.show)
blueprint.add_url_rule("/offers", "offers", offers.show)
blueprint.add_url_rule("/offers", "offers_upload", offers.upload, methods=["POST"])
blueprint.add_url_rule("/offers/trades", "trades_upload", offers.upload_list, methods=["POST"])
blueprint.add_url_rule("/outside", "outside", outside.show)
blueprint.add_url_rule("/outside/pacts", "pacts_upload", outside.upload_amounts, methods=["POST"])
blueprint.add_url_rule("/outside/series", "series_upload", outside.upload_series, methods=["POST"])

"""The pages open to anyone: signing in, what must be published, and what machines ask. This file is their site map."""

from flask import Blueprint

from parcours_app.extensions import csrf
from parcours_app.web.public import calendars, probes, published, sign_in, stopping

blueprint = Blueprint("public", __name__)

blueprint.add_url_rule("/", "home", sign_in.home)
blueprint.add_url_rule("/login", "sign_in", sign_in.show, methods=["GET", "POST"])
blueprint.add_url_rule("/logout", "sign_out", sign_in.leave, methods=["POST"])
blueprint.add_url_rule("/accessibility", "accessibility", published.accessibility)
blueprint.add_url_rule("/privacy", "privacy", published.privacy)
blueprint.add_url_rule("/plan", "site_map", published.site_map)
blueprint.add_url_rule("/messages/stop/<token>", "stop_messages", stopping.show, methods=["GET", "POST"])
csrf.exempt(stopping.show)  # a mail program posts without a page before: the signed link is the authority
blueprint.add_url_rule("/healthz", "healthz", probes.healthz)
blueprint.add_url_rule("/readyz", "readyz", probes.readyz)
blueprint.add_url_rule("/metrics", "metrics", probes.metrics)
blueprint.add_url_rule("/calendar/<secret>.ics", "calendar", calendars.show)

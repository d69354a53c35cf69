"""What surrounds every page: the audience's menu, the languages, the account, the way home. Asks no database."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from babel import Locale
from flask import Flask, current_app, request, url_for
from flask_babel import gettext
from flask_login import current_user

from parcours_app.settings import Environment, Settings
from parcours_app.web.languages import page_direction, page_language
from workflows.engine import Role, sentence

# Where each role lands after signing in.
HOMES: Mapping[Role, str] = {
    Role.COUNSELLOR: "counsellor.day",
    Role.BENEFICIARY: "beneficiary.pathway",
    Role.SUPERVISOR: "supervisor.team",
    Role.ADMINISTRATOR: "admin.accounts",
}

FOOTER = (
    ("public.accessibility", sentence("Accessibility")),
    ("public.privacy", sentence("Privacy")),
    ("public.site_map", sentence("Site map")),
)

# Pages that are made inside one organisation: whoever belongs to none has nothing to do there.
INSIDE = frozenset({"supervisor.reassign"})

_menus: dict[str, tuple[tuple[str, ...], ...]] = {}


def menu(audience: str, *items: tuple[str, ...]) -> None:
    """Declare the menu of an audience, in order: (endpoint, English label, the pages that lie under it…)."""
    _menus[audience] = items


def home_url() -> str:
    """The first page of whoever is asking; the sign-in page for an anonymous visitor."""
    endpoint = HOMES.get(current_user.role) if current_user.is_authenticated else None
    return url_for(endpoint if endpoint in current_app.view_functions else "public.sign_in")


def navigation() -> list[dict[str, Any]]:
    """The signed-in role's menu, the current page marked, or the one it lies under."""
    if not current_user.is_authenticated:
        return []
    audience = HOMES[current_user.role].partition(".")[0]
    page = str(request.endpoint).removeprefix(f"{audience}.")
    return [
        {
            "url": url_for(endpoint),
            "label": gettext(label),
            "current": endpoint == request.endpoint,
            "holds": page in under,
        }
        for endpoint, label, *under in _menus.get(audience, ())
        if endpoint not in INSIDE or current_user.organisation_id
    ]


def language_links() -> list[dict[str, Any]]:
    """One link to this same page per language there is."""
    path, present = quote(request.path), page_language()
    kept = {name: values for name, values in request.args.to_dict(flat=False).items() if name != "lang"}
    return [
        {
            "url": path + "?" + urlencode({**kept, "lang": code}, doseq=True),
            "label": (Locale.parse(code).get_display_name(code) or code).capitalize(),
            "lang": code.replace("_", "-"),
            "current": code == present,
        }
        for code in sorted(current_app.extensions["parcours_languages"], key=lambda code: (code != "fr", code))
    ]


def surroundings() -> dict[str, Any]:
    """What base.html may show, whatever the page."""
    settings: Settings = current_app.extensions["parcours_settings"]
    signed_in = current_user.is_authenticated
    return {
        "language": page_language(),
        "text_direction": page_direction(),
        "audience": HOMES[current_user.role].partition(".")[0] if signed_in else "public",
        "home_url": home_url(),
        "navigation": navigation(),
        "language_links": language_links() if request.method == "GET" else [],
        "account_label": current_user.display_name if signed_in else "",
        "sign_out_url": url_for("public.sign_out") if signed_in else "",
        "environment_label": gettext("Demonstration") if settings.environment is Environment.DEMO else "",
        "footer_links": [{"url": url_for(endpoint), "label": gettext(label)} for endpoint, label in FOOTER],
    }


def register(app: Flask) -> None:
    """Give every template its surroundings."""
    app.context_processor(surroundings)

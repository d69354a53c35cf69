"""The first wall: who may ask for a page. A page is guarded by its blueprint or declared public; there is no third way.

Knows roles only: which case a person may see is the business of `parcours_app.scope`.
"""

from flask import Blueprint, Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workflows.engine import Role

# Pages open to a visitor who has not signed in. Each one is a decision: add with care.
PUBLIC = {
    "static",
    "public.home",
    "public.sign_in",
    "public.sign_out",
    "public.accessibility",
    "public.privacy",
    "public.site_map",
    "public.healthz",
    "public.readyz",
    "public.metrics",
    # Opened by a long secret in its address, which only its owner was shown.
    "public.calendar",
    # Opened by a signature made for one reader.
    "public.stop_messages",
    "api-docs.openapi_json",
}

GUARDED: dict[str, frozenset[Role]] = {}


def guard(blueprint: Blueprint, *roles: Role) -> None:
    """Let only `roles` through this blueprint: anonymous visitors go to sign in, others get a 403."""
    allowed = frozenset(roles)
    GUARDED[blueprint.name] = allowed

    def check() -> ResponseReturnValue | None:
        if not current_user.is_authenticated:
            return redirect(url_for("public.sign_in", next=_wanted()))
        if current_user.role not in allowed:
            abort(403)
        return None

    blueprint.before_request(check)


def declare(blueprint_name: str, *roles: Role) -> None:
    """Record a blueprint that guards itself in another way, such as the API with its tokens."""
    GUARDED[blueprint_name] = frozenset(roles)


def check_every_route_is_declared(app: Flask) -> None:
    """Raise RuntimeError, naming the culprits, when a route is in no guarded blueprint and not declared public."""
    undeclared = sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in PUBLIC and rule.endpoint.rpartition(".")[0] not in GUARDED
    )
    if undeclared:
        raise RuntimeError(f"These routes are neither guarded nor public: {', '.join(undeclared)}")


def _wanted() -> str | None:
    # After signing in one can be sent back to a page, never to the target of a form.
    return request.full_path.rstrip("?") if request.method == "GET" else None

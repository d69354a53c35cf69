"""The security headers of every answer, errors and downloads included. Pages carry no inline script or style."""

import secrets

from flask import Flask, current_app, g, request
from flask.wrappers import Response

from parcours_app.settings import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self' 'nonce-{nonce}'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'; manifest-src 'self'"
)

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}

ONE_YEAR = 365 * 24 * 3600


def csp_nonce() -> str:
    """The nonce of this answer's scripts: made once per request, unguessable."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def add_headers(response: Response) -> Response:
    """Put the headers on; a personal page is never kept by a cache, a static file may be."""
    settings: Settings = current_app.extensions["parcours_settings"]
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=csp_nonce())
    for name, value in FIXED.items():
        response.headers[name] = value
    if settings.https:
        response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def register(app: Flask) -> None:
    """Add the headers to every answer and `csp_nonce()` to every template."""
    app.after_request(add_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce

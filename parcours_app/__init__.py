"""Parcours: create_app is the one place where the parts meet. It never imports the command line nor `config`."""

from datetime import timedelta
from pathlib import Path

from flask import Flask, has_request_context
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from parcours_app import api, attempts, web
from parcours_app.clock import Clock, SystemClock
from parcours_app.extensions import babel, csrf, db, limiter, login_manager, migrate, prepare_sqlite
from parcours_app.logs import configure_logs
from parcours_app.services.passwords import Passwords
from parcours_app.settings import Settings, make_folder

UPLOAD_LIMIT = 10 * 1024 * 1024


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """Build the application; refuses to start (RuntimeError) when a route is neither guarded nor declared public."""
    app = create_silent_app(settings, clock)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    login_manager.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    web.register(app)
    api.register(app)
    web.declare(api.BLUEPRINT, *api.ROLES)
    web.check_every_route_is_declared(app)
    return app


def create_silent_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """The application that answers at no address: all that a command needs, made in a hundredth of the time."""
    configure_logs()
    app = Flask(__name__, template_folder=str(settings.templates))
    app.config.from_mapping(_flask_config(settings))
    app.extensions["parcours_settings"] = settings
    app.extensions["parcours_clock"] = clock or SystemClock(settings.today)
    app.extensions["parcours_passwords"] = Passwords(settings.password_cost)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _bind_extensions(app, settings)
    return app


def _bind_extensions(app: Flask, settings: Settings) -> None:
    if settings.on_sqlite:
        folder = Path(settings.database_url.removeprefix("sqlite:///")).parent
        make_folder(folder, "PARCOURS_HOME" if folder == settings.home else "PARCOURS_DATABASE_URL")
    db.init_app(app)
    if settings.on_sqlite:
        with app.app_context():
            prepare_sqlite(db.engine)
    migrate.init_app(app, db, directory=str(app.root_path) + "/migrations", render_as_batch=settings.on_sqlite)
    babel.init_app(app, locale_selector=_choose_language)


def _choose_language() -> str | None:
    """A program says its language in another way than a browser."""
    to_a_program = has_request_context() and api.speaks_to_a_program()
    return api.choose_language() if to_a_program else web.choose_language()


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.testing,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(settings),
        "BABEL_DEFAULT_LOCALE": settings.locale,
        "BABEL_DEFAULT_TIMEZONE": "Europe/Paris",
        "BABEL_TRANSLATION_DIRECTORIES": str(settings.translations),
        "RATELIMIT_STORAGE_URI": attempts.SCHEME + "://",
        "SESSION_COOKIE_NAME": "__Host-parcours" if settings.https else "parcours",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session, which ends by itself
        "WTF_CSRF_SSL_STRICT": settings.https,
        "MAX_CONTENT_LENGTH": UPLOAD_LIMIT,
        "MAX_FORM_PARTS": 1000,
    }


def _engine_options(settings: Settings) -> dict[str, object]:
    if settings.on_sqlite:
        return {}
    # A server that vanished is noticed by us: its own time-outs never fire when it is frozen. Compiling a statement,
    # which the server would do for those that look dear, takes longer than any of ours.
    return {
        "pool_pre_ping": True,
        "pool_timeout": 5,
        "connect_args": {
            "connect_timeout": 5,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            "tcp_user_timeout": 10_000,
            "options": "-c statement_timeout=60000 -c timezone=UTC -c jit=off",
        },
    }

"""The addresses of the servers messages go through, read from the settings. Opens no connection."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from parcours_app.settings import Settings, SettingsRefused

LOCAL = ("localhost", "127.0.0.1", "::1")
YES = ("1", "yes", "true", "required")


@dataclass(frozen=True, slots=True)
class MailServer:
    """An SMTP server. tls: from the first byte; starttls: asked for after greeting, and required."""

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str | None
    password: str | None
    sender: str


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """The HTTP API of a text message gateway; token: what its Authorization header carries."""

    host: str
    port: int
    tls: bool
    path: str
    token: str | None


def mail_server(settings: Settings) -> MailServer | None:
    """The server of PARCOURS_MAIL_URL, None without one. Raises SettingsRefused when it is unusable or unsafe."""
    if not settings.mail_url:
        return None
    url = urlsplit(settings.mail_url)
    if url.scheme not in ("smtp", "smtps") or not url.hostname:
        raise SettingsRefused("PARCOURS_MAIL_URL is not usable: write smtp://user:password@host:587?starttls=1.")
    tls = url.scheme == "smtps"
    starttls = parse_qs(url.query).get("starttls", [""])[0].lower() in YES
    if url.password and not (tls or starttls or url.hostname in LOCAL):
        raise SettingsRefused("PARCOURS_MAIL_URL would send its password in clear: use smtps:// or add ?starttls=1.")
    return MailServer(
        host=url.hostname,
        port=url.port or (465 if tls else 587 if starttls else 25),
        tls=tls,
        starttls=starttls,
        user=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        sender=settings.mail_from or f"parcours@{urlsplit(settings.base_url).hostname or 'localhost'}",
    )


def sms_gateway(settings: Settings) -> SmsGateway | None:
    """The gateway of PARCOURS_SMS_URL, None without one. Raises SettingsRefused when it is unusable or unsafe."""
    if not settings.sms_url:
        return None
    url = urlsplit(settings.sms_url)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise SettingsRefused("PARCOURS_SMS_URL is not usable: write https://host/path.")
    if url.scheme == "http" and url.hostname not in LOCAL:
        raise SettingsRefused("PARCOURS_SMS_URL would send telephone numbers in clear: use https://.")
    tls = url.scheme == "https"
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    return SmsGateway(url.hostname, url.port or (443 if tls else 80), tls, path, settings.sms_token)

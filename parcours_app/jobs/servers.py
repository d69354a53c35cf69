"""The addresses of the servers messages go through, read from the settings. Opens no connection."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from parcours_app.settings import Settings, SettingsRefused

LOCAL = ("localhost", "127.0.0.1", "::1")
YES, NO = ("1", "yes", "true", "required"), ("0", "no", "false")


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
    url = _read(settings.mail_url, ("smtp", "smtps"))
    asked = parse_qs(url.query, keep_blank_values=True) if url else {}
    if url is None or set(asked) - {"starttls"}:
        raise SettingsRefused("PARCOURS_MAIL_URL is not usable: write smtp://user:password@host:587?starttls=1.")
    tls, answer = url.scheme == "smtps", asked.get("starttls", ["no"])[0].lower()
    if answer not in (*YES, *NO):
        raise SettingsRefused("PARCOURS_MAIL_URL is not usable: write starttls=1, or leave it out.")
    starttls = answer in YES and not tls
    if url.password and not (tls or starttls or url.hostname in LOCAL):
        raise SettingsRefused("PARCOURS_MAIL_URL would send its password in clear: use smtps:// or add ?starttls=1.")
    return MailServer(
        host=url.hostname or "",
        port=url.port or (465 if tls else 587 if starttls else 25),
        tls=tls,
        starttls=starttls,
        user=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        sender=settings.mail_from or f"parcours@{urlsplit(settings.base_url).hostname or 'localhost'}",
    )


def _read(address: str, schemes: tuple[str, ...]) -> SplitResult | None:
    """The parts of an address; None when it is none, has no host, another scheme or a port that is no port."""
    try:
        url = urlsplit(address)
        usable = url.scheme in schemes and url.hostname and url.port != 0
    except ValueError:
        return None
    return url if usable else None


def sms_gateway(settings: Settings) -> SmsGateway | None:
    """The gateway of PARCOURS_SMS_URL, None without one. Raises SettingsRefused when it is unusable or unsafe."""
    if not settings.sms_url:
        return None
    url = _read(settings.sms_url, ("http", "https"))
    if url is None:
        raise SettingsRefused("PARCOURS_SMS_URL is not usable: write https://host/path.")
    if url.scheme == "http" and url.hostname not in LOCAL:
        raise SettingsRefused("PARCOURS_SMS_URL would send telephone numbers in clear: use https://.")
    tls = url.scheme == "https"
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    return SmsGateway(url.hostname or "", url.port or (443 if tls else 80), tls, path, settings.sms_token)

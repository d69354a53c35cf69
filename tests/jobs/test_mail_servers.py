"""Mail servers as they are met: STARTTLS, TLS from the first byte, a login, a wrong password, a bad certificate."""

import ssl
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

import config
from parcours_app.jobs.mail import MailChannel
from parcours_app.jobs.sending import Sender
from parcours_app.jobs.servers import mail_server, sms_gateway
from parcours_app.models import NoticeRow
from parcours_app.settings import SettingsRefused
from tests.mailbox import opened_mailbox
from workflows.engine import Role

# Made for these tests, of no value: a certificate of localhost signed by itself.
FOLDER = Path(__file__).parents[1] / "certificates"
CERTIFICATE, KEY = FOLDER / "localhost.pem", FOLDER / "localhost-key.pem"


def signed() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, KEY)
    return context


def password_is(expected):
    def check(_server, _session, _envelope, _mechanism, given):
        return AuthResult(success=(given.login, given.password) == (b"parcours", expected), handled=False)

    return check


@pytest.fixture
def office(make_account, client_of):
    return client_of(make_account(Role.ADMINISTRATOR, email="root@example.org"))


@pytest.fixture
def trusted(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


@pytest.fixture
def mailing(app, clock, say, session):
    """mailing(url): one message, one pass of the worker towards the server of this address; its row afterwards."""
    notice = None

    def passed(url):
        nonlocal notice
        notice = notice or say()
        session.commit()
        settings = replace(config.from_environment({"PARCOURS_MAIL_URL": url}), mail_from="parcours@example.org")
        sender = Sender(app, {"email": MailChannel(mail_server(settings))}, clock.now)
        sender.pass_once(lambda _act, _key, argument: sender.send(argument))
        session.expire_all()
        found = session.get(NoticeRow, notice.id)
        told = found.state, found.last_error, found.attempts
        session.commit()
        return told

    return passed


@contextmanager
def starttls(password=b"secret"):
    options = {"tls_context": signed(), "require_starttls": True, "auth_required": True}
    with opened_mailbox(authenticator=password_is(password), **options) as box:
        yield box


def test_a_message_leaves_over_starttls_with_a_login(mailing, trusted):
    with starttls() as box:
        assert mailing(f"smtp://parcours:secret@localhost:{box.port}?starttls=1") == ("sent", None, 1)
        assert len(box.received) == 1


# The server of the tests does not know that TLS began before it.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_message_leaves_over_tls_from_the_first_byte_with_a_login(mailing, trusted):
    options = {"ssl_context": signed(), "auth_required": True, "auth_require_tls": False}
    with opened_mailbox(authenticator=password_is(b"mot de passe"), **options) as box:
        assert mailing(f"smtps://parcours:mot%20de%20passe@localhost:{box.port}") == ("sent", None, 1)
        assert len(box.received) == 1


def test_a_wrong_password_holds_the_message_says_so_and_loses_nothing(mailing, trusted, office):
    with starttls() as box:
        url = f"smtp://parcours:{{}}@localhost:{box.port}?starttls=1"
        for _ in range(3):
            assert mailing(url.format("wrong")) == ("pending", "away:smtp_535", 0)
        seen = office.get("/admin/work").text
        assert "refuse l’identifiant ou le mot de passe" in seen
        assert "partiront quand il répondra" in seen
        assert mailing(url.format("secret")) == ("sent", None, 1)
        assert len(box.received) == 1
    assert "refuse l’identifiant" not in office.get("/admin/work").text


def test_a_certificate_nobody_vouches_for_is_not_trusted(mailing, office):
    with starttls() as box:
        assert mailing(f"smtp://parcours:secret@localhost:{box.port}?starttls=1") == (
            "pending",
            "away:SSLCertVerificationError",
            0,
        )
        assert box.received == []
    assert "du serveur n’est pas reconnu" in office.get("/admin/work").text


def test_starttls_that_is_asked_for_and_not_offered_sends_nothing_in_clear(mailing):
    with opened_mailbox() as box:
        told = mailing(f"smtp://localhost:{box.port}?starttls=1")
        assert told == ("pending", "away:SMTPNotSupportedError", 0)
        assert box.received == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mail.example.org", "is not usable"),
        ("http://mail.example.org", "is not usable"),
        ("smtp://", "is not usable"),
        ("smtp://mail.example.org:port", "is not usable"),
        ("smtp://mail.example.org:99999", "is not usable"),
        ("smtp://[mail.example.org", "is not usable"),
        ("smtp://mail.example.org?tls=1", "is not usable"),
        ("smtp://mail.example.org?starttls=please", "write starttls=1"),
        ("smtp://me:secret@mail.example.org", "its password in clear"),
    ],
)
def test_an_address_of_a_mail_server_that_is_wrong_or_unsafe_is_refused_in_a_sentence(url, words):
    with pytest.raises(SettingsRefused, match=words) as refused:
        mail_server(config.from_environment({"PARCOURS_MAIL_URL": url}))
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sms.example.org", "is not usable"),
        ("ftp://sms.example.org", "is not usable"),
        ("https://", "is not usable"),
        ("https://sms.example.org:port", "is not usable"),
        ("http://sms.example.org/send", "telephone numbers in clear"),
    ],
)
def test_an_address_of_a_gateway_that_is_wrong_or_unsafe_is_refused_in_a_sentence(url, words):
    with pytest.raises(SettingsRefused, match=words):
        sms_gateway(config.from_environment({"PARCOURS_SMS_URL": url}))

"""Who may sign in: organisations, accounts, their sessions and API tokens. Stores digests, never a secret."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime, code
from workflows.engine import Role

# The operator is the command line: it acts, but nobody signs in as it.
ACCOUNT_ROLES = (Role.COUNSELLOR, Role.BENEFICIARY, Role.SUPERVISOR, Role.ADMINISTRATOR)

# How long a session and a token live.
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOKEN_LIFE = timedelta(days=365)


class Organisation(Base):
    """A structure that follows people, in one region."""

    __tablename__ = "organisations"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    region: Mapped[str] = mapped_column(String(16))


class Account(Base):
    """One person's access: one role, one organisation at most. `email` is stored in lower case."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint(f"role IN ({', '.join(repr(role.value) for role in ACCOUNT_ROLES)})", name="role_signs_in"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("role <> 'beneficiary' OR person_id IS NOT NULL", name="beneficiary_is_a_person"),
        Index("ix_accounts_organisation_id_role", "organisation_id", "role"),
    )

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(code(Role))
    display_name: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    region: Mapped[str | None] = mapped_column(String(16))
    # Refers to people.id; enforced by the service, so that erasing a person never depends on an account.
    person_id: Mapped[str | None] = mapped_column(String(36), index=True)
    locale: Mapped[str | None] = mapped_column(String(16))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Instant]


class SignInSession(Base):
    """One signed-in browser; `id` is the SHA-256 of the random value its cookie carries."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]


class ApiToken(Base):
    """A bearer token that acts as its account until it expires or is revoked."""

    __tablename__ = "api_tokens"

    id: Mapped[Key]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Attempt(Base):
    """A rate limit's counter, shared by every worker; `expires_at` is in seconds since 1970."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    hits: Mapped[int]
    expires_at: Mapped[float]

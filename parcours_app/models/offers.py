"""The catalogue: training offers, their sessions, and the dated lists of trades. Nothing here is a pathway fact.

Who holds a place in a session is not stored: it is read from the episodes that name it.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime

SESSION_STATES = ("open", "closed", "suspended", "cancelled")


class Offer(Base):
    """A training action. key: digest of its source's business key; line_digest: of what the file last said of it.

    kind: of the episode it opens, None when its file does not say. search_text: title, provider, commune, comparable.
    """

    __tablename__ = "offers"
    __table_args__ = (
        Index("ix_offers_region_department", "region", "department"),
        Index("ix_offers_kind", "kind"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    line_digest: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(40))
    formation: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(300))
    provider: Mapped[str] = mapped_column(String(200))
    siret: Mapped[str | None] = mapped_column(String(14))
    search_text: Mapped[str] = mapped_column(String(700))
    kind: Mapped[str | None] = mapped_column(String(20))
    rncp: Mapped[str | None] = mapped_column(String(20))
    certifying: Mapped[bool] = mapped_column(server_default=false(), default=False)
    hours: Mapped[int | None]
    funder: Mapped[str | None] = mapped_column(String(24))
    permanent: Mapped[bool] = mapped_column(server_default=false(), default=False)
    postcode: Mapped[str | None] = mapped_column(String(10))
    commune: Mapped[str | None] = mapped_column(String(100))
    department: Mapped[str | None] = mapped_column(String(3))
    region: Mapped[str | None] = mapped_column(String(3))
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]


class OfferCode(Base):
    """A code of an offer's domain. scheme: rome, formacode or nsf."""

    __tablename__ = "offer_codes"
    __table_args__ = (Index("ix_offer_codes_scheme_code", "scheme", "code"),)

    offer_id: Mapped[str] = mapped_column(ForeignKey("offers.id"), primary_key=True)
    scheme: Mapped[str] = mapped_column(String(12), primary_key=True)
    code: Mapped[str] = mapped_column(String(12), primary_key=True)


class TrainingSession(Base):
    """A session of an offer. places: how many in all, None while unknown. Its row is locked to give one out.

    number: as its publisher numbers it. places_by: who set the places by hand, None when the file said them.
    """

    __tablename__ = "training_sessions"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(map(repr, SESSION_STATES))})", name="state_known"),
        CheckConstraint("places >= 0", name="places_not_negative"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_at_an_instant"),
        Index("ix_training_sessions_offer_id", "offer_id"),
        Index("ix_training_sessions_starts_on_id", "starts_on", "id"),
    )

    id: Mapped[Key]
    offer_id: Mapped[str] = mapped_column(ForeignKey("offers.id"))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    line_digest: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(100))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(12))
    places: Mapped[int | None]
    places_by: Mapped[str | None] = mapped_column(String(36))
    version: Mapped[int]
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]


class TradeList(Base):
    """A list of trades in force from a day until the next one of its kind and region; older ones are kept.

    kind: shortage (a region's), green or digital (the nation's, region is None).
    """

    __tablename__ = "trade_lists"
    __table_args__ = (
        CheckConstraint("kind IN ('shortage', 'green', 'digital')", name="kind_known"),
        CheckConstraint("(kind = 'shortage') = (region IS NOT NULL)", name="shortage_of_a_region"),
        Index("ix_trade_lists_kind_region_valid_from", "kind", "region", "valid_from"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(12))
    region: Mapped[str | None] = mapped_column(String(3))
    valid_from: Mapped[date]
    file_name: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Instant]


class Trade(Base):
    """A trade of a list, by its ROME code."""

    __tablename__ = "trades"
    __table_args__ = (Index("ix_trades_rome", "rome"),)

    list_id: Mapped[str] = mapped_column(ForeignKey("trade_lists.id"), primary_key=True)
    rome: Mapped[str] = mapped_column(String(5), primary_key=True)
    label: Mapped[str] = mapped_column(String(200))

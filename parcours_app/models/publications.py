"""Published figures: the frozen files of a table of totals, with their digest. Never updated, never deleted."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key
from parcours_app.models.people import Json


class Publication(Base):
    """A table of totals as published. document: canonical JSON, which holds the digest of `table` (CSV).

    digest: SHA-256 of `document`, in hexadecimal. region: the territory published; None is the nation. The columns
    beside the files say how to ask the same question again.
    """

    __tablename__ = "publications"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        Index("ix_publications_region_published_at", "region", "published_at"),
    )

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(String(16))
    on: Mapped[date]
    known: Mapped[date]
    by: Mapped[list[str]] = mapped_column(Json)
    account_id: Mapped[str] = mapped_column(String(36))
    published_at: Mapped[Instant]
    document: Mapped[bytes] = mapped_column(LargeBinary)
    table: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))

"""Who the pathway is for: a person, one stable key, and the identifiers other systems know them by. No NIR, ever."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime

# JSONB on PostgreSQL, text elsewhere; a Python None is an SQL NULL.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Person(Base):
    """One human. Names may be missing when an import knows an identifier alone; `to_complete` says so.

    search_name: names made comparable, for searching and for finding the same person twice.
    level_*: the code as given with its nomenclature, never a bare number. situations: list of codes.
    """

    __tablename__ = "people"
    __table_args__ = (
        Index("ix_people_search_name_birth_date", "search_name", "birth_date"),
        Index("ix_people_ft_id_birth_date", "ft_id", "birth_date"),
    )

    id: Mapped[Key]
    given_name: Mapped[str | None] = mapped_column(String(100))
    family_name: Mapped[str | None] = mapped_column(String(100))
    search_name: Mapped[str] = mapped_column(String(220))
    birth_date: Mapped[date | None]
    sex: Mapped[str | None] = mapped_column(String(8))
    ft_id: Mapped[str | None] = mapped_column(String(11))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(20))
    region: Mapped[str | None] = mapped_column(String(16))
    postcode: Mapped[str | None] = mapped_column(String(10))
    level_scheme: Mapped[str | None] = mapped_column(String(16))
    level_code: Mapped[str | None] = mapped_column(String(16))
    diploma_obtained: Mapped[bool | None]
    situations: Mapped[list[str]] = mapped_column(Json, default=list)
    needs: Mapped[dict[str, Any] | None] = mapped_column(Json)
    to_complete: Mapped[bool] = mapped_column(server_default=false(), default=False)
    created_by: Mapped[str | None] = mapped_column(String(36))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    created_at: Mapped[Instant]
    updated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PersonSource(Base):
    """The identifier a source system gives a person, with the digest of the line last read for it."""

    __tablename__ = "person_sources"

    source: Mapped[str] = mapped_column(String(40), primary_key=True)
    identifier: Mapped[str] = mapped_column(String(100), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    line_digest: Mapped[str | None] = mapped_column(String(64))

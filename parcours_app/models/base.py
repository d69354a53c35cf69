"""The ground every table stands on: names of constraints, keys, instants. Holds no rule and no query."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import DateTime, Enum, MetaData, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; SQLite gives it back without a zone, so the zone is put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse an instant without a zone: it would mean another hour on another machine."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Mother of all tables; `list`, `dict` and `datetime` are left to each column to spell out."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


Key = Annotated[str, mapped_column(String(36), primary_key=True)]
Instant = Annotated[datetime, mapped_column(UtcDateTime)]


def code(kind: type[StrEnum], length: int = 32) -> Enum:
    """A column type holding the values of `kind` as text; the constraint is written beside the column that needs it."""
    values: Any = lambda members: [member.value for member in members]  # noqa: E731 - SQLAlchemy wants a callable
    return Enum(kind, native_enum=False, length=length, values_callable=values, validate_strings=True)

"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from parcours_app.clock import PARIS

# A Monday, far from any change of hour, month or year.
START = datetime(2026, 6, 15, 7, 0, tzinfo=UTC)


@dataclass
class FrozenClock:
    """The application's clock in tests."""

    instant: datetime = START

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.astimezone(PARIS).date()

    def set(self, day: date | str, hour: int = 9) -> None:
        """Stand at `hour` in Paris on `day` (a date or its ISO form)."""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        self.instant = datetime.combine(day, time(hour), tzinfo=PARIS).astimezone(UTC)

    def advance(self, **elapsed: float) -> None:
        """Let time pass: advance(minutes=5), advance(days=2)."""
        self.instant += timedelta(**elapsed)

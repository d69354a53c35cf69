"""The time of day, passed in by create_app so that a date can be frozen.

Nothing else in the application reads the clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock(Protocol):
    """What the application asks of a clock."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The civil day of the programme, in Europe/Paris."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock; `frozen_day` replaces the civil day and leaves the time of day running."""

    frozen_day: date | None = None

    def now(self) -> datetime:
        """The instant, aware, in UTC; on the frozen day when there is one."""
        present = datetime.now(PARIS)
        if self.frozen_day:
            present = datetime.combine(self.frozen_day, present.time(), tzinfo=PARIS)
        return present.astimezone(UTC)

    def today(self) -> date:
        """The civil day in Europe/Paris."""
        return self.now().astimezone(PARIS).date()

"""When scheduled work is due: pure arithmetic on Paris time, right on both nights when the clocks change."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from parcours_app.clock import PARIS

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at this hour of Paris, later than the hour at which clocks change."""

    hour: int
    minute: int = 0

    def last(self, instant: datetime) -> datetime:
        """The last time it was due, this instant included."""
        local = instant.astimezone(PARIS)
        at = local.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0, fold=0)
        return (at if at <= local else at - A_DAY).astimezone(UTC)

    def next(self, instant: datetime) -> datetime:
        """The next time it is due, after this instant."""
        return (self.last(instant).astimezone(PARIS) + A_DAY).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Hourly:
    """Every hour at this minute."""

    minute: int = 0

    def last(self, instant: datetime) -> datetime:
        """The last time it was due, this instant included."""
        present = instant.astimezone(UTC)
        at = present.replace(minute=self.minute, second=0, microsecond=0)
        return at if at <= present else at - AN_HOUR

    def next(self, instant: datetime) -> datetime:
        """The next time it is due, after this instant."""
        return self.last(instant) + AN_HOUR


When = Daily | Hourly

"""Handovers: passing a case on, on a clock that runs by itself. A request is answered, or expires on its day.

Every state is read from dates: no job has to pass for a request to be expired. Judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workflows.calendar import ONE_DAY

REQUESTED, ACCEPTED, DECLINED, EXPIRED = "requested", "accepted", "declined", "expired"


@dataclass(frozen=True, slots=True)
class HandoverClock:
    """The days of a request, counted from the day it was sent (product.md, screen 5), and those after its acceptance.

    reminder: the receiver is reminded.  expiry: without an answer it has expired; another may be sent.
    reading: how many days, the day of the acceptance included, the sender may still read the case; none when 0.
    """

    reminder: int = 10
    expiry: int = 30
    reading: int = 30


NATIONAL_CLOCK = HandoverClock()


@dataclass(slots=True)
class Handover:
    """A request to pass the case on and what became of it; the clock it was sent under.

    temporary_until: the last day of a handover for a time; from the day after, the case is the sender's again.
    from_region, from_referent: what it finds again then. returned_on: the day it went back.
    motive, reason, alternative*: why it was declined, and what the receiver proposes instead (texts are digests).
    """

    to_organisation: str
    to_region: str | None
    to_counsellor: str | None
    requested_on: date
    temporary_until: date | None
    from_organisation: str | None
    clock: HandoverClock = NATIONAL_CLOCK
    state: str = REQUESTED
    decided_on: date | None = None
    motive: str | None = None
    reason: str | None = None
    alternative: str | None = None
    alternative_organisation: str | None = None
    from_region: str | None = None
    from_referent: str | None = None
    returned_on: date | None = None

    @property
    def remind_on(self) -> date:
        """The day the receiver is reminded."""
        return self.requested_on + timedelta(days=self.clock.reminder)

    @property
    def expires_on(self) -> date:
        """The first day on which it can no longer be answered."""
        return self.requested_on + timedelta(days=self.clock.expiry)

    @property
    def readable_until(self) -> date | None:
        """The last day the sender may read the case, once it was accepted; the eve of the acceptance for none."""
        if self.state != ACCEPTED or self.decided_on is None:
            return None
        return self.decided_on + timedelta(days=self.clock.reading) - ONE_DAY

    @property
    def answer_days(self) -> int | None:
        """How long the receiver took to answer."""
        return (self.decided_on - self.requested_on).days if self.decided_on else None

    @property
    def lends(self) -> bool:
        """Whether the case is with the receiver for a time, and has not gone back yet."""
        return self.state == ACCEPTED and self.temporary_until is not None and self.returned_on is None

    def over(self, day: date) -> bool:
        """Whether the time for which it was accepted is over on `day`."""
        return self.temporary_until is not None and day > self.temporary_until

    def waits(self, day: date) -> bool:
        """Whether it can be answered on `day`."""
        return self.state == REQUESTED and day < self.expires_on

    def state_on(self, day: date) -> str:
        """Requested, accepted, declined, or expired for want of an answer by `day`."""
        return EXPIRED if self.state == REQUESTED and day >= self.expires_on else self.state

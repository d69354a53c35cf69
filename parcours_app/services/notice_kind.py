"""What a kind of message is. The kinds themselves are data: `person_notices` and `staff_notices`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

A_WEEK = timedelta(days=7)


class Family(StrEnum):
    """What a reader can stop: a message that asks for an act at work cannot be stopped, a reminder and a digest can."""

    WORK = "work"
    REMINDER = "reminder"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message; every text is an English msgid.

    label: how the chronology names it. subject: nothing personal, ever. paragraphs: facts appear as %(name)s. page: the
    endpoint its link opens. sms: the text of a text message, when the kind may be one. useful: sent later than that
    after it was written, it would only mislead, and is dropped. lines: the facts a digest counts, each with its words
    and its list.
    """

    label: str
    subject: str
    paragraphs: tuple[str, ...]
    page: str
    family: Family = Family.WORK
    sms: str | None = None
    useful: timedelta = A_WEEK
    lines: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels it may take, the preferred one first."""
        return ("email", "sms") if self.sms else ("email",)

"""Calendar arithmetic in civil days and calendar months. Knows no rule of the programme."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last day of that month when it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return last_day_of(day.replace(day=1), 1)


def ends_a_year(day: date) -> bool:
    """Whether a day is the last of its year."""
    return (day.month, day.day) == (12, 31)


def last_day_of(start: date, months: int) -> date:
    """The last day of a term of `months` calendar months, both ends inclusive: 1 April + 6 months ends on 30 September.

    When the anniversary does not exist the term ends with the month (civil procedure code, art. 641).
    """
    anniversary = add_months(start, months)
    return anniversary if anniversary.day != start.day else anniversary - ONE_DAY


def age_on(birth: date, day: date) -> int:
    """Completed years on `day`; a 29 February birthday falls on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def days_between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included; empty when last is before first."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def is_closed_month(day: date, today: date) -> bool:
    """Whether the month of `day` ended more than two months before `today` (figures of closed months are published)."""
    month_end = add_months(day.replace(day=1), 1) - ONE_DAY
    return last_day_of(month_end + ONE_DAY, 2) < today

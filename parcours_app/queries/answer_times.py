"""How long each organisation usually takes to answer a handover, from the answers of the last twelve months.

Never writes, names no case. One or two answers would tell of a case: they are not shown.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import HandoverRow
from parcours_app.queries.medians import median
from workflows.calendar import add_months

MONTHS = 12
FEWEST = 3


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How many requests an organisation answered, and the median of the days it took; None where it is not shown."""

    answers: int | None
    median_days: int | None


NO_ANSWER_YET = AnswerTime(0, None)


def answer_times(today: date, organisations: Collection[str] | None = None) -> Mapping[str, AnswerTime]:
    """By organisation, in one statement; an organisation that never answered is absent. None asks for them all."""
    row = HandoverRow
    asked = [
        row.decided_on > add_months(today, -MONTHS),
        row.decided_on <= today,
        row.from_organisation.is_distinct_from(row.to_organisation),
    ]
    if organisations is not None:
        asked.append(row.to_organisation.in_(organisations))
    statement = (
        select(row.to_organisation, row.answer_days, func.count())
        .where(*asked)
        .group_by(row.to_organisation, row.answer_days)
    )
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for organisation, days, answers in db.session.execute(statement):
        found[organisation][days or 0] += answers
    return {organisation: _shown(days) for organisation, days in found.items()}


def _shown(days: Counter[int]) -> AnswerTime:
    if days.total() < FEWEST:
        return AnswerTime(None, None)
    return AnswerTime(days.total(), median(days))

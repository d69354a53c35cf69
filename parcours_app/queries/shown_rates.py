"""An indicator's rows as a viewer may read them: supervisors get small counts withheld, and what would give them back.

The units of a row are in the numerator, in the rest of the denominator, or not judged: open, paused, immature. What is
withheld of them is decided for the whole family of the indicator; a share shows only when both its counts do. The
units of entries are those of the totals, and what these withhold is withheld here too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial

from parcours_app.queries.counted import Value
from parcours_app.queries.indicators import Answer, Asked
from parcours_app.queries.masking import largest
from parcours_app.queries.untold import readable, totals_beyond
from parcours_app.queries.withheld import withheld_from
from parcours_app.scope import Viewer
from workflows.engine import Role
from workflows.indicators import MOTIVE, Measure, Row
from workflows.indicators.families import APART, NUMERATOR, REST, Family, counted_in_totals, family_of
from workflows.indicators.motives import told_as
from workflows.indicators.periods import ALL, NO_TOTALS, Beyond, Periods
from workflows.indicators.rates import share

# A rate said in public rests on this many units at least (domain.md §2); masking holds an internal one to eleven.
PUBLIC_DENOMINATOR = 60


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as shown: None where a count is withheld, or where there is nothing to divide (rate)."""

    dimensions: Mapping[str, Value]
    numerator: int | None
    denominator: int | None
    rate: Decimal | None
    open: int | None
    paused: int | None
    immature: int | None
    masked: bool


def shown(viewer: Viewer, answer: Answer) -> list[ShownRow]:
    """The rows of an answer, masked for supervisors only: the others read what is theirs, or everything."""
    return with_rows(viewer, [answer])[0][1]


def with_rows(viewer: Viewer, answers: Iterable[Answer]) -> list[tuple[Answer, list[ShownRow]]]:
    """Several answers with their rows; what the totals withhold is read once for those that count the same units."""
    if viewer.role is not Role.SUPERVISOR:
        return [(answer, _rows(answer, [frozenset()] * len(answer.rows), 0)) for answer in answers]
    beyond = cache(partial(totals_beyond, cache(partial(withheld_from, viewer))))
    return _masked(answers, lambda answer: beyond(answer.asked, counted_in_totals(answer.indicator)))


def public(answers: Iterable[Answer]) -> list[tuple[Answer, list[ShownRow]]]:
    """Several answers as anybody may read them: masked, and a share on less than sixty units withheld."""
    return [(answer, [_in_public(answer, row) for row in rows]) for answer, rows in _masked(answers)]


def _in_public(answer: Answer, row: ShownRow) -> ShownRow:
    return _unsaid(row) if answer.indicator.measure is Measure.SHARE and _too_few(row) else row


def _too_few(row: ShownRow) -> bool:
    return row.denominator is not None and 0 < row.denominator < PUBLIC_DENOMINATOR


def _unsaid(row: ShownRow) -> ShownRow:
    """The row without its share and what makes it: the denominator says why."""
    return replace(row, numerator=None, rate=None, masked=True)


def _masked(
    answers: Iterable[Answer], totals: Callable[[Answer], Beyond] = lambda _answer: NO_TOTALS
) -> list[tuple[Answer, list[ShownRow]]]:
    """Answers with their rows, decided once for each family; more dimensions than may be read are withheld whole."""
    drawn: dict[tuple[Family, Asked], Periods] = {}
    found = []
    for answer in answers:
        asked, family = answer.asked, family_of(answer.indicator)
        if (family, asked) not in drawn:
            drawn[family, asked] = Periods(family, asked.counted_by, answer.years, largest(), totals(answer))
        periods = drawn[family, asked]
        rows = periods.rows(answer.indicator, answer.rows, asked.period)
        hidden = periods.of(answer.indicator, rows, asked.period) if readable(asked.by) else [ALL] * len(rows)
        found.append((answer, _rows(replace(answer, rows=tuple(rows)), hidden, largest())))
    return found


def _rows(answer: Answer, hidden: Sequence[frozenset[str]], few: int) -> list[ShownRow]:
    """The rows as asked: by motive, one for each motive of each row. few: up to how many are told with others."""
    told = [(row, _row(row, parts), parts) for row, parts in zip(answer.rows, hidden, strict=True)]
    if MOTIVE not in answer.asked.by:
        return [shown_row for _counted, shown_row, _parts in told]
    return [each for row, shown_row, parts in told for each in _by_motive(answer, row, shown_row, parts, few)]


def _by_motive(answer: Answer, row: Row, told: ShownRow, hidden: frozenset[str], few: int) -> Iterator[ShownRow]:
    """How many of the numerator have each motive, out of the same denominator; the row itself where none is told."""

    def of(motive: str | None, count: int | None, rate: Decimal | None, *, masked: bool) -> ShownRow:
        values = {**row.dimensions, MOTIVE: motive}
        dimensions = {name: values[name] for name in answer.asked.by}
        return replace(told, dimensions=dimensions, numerator=count, rate=rate, masked=masked)

    motives: Counter[str] = Counter()
    for motive, name in told_as(row.details, few).items():
        motives[name] += row.details[motive]
    if not motives.total() or MOTIVE in hidden:
        yield of(None, told.numerator, told.rate, masked=told.masked or bool(motives))
        return
    for motive, count in sorted((+motives).items()):
        if told.denominator is None or f"{MOTIVE}:{motive}" in hidden:
            yield of(motive, None, None, masked=True)
        else:
            yield of(motive, count, share(count, told.denominator), masked=told.masked)


def _row(row: Row, hidden: frozenset[str]) -> ShownRow:
    rate_hidden = bool(hidden & {NUMERATOR, REST})
    apart = {part: None if part in hidden else getattr(row, part) for part in APART}
    return ShownRow(
        dimensions=row.dimensions,
        numerator=None if rate_hidden else row.numerator,
        denominator=None if rate_hidden else row.denominator,
        rate=None if rate_hidden else row.rate,
        masked=bool(hidden & ALL - {MOTIVE}),
        **apart,
    )

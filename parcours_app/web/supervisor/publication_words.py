"""How publications are worded: their territory, their two days, their figures, what is broken in them. Words only."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext

from parcours_app.queries.counted import Value
from parcours_app.queries.frozen import Frozen
from parcours_app.queries.publications import FILE_CHANGED, QUESTION_CHANGED, TABLE_CHANGED
from parcours_app.queries.totals import DEFINITION, Line
from parcours_app.web import wording
from parcours_app.web.supervisor.masking_words import OF_TOTALS
from parcours_app.web.supervisor.totals_words import (
    DIMENSION,
    EVERYBODY,
    IN_VERSION,
    MEASURE,
    count_words,
    row_words,
    value_words,
)
from workflows.engine import sentence
from workflows.totals import MEASURES, TOTALS
from workflows.totals_rules import RULES, VERSION

BROKEN: Mapping[str, str] = {
    FILE_CHANGED: sentence(
        "The frozen document is not the one that was published: its digest or its content is another."
    ),
    TABLE_CHANGED: sentence(
        "The frozen table (CSV) is not the one that was published: its digest is another one, or it does not say what "
        "the document says."
    ),
    QUESTION_CHANGED: sentence(
        "The title, the reason, the territory, the days, the breakdown or the moment of publication beside the file "
        "changed."
    ),
}


def territory_words(region: str | None) -> str:
    """The territory of a publication in words."""
    return wording.region(region) if region else gettext("The nation")


def caption(on: date, known: date) -> str:
    """The two days of a publication."""
    return gettext("Situation on %(on)s, as known on %(known)s", on=wording.day(on), known=wording.day(known))


def definitions_told(largest: int, translated: Callable[[str], str] = str) -> list[str]:
    """What is counted, what is masked, by which rules: in whole sentences, in English or as they are translated."""
    said = {"largest": largest, "version": VERSION}
    return [translated(msgid) % said for msgid in (DEFINITION, OF_TOTALS, *RULES, IN_VERSION)]


def definitions_frozen(content: Frozen, language: str) -> Sequence[str]:
    """The sentences of a publication in this language, as they were frozen; the first were so in English only."""
    if language == "fr":
        return content.definitions_fr or definitions_told(content.largest_masked, gettext)
    return content.definitions


def columns(by: Sequence[str]) -> list[dict[str, Any]]:
    """The columns of a frozen table."""
    named = [{"label": gettext(DIMENSION[name])} for name in by] or [{"label": gettext("Programme")}]
    return [*named, *({"label": gettext(MEASURE[name]), "numeric": True} for name in MEASURES)]


def plain_row(row: Line, organisations: Mapping[str, str]) -> list[str]:
    """A frozen row: its counts open no list, since the cases behind them may have changed."""
    return [*row_words(row, organisations), *(count_words(getattr(row, measure)) for measure in MEASURES)]


def footer(by: Sequence[str], totals: Mapping[str, int | None]) -> list[str] | None:
    """The line below the others: all of them together. None where it would say the only line again, or was not kept."""
    if not by or set(totals) != set(MEASURES):
        return None
    return [gettext("Together"), *[""] * (len(by) - 1), *(count_words(totals[measure]) for measure in MEASURES)]


def cell_words(cell: Mapping[str, Value], organisations: Mapping[str, str]) -> str:
    """The values of a cell in a row of words; the whole table without any."""
    return ", ".join(value_words(name, value, organisations) for name, value in cell.items()) or gettext("Together")


def figure_words(cell: Mapping[str, Value], measure: str, organisations: Mapping[str, str]) -> str:
    """A figure by its cell and what it counts."""
    words = {**MEASURE, **{name: EVERYBODY[of] for of, name in TOTALS.items()}}
    counted = gettext(words[measure]).lower()
    return gettext("%(what)s: %(count)s", what=cell_words(cell, organisations), count=counted)

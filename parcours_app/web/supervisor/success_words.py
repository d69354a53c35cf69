"""How indicators are worded: sections, dimensions and their values, rates, lengths. Words only."""

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import get_locale, gettext

from parcours_app.queries.masking import largest
from parcours_app.queries.shown_rates import PUBLIC_DENOMINATOR, ShownRow
from parcours_app.web import wording
from parcours_app.web.supervisor.totals_words import DIMENSION as TOTALS_DIMENSION
from parcours_app.web.supervisor.totals_words import value_words as totals_value
from workflows.engine import sentence
from workflows.indicators import MOTIVE, Indicator, Measure, earlier
from workflows.indicators.equity import Gap
from workflows.indicators.motives import GIVEN_UP, NEVER_STARTED, OTHERS, OTHERWISE
from workflows.indicators.rates import wilson

Value = str | int | None
SECTIONS: Mapping[str, tuple[str, ...]] = {
    sentence("Trainings"): (
        "entries",
        "persons",
        "stock_during",
        "stock_last_day",
        "completion",
        "early_exit",
        "dropout",
        "job_before_term",
        "certification",
        "partial_certification",
    ),
    sentence("Pathways"): ("complete_pathway", "oriented_45", "accompanied_30", "onward", "onward_certifying"),
    sentence("Seams"): (
        "loss_before_start",
        "seam_median",
        "seam_median_net",
        "seam_ninth_decile",
        "seam_ninth_decile_net",
        "seam_within_threshold",
        "seam_within_threshold_gross",
        "seamless",
        "never_followed",
        "booked_ahead",
    ),
    sentence("After the exit"): (
        "access_6_months",
        "employed_3_months",
        "employed_6_months",
        "employed_12_months",
        "durable_p102",
        "durable_iae",
        "returns",
    ),
}
DIMENSION: Mapping[str, str] = {
    **{name: words for name, words in TOTALS_DIMENSION.items() if name != "stage"},
    "origin": sentence("Organisation at the start of the step"),
    "kind": sentence("Kind of step"),
}
BY_MOTIVE = {MOTIVE: sentence("Motive")}
# Motives that few have, told together.
TOGETHER = {
    f"{GIVEN_UP}:{OTHERS}": sentence("Dropped out: other motives, together"),
    f"{OTHERWISE}:{OTHERS}": sentence("Interrupted or excluded: other motives, together"),
    f"{NEVER_STARTED}:{OTHERS}": sentence("Other ways not to start, together"),
}


def value_words(name: str, value: Value, organisations: Mapping[str, str]) -> str:
    """The value of a dimension in words; one that is missing is said."""
    if value is None and name not in ("organisation", "pact"):
        return gettext("not applicable")
    text = str(value)
    if name == "origin":
        return organisations.get(text, text)
    if name == MOTIVE:
        return _motive(text)
    return wording.word("kind", text) if name == "kind" else totals_value(name, value, organisations)


def _motive(code: str) -> str:
    """How a training ended, or did not start, and why when that is known."""
    if code in TOGETHER:
        return gettext(TOGETHER[code])
    state, _, motive = code.partition(":")
    how = wording.word("episode_state", state)
    return gettext("%(label)s: %(value)s", label=how, value=wording.word("motive", motive).lower()) if motive else how


def figure_words(indicator: Indicator, row: ShownRow) -> str:
    """The figure of a row: a count, a share or a length; masked or not determined, it says so."""
    if row.numerator is None:
        return gettext("masked")
    if indicator.measure in (Measure.COUNT, Measure.PERSONS):
        return wording.number(row.numerator)
    if row.rate is None:
        return gettext("n.d.")
    if indicator.measure is Measure.SHARE and row.denominator:
        return wording.share(Decimal(row.numerator) / row.denominator)
    return _days(row.rate)


def _days(value: Decimal) -> str:
    written = format_decimal(value, locale=get_locale())
    return wording.days(int(value)) if value == int(value) else gettext("%(count)s days", count=written)


def fraction_words(indicator: Indicator, row: ShownRow) -> str:
    """What a share is made of: 9 of 13; for the others, how many units."""
    if row.numerator is None or row.denominator is None:
        return gettext("masked")
    if indicator.measure is Measure.SHARE:
        return gettext(
            "%(part)s of %(whole)s", part=wording.number(row.numerator), whole=wording.number(row.denominator)
        )
    return wording.number(row.numerator)


def interval_words(indicator: Indicator, row: ShownRow) -> str:
    """Between which shares the true one lies, 95 times out of 100; nothing when it makes no sense."""
    if indicator.measure is not Measure.SHARE or row.numerator is None or row.denominator is None:
        return ""
    return wording.shares(*wilson(row.numerator, row.denominator)) if row.denominator else ""


def apart_words(count: int | None) -> str:
    """A count of units not judged."""
    return gettext("masked") if count is None else wording.number(count)


def gap_words(found: Gap) -> str:
    """A difference in points with its interval, signs always written; said when it is beyond chance."""
    points, low, high = (wording.signed(value) for value in (found.points, found.low, found.high))
    text = gettext("%(points)s pts (%(low)s to %(high)s)", points=points, low=low, high=high)
    return gettext("%(gap)s, beyond chance", gap=text) if found.beyond_chance else text


def definition_words(indicator: Indicator) -> list[tuple[str, str]]:
    """All that the register says of an indicator, in the order one asks."""
    said = (
        (gettext("Definition"), indicator.definition),
        (gettext("Numerator"), indicator.numerator),
        (gettext("Denominator"), indicator.denominator),
        (gettext("Which period"), indicator.window),
        (gettext("When it is judged"), indicator.maturity),
        (gettext("Source"), indicator.source),
    )
    withheld = gettext(indicator.disclosure, largest=largest(), least=PUBLIC_DENOMINATOR)
    version = gettext("%(code)s, version %(version)s", code=indicator.code, version=indicator.version)
    return [
        *((title, gettext(text)) for title, text in said if text),
        (gettext("What is withheld"), withheld),
        (gettext("Name and version"), version),
        *((gettext("Other version"), name) for name in earlier(indicator)),
    ]

"""Seams: their definitions. Data only."""

from workflows.engine import sentence
from workflows.indicators import gaps
from workflows.indicators.indicator import Indicator, Measure
from workflows.indicators.register.words import AT_END_OF_STEP, HERE
from workflows.indicators.unit import Unit


def _followed(unit: Unit) -> bool:
    return unit.detail in (gaps.WITHIN, gaps.WITHIN_NET, gaps.BEYOND)


def _within_net(unit: Unit) -> bool:
    return unit.detail in (gaps.WITHIN, gaps.WITHIN_NET)


def _within_gross(unit: Unit) -> bool:
    return unit.detail == gaps.WITHIN


def _never_followed(unit: Unit) -> bool:
    return unit.detail == gaps.NEVER_FOLLOWED


def _over(unit: Unit) -> bool:
    return _followed(unit) or _never_followed(unit)


INDICATORS = (
    Indicator(
        "seam_median",
        1,
        sentence("Median seam, in calendar days"),
        sentence(
            "The middle length of the gaps between the end of a step and the real start of the next, among "
            "those that were followed. An overlap counts as a negative length."
        ),
        gaps.gross_seams,
        Measure.MEDIAN,
        sentence("Seams followed by a step"),
        counts=_followed,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "seam_median_net",
        1,
        sentence("Median seam, net of pauses"),
        sentence(
            "The middle length of the gaps between the end of a step and the real start of the next, the days of "
            "pause left out, among those that were followed. An overlap counts as a negative length."
        ),
        gaps.net_seams,
        Measure.MEDIAN,
        sentence("Seams followed by a step"),
        counts=_followed,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "seam_ninth_decile",
        1,
        sentence("Ninth decile of the seams, in calendar days"),
        sentence("Nine followed seams out of ten are not longer than this."),
        gaps.gross_seams,
        Measure.NINTH_DECILE,
        sentence("Seams followed by a step"),
        counts=_followed,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "seam_ninth_decile_net",
        1,
        sentence("Ninth decile of the seams, net of pauses"),
        sentence("Nine followed seams out of ten are not longer than this, the days of pause left out."),
        gaps.net_seams,
        Measure.NINTH_DECILE,
        sentence("Seams followed by a step"),
        counts=_followed,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "seam_within_threshold",
        1,
        sentence("Seams within the threshold"),
        sentence(
            "Among the seams followed by a step, the share whose net days fit the threshold of the pact "
            "(30 days by default)."
        ),
        gaps.net_seams,
        Measure.SHARE,
        sentence("Seams within the threshold"),
        sentence("Seams followed by a step"),
        counts=_within_net,
        out_of=_followed,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "seam_within_threshold_gross",
        1,
        sentence("Seams within the threshold, in calendar days"),
        sentence(
            "Among the seams followed by a step, the share whose calendar days, those of a pause counted, fit the "
            "threshold of the pact (30 days by default)."
        ),
        gaps.gross_seams,
        Measure.SHARE,
        sentence("Seams within the threshold"),
        sentence("Seams followed by a step"),
        counts=_within_gross,
        out_of=_followed,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "seamless",
        1,
        sentence("Seamless passages"),
        sentence(
            "Among the seams followed by a step, the share within the threshold, booked before the end of "
            "the previous step, with the same referent or an accepted handover."
        ),
        gaps.net_seams,
        Measure.SHARE,
        sentence("Seamless passages"),
        sentence("Seams followed by a step"),
        out_of=_followed,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "never_followed",
        1,
        sentence("Never followed by a next step"),
        sentence("Among the seams that are over, the share that ended with the person’s departure."),
        gaps.net_seams,
        Measure.SHARE,
        sentence("Seams closed by a departure"),
        sentence("Seams that are over"),
        counts=_never_followed,
        out_of=_over,
        window=AT_END_OF_STEP,
        source=HERE,
    ),
    Indicator(
        "booked_ahead",
        1,
        sentence("Ends booked ahead"),
        sentence(
            "Among the refreshers followed to their term that called for a next step, the share whose next step had "
            "been accepted at least fifteen days before the end. What is said not to be a gap is left out."
        ),
        gaps.ends_to_book,
        Measure.SHARE,
        sentence("Ends with a next step accepted at least fifteen days before"),
        sentence("Ends that called for a next step"),
        window=AT_END_OF_STEP,
        source=HERE,
    ),
)

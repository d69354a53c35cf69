"""Exits, employment after them, returns: their definitions. Data only."""

from workflows.engine import sentence
from workflows.indicators import leavings
from workflows.indicators.indicator import Indicator, Measure, judged, met, not_known
from workflows.indicators.register.words import AT_EXIT, HERE, ON_LEAVING
from workflows.indicators.unit import Unit


def _longer(unit: Unit) -> bool:
    return met(unit) and not unit.detail


def _judged_strictly(unit: Unit) -> bool:
    return judged(unit) and unit.detail != leavings.SIX_AT_LEAST


def _not_known_strictly(unit: Unit) -> bool:
    return not_known(unit) or unit.detail == leavings.SIX_AT_LEAST


INDICATORS = (
    Indicator(
        "access_6_months",
        1,
        sentence("Access to employment within 6 months"),
        sentence(
            "Among the exits of more than six months ago, the share followed by a job of a month or more taken in "
            "these six months. An exit after which nothing is known is shown apart."
        ),
        leavings.accesses,
        Measure.SHARE,
        sentence("Exits followed by a job of a month or more"),
        sentence("Exits whose outcome is known"),
        window=AT_EXIT,
        maturity=sentence("Judged six months after the exit."),
        source=sentence("France Travail, return to work of those who leave a training."),
    ),
    *(
        Indicator(
            f"employed_{months}_months",
            1,
            name,
            sentence(
                "Among the exits whose check was made, the share after which the person was in a job on that date. "
                "Not the same measure as access within a window."
            ),
            leavings.held_at(months),
            Measure.SHARE,
            sentence("Exits after which the person was in a job on that date"),
            sentence("Exits whose check is known"),
            window=AT_EXIT,
            maturity=sentence("Judged from the date of the check on."),
            source=sentence("InserJeunes; Pays de la Loire, surveys."),
        )
        for months, name in (
            (3, sentence("In employment at 3 months")),
            (6, sentence("In employment at 6 months")),
            (12, sentence("In employment at 12 months")),
        )
    ),
    Indicator(
        "durable_p102",
        1,
        sentence("Lasting employment, programme 102"),
        sentence(
            "Among the exits, the share to an open-ended contract, a contract of six calendar months or "
            "more, a permanent public post or a business created: on leaving, or as learnt at a check since."
        ),
        leavings.lasting,
        Measure.SHARE,
        sentence("Exits to a lasting job"),
        sentence("Exits to another end, or to a job whose dates are known"),
        window=AT_EXIT,
        maturity=ON_LEAVING,
        source=sentence("Budget programme 102, performance indicators."),
    ),
    Indicator(
        "durable_iae",
        1,
        sentence("Lasting employment, IAE"),
        sentence(
            "Among the exits, the share to an open-ended contract, a contract of more than six calendar months, "
            "a permanent public post or a business created: on leaving, or as learnt at a check since."
        ),
        leavings.lasting,
        Measure.SHARE,
        sentence("Exits to a lasting job"),
        sentence("Exits to another end, or to a job whose dates are known"),
        counts=_longer,
        out_of=_judged_strictly,
        waits=_not_known_strictly,
        window=AT_EXIT,
        maturity=ON_LEAVING,
        source=sentence("Integration through economic activity, typology of exits."),
    ),
    Indicator(
        "returns",
        1,
        sentence("Returns after an exit"),
        sentence(
            "Among the exits of more than twelve months ago, deaths left out, the share followed by a return to the "
            "pathway within twelve months."
        ),
        leavings.returns,
        Measure.SHARE,
        sentence("Exits followed by a return"),
        sentence("Exits of more than twelve months ago"),
        window=AT_EXIT,
        maturity=sentence("Judged twelve months after the exit."),
        source=HERE,
    ),
)

"""Prescriptions lost before the start, and what follows a preparation: their definitions. Data only."""

from workflows.engine import sentence
from workflows.indicators import gaps, trainings
from workflows.indicators.indicator import Indicator, Measure
from workflows.indicators.register.words import HERE
from workflows.indicators.unit import State, Unit


def _certifying(unit: Unit) -> bool:
    return unit.state is State.MET and unit.detail == "certifying"


INDICATORS = (
    Indicator(
        "loss_before_start",
        1,
        sentence("Lost before the start"),
        sentence(
            "Among the trainings prescribed, the share that never started: refused, declined, no place, "
            "did not come, or left before. Prescriptions cancelled for another reason are left out."
        ),
        trainings.prescriptions,
        Measure.SHARE,
        sentence("Prescriptions that never started"),
        sentence("Prescriptions started or lost"),
        detailed=True,
        window=sentence("By the day of the prescription."),
        maturity=sentence("A prescription still ahead is left out until it starts or is lost."),
        source=HERE,
    ),
    Indicator(
        "onward",
        1,
        sentence("Went on after a preparation"),
        sentence(
            "Among the refreshers ended at least six months ago, the last of a row only, the share "
            "followed by a qualification within six months."
        ),
        gaps.onwards,
        Measure.SHARE,
        sentence("Refreshers followed by a qualification"),
        sentence("Refreshers ended at least six months ago"),
        window=sentence("By the day the refresher ended."),
        maturity=sentence("Judged six months after the end."),
        source=sentence("Dares, evaluation of the programme; window chosen here."),
    ),
    Indicator(
        "onward_certifying",
        1,
        sentence("Went on to a certifying training"),
        sentence(
            "Among the refreshers ended at least six months ago, the last of a row only, the share "
            "followed within six months by a training that aims at a certification."
        ),
        gaps.onwards,
        Measure.SHARE,
        sentence("Refreshers followed by a certifying training"),
        sentence("Refreshers ended at least six months ago"),
        counts=_certifying,
        window=sentence("By the day the refresher ended."),
        maturity=sentence("Judged six months after the end."),
        source=sentence("Dares, evaluation of the programme; window chosen here."),
    ),
)

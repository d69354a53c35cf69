"""Whole pathways, orientation and accompaniment in time: their definitions. Data only."""

from workflows.engine import sentence
from workflows.indicators import pathways
from workflows.indicators.indicator import Indicator, Measure
from workflows.indicators.register.words import HERE

INDICATORS = (
    Indicator(
        "complete_pathway",
        1,
        sentence("Complete pathways"),
        sentence(
            "Among the persons who have left, and those who have completed both already, the share with an "
            "orientation and at least one qualification completed. A refresher is not required."
        ),
        pathways.complete_pathways,
        Measure.SHARE,
        sentence("Persons with both completed"),
        sentence("Persons with both completed, or who have left"),
        window=sentence("By the day the person’s first case was opened."),
        source=HERE,
    ),
    Indicator(
        "oriented_45",
        1,
        sentence("Oriented in less than 45 days"),
        sentence(
            "Among the cases opened at least 45 days ago, the share whose first orientation was completed "
            "in less than 45 days."
        ),
        pathways.orientations,
        Measure.SHARE,
        sentence("Cases oriented in time"),
        sentence("Cases opened at least 45 days ago"),
        window=sentence("By the day the case was opened."),
        maturity=sentence("Judged when the 45 days are over."),
        source=sentence("rdv-insertion, published statistics."),
    ),
    Indicator(
        "accompanied_30",
        1,
        sentence("Accompanied in less than 30 days"),
        sentence(
            "Among the orientations completed at least 30 days ago, the share followed by a training or a "
            "support in less than 30 days."
        ),
        pathways.accompaniments,
        Measure.SHARE,
        sentence("Orientations followed in time"),
        sentence("Orientations completed at least 30 days ago"),
        window=sentence("By the day the orientation was completed."),
        maturity=sentence("Judged when the 30 days are over."),
        source=sentence("rdv-insertion, published statistics."),
    ),
)

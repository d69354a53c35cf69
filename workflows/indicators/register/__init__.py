"""The register of indicators: each definition once, with its words. A changed definition is a new version here.

Sentences are msgids. Adding an indicator is one entry in its family's module, its French, and a test row.
"""

from collections.abc import Mapping

from workflows.indicators.indicator import Indicator
from workflows.indicators.register import gaps, leavings, pathways, trainings

INDICATORS = (*trainings.INDICATORS, *pathways.INDICATORS, *gaps.INDICATORS, *leavings.INDICATORS)
REGISTER: Mapping[str, Indicator] = {indicator.code: indicator for indicator in INDICATORS}


def indicator_named(code: str) -> Indicator:
    """The present version of an indicator. Raises KeyError."""
    return REGISTER[code]

"""The register of indicators: each definition once, with its words. A changed definition is a new version here.

Sentences are msgids. Adding an indicator is one entry in its family's module, its French, and a test row. A changed
definition is one entry more, with the next version: the one before stays, and is computed for any day under its name.
"""

from collections.abc import Iterable, Mapping

from workflows.indicators.indicator import Indicator
from workflows.indicators.register import gaps, leavings, passages, pathways, trainings

INDICATORS = (
    *trainings.INDICATORS,
    *pathways.INDICATORS,
    *passages.INDICATORS,
    *gaps.INDICATORS,
    *leavings.INDICATORS,
)


def present(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """The last version of each, by code, in the order of their first ones."""
    found: dict[str, Indicator] = {}
    for each in indicators:
        found[each.code] = max(found.get(each.code, each), each, key=lambda one: one.version)
    return found


def versions(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Every version, by code and number: completion@1."""
    return {f"{each.code}@{each.version}": each for each in indicators}


REGISTER: Mapping[str, Indicator] = present(INDICATORS)
VERSIONS: Mapping[str, Indicator] = versions(INDICATORS)


def indicator_named(name: str) -> Indicator:
    """The present version of an indicator by its code, any version by code and number. Raises KeyError."""
    return REGISTER[name] if name in REGISTER else VERSIONS[name]


def name_of(indicator: Indicator) -> str:
    """The name that gives this version back: its code for the present one."""
    now = REGISTER.get(indicator.code)
    return indicator.code if now == indicator else f"{indicator.code}@{indicator.version}"


def earlier(indicator: Indicator) -> list[str]:
    """The names of the other versions of the same indicator, the first one first."""
    others = [each for each in VERSIONS.values() if each.code == indicator.code and each != indicator]
    return [name_of(each) for each in sorted(others, key=lambda one: one.version)]

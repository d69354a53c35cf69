"""What the diagnosis may propose beside a qualification: a refresher, reinforced support; always argued, never decided.

The two are for those who need them (domain.md §0): each is proposed, or not, for reasons a person can read and contest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from workflows.eligibility import BAC, YOUTH_FROM, YOUTH_TO, Facts
from workflows.engine import sentence

CAP = 3
# One of these calls for support by itself; of the others, two together do.
HEAVY = frozenset({"very_long_term", "ase", "justice", "refugee"})
LIGHT = frozenset({"rsa", "ass", "aah", "rqth", "long_term", "single_parent", "french_below_a1", "mobility"})
TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the proposal rests on: the facts of the person, their age that day, the basics found difficult."""

    facts: Facts
    age: int | None
    domains: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether an optional step is proposed, and why, or why not: sentences, at least one."""

    step: str
    proposed: bool
    because: tuple[str, ...]


Argument = tuple[Callable[[Diagnosis], bool], str]


def _young_and_away(found: Diagnosis) -> bool:
    return found.facts.really_neet and found.age is not None and YOUTH_FROM <= found.age <= YOUTH_TO


def _light(found: Diagnosis) -> int:
    return len(found.facts.situations & LIGHT)


FOR_REFRESHER: tuple[Argument, ...] = (
    (lambda d: bool(d.domains), sentence("Difficulties with the basics were noted.")),
    (
        lambda d: "french_below_a1" in d.facts.situations,
        sentence("The person’s French is below level A1: a qualification would be out of reach today."),
    ),
    (
        lambda d: d.facts.level == 0,
        sentence("The person has no diploma: a qualification asks for basics that nothing attests."),
    ),
    (
        lambda d: d.facts.level == CAP and d.facts.diploma is False,
        sentence("The person reached the level of a CAP without obtaining it."),
    ),
)
AGAINST_REFRESHER: tuple[Argument, ...] = (
    (
        lambda d: d.facts.level is None,
        sentence("The level of education is not known and no difficulty was noted: orientation will tell."),
    ),
    (
        lambda d: d.facts.level is not None and d.facts.level >= BAC,
        sentence("The person reached the level of the baccalaureate and no difficulty was noted."),
    ),
    (
        lambda d: d.facts.level == CAP,
        sentence("The person has the level of a CAP or BEP and no difficulty was noted."),
    ),
)
FOR_SUPPORT: tuple[Argument, ...] = (
    (
        _young_and_away,
        sentence("The person is 25 or under, without job, study or training: the law opens intensive support to them."),
    ),
    (
        lambda d: "very_long_term" in d.facts.situations,
        sentence("The person has been out of work for more than 24 months."),
    ),
    (
        lambda d: bool(d.facts.situations & (HEAVY - {"very_long_term"})),
        sentence("The person’s situation (child welfare, justice or refuge) calls for a single referent."),
    ),
    (
        lambda d: _light(d) >= TOGETHER,
        sentence("Several difficulties add up: training alone would not be enough."),
    ),
)
AGAINST_SUPPORT: tuple[Argument, ...] = (
    (
        lambda d: _light(d) == 1,
        sentence("Only one difficulty is recorded: guided support can deal with it."),
    ),
    (lambda d: _light(d) == 0, sentence("No difficulty beside training is recorded.")),
)


def advise(found: Diagnosis) -> tuple[Advice, Advice]:
    """The advice on a refresher, then on reinforced support."""
    return (
        _weighed("refresher", found, FOR_REFRESHER, AGAINST_REFRESHER),
        _weighed("support", found, FOR_SUPPORT, AGAINST_SUPPORT),
    )


def _weighed(step: str, found: Diagnosis, arguments: tuple[Argument, ...], otherwise: tuple[Argument, ...]) -> Advice:
    because = tuple(text for test, text in arguments if test(found))
    if because:
        return Advice(step, proposed=True, because=because)
    return Advice(step, proposed=False, because=tuple(text for test, text in otherwise if test(found)))

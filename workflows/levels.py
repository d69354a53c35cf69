"""Levels of education: five nomenclatures onto the 2019 scale (domain.md §4.1).

The same digit means a CAP in one nomenclature and the baccalauréat in another, and "trained up to" is not "obtained":
hence always a pair (scheme, code). This module answers what a code says; which levels are eligible is another's rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.engine import sentence

NO_LEVEL = 0


@dataclass(frozen=True, slots=True)
class Level:
    """What one code says: the level reached on the 2019 scale (0 none, None not stated) and whether it was obtained."""

    code: str
    reached: int | None
    obtained: bool | None


class UnknownLevel(ValueError):
    """The scheme or the code is in no table; `sentence` and `params` say so to a person."""

    def __init__(self, scheme: str, code: str) -> None:
        self.scheme = scheme
        self.code = code
        self.sentence = sentence("Level “%(code)s” is not known in the nomenclature “%(scheme)s”.")
        self.params = {"code": code, "scheme": scheme}
        super().__init__(self.sentence % self.params)


def _scheme(*rows: tuple[str, int | None, bool | None]) -> Mapping[str, Level]:
    """A nomenclature keyed by its codes."""
    return {code: Level(code, reached, obtained) for code, reached, obtained in rows}


LEVELS: Mapping[str, Mapping[str, Level]] = {
    # D.6113-19: level 1 is the mastery of basic knowledge; no diploma is registered at 1 or 2.
    "rncp2019": _scheme(
        ("0", 0, False), ("1", 0, False), ("2", 0, False),
        ("3", 3, None), ("4", 4, None), ("5", 5, None), ("6", 6, None), ("7", 7, None), ("8", 8, None),
    ),
    # C12 is a finished 2nde or 1re: whoever leaves before the last year has level V in the old frame, and no bac.
    "ft": _scheme(
        ("AFS", 0, False), ("CP4", 0, False), ("CFG", 0, False), ("C3A", 0, False), ("C12", 3, False),
        ("NV5", 3, None), ("NV4", 4, None), ("NV3", 5, None), ("NV2", 6, None), ("NV1", 7, None),
    ),
    # 0 and 1 are "not communicated" and "no specific level": they describe a course, and say nothing of a person.
    "lheo_old": _scheme(
        ("0", None, None), ("1", None, None), ("2", 0, False), ("3", 0, False),
        ("4", 3, None), ("5", 4, None), ("6", 5, None), ("7", 6, None), ("8", 7, None),
    ),
    "lheo_new": _scheme(
        ("0", None, None), ("1", None, None), ("11", 0, False), ("12", 0, False),
        ("13", 3, None), ("14", 4, None), ("15", 5, None), ("16", 6, None), ("17", 7, None), ("18", 8, None),
    ),
    # 40 and 50 are "trained up to"; 41 and 51 are diplomas in hand.
    "asp": _scheme(
        ("00", 0, False), ("01", 0, False), ("60", 0, False), ("70", 0, False),
        ("50", 3, False), ("51", 3, True), ("40", 4, False), ("41", 4, True),
        ("30", 5, None), ("20", 6, None), ("10", 7, None),
    ),
}  # fmt: skip
SCHEMES = tuple(LEVELS)


def reached(scheme: str, code: str) -> int | None:
    """The level reached on the 2019 scale: 0 none, 3 to 8, None when the code states nothing; else UnknownLevel."""
    return _find(scheme, code).reached


def diploma_obtained(scheme: str, code: str) -> bool | None:
    """Whether the diploma of that level was obtained, as far as the code itself says; None when it does not."""
    return _find(scheme, code).obtained


def _find(scheme: str, code: str) -> Level:
    """One row of the tables, or UnknownLevel."""
    level = LEVELS.get(scheme, {}).get(code)
    if level is None:
        raise UnknownLevel(scheme, code)
    return level

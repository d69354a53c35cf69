"""What the entries of a case leave unsaid and a figure needs. A table of codes; each is one question to the standing.

What is missing of the person, or of a row that lists read anyway, is not here: the queries see it by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.eligibility import ATTRIBUTION_TO, YOUTH_FROM
from workflows.exits import EMPLOYMENT
from workflows.standing import Standing


def _exit_dates(standing: Standing) -> bool:
    """A job found, and a date without which nobody can say whether it lasts."""
    left = standing.exit
    return left is not None and left.motive == EMPLOYMENT and left.durable["P102"] is None


def _neet_proof(standing: Standing) -> bool:
    """Young, said without a job, studies or training when the case opened, and nothing proves it."""
    answers, age = standing.facts.get("eligibility") or {}, standing.facts.get("age")
    busy = any(answers.get(name) for name in ("employed", "in_school", "in_training"))
    young = age is not None and YOUTH_FROM <= age <= ATTRIBUTION_TO
    return bool(answers.get("neet")) and young and not busy and not answers.get("neet_proof_on")


def _level(standing: Standing) -> bool:
    """No level when the case opened, and no other public to be counted in."""
    level = standing.facts.get("level") or {}
    return level.get("reached") is None and _public(standing) == "other"


def _support_referent(standing: Standing) -> bool:
    """Reinforced support that nobody is named for (L.5411-6 II-1°)."""
    support = standing.support
    return support is not None and support.level == "reinforced" and support.referent is None


def _public(standing: Standing) -> str:
    return str((standing.facts.get("publics") or {}).get("counted_as", "other"))


OMISSIONS: Mapping[str, Callable[[Standing], bool]] = {
    "exit_dates": _exit_dates,
    "neet_proof": _neet_proof,
    "level": _level,
    "support_referent": _support_referent,
}


def omissions(standing: Standing) -> str:
    """The codes of what is unsaid, in the table's order, with a space between them; empty once nobody can mend it."""
    if not standing.live or not standing.counts:
        return ""
    return " ".join(code for code, unsaid in OMISSIONS.items() if unsaid(standing))

"""Regional pacts: one module per variant, each a `Pact` value. A pact narrows the national rule, never widens it."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.pacts import nouvelle_aquitaine_2024, paca_2019
from workflows.pacts.pact import NATIONAL_PACT, Pact

PACTS: Mapping[str, Pact] = {pact.code: pact for pact in (paca_2019.PACT, nouvelle_aquitaine_2024.PACT)}


def notice_days(level: int) -> tuple[int, ...]:
    """The days before a planned end of a level of notice, whichever the pact, each once and in order."""
    return tuple(sorted({pact.notice[level] for pact in (NATIONAL_PACT, *PACTS.values())}))


def pact_of(code: str | None) -> Pact:
    """The pact of a code; the national terms when there is none. Raises KeyError for an unknown code."""
    return NATIONAL_PACT if code is None else PACTS[code]

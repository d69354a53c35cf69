"""Provence-Alpes-Côte d'Azur 2019-2022: level strictly below the baccalaureate (domain.md §1.1, PRIC in practice)."""

from __future__ import annotations

from workflows.eligibility import Narrowing, below_bac
from workflows.engine import sentence
from workflows.pacts.pact import Pact

PACT = Pact(
    code="paca_2019",
    region="93",
    name="Provence-Alpes-Côte d’Azur 2019-2022",
    narrowing=Narrowing(below_bac, sentence("This pact is for people whose level is below the baccalaureate.")),
)

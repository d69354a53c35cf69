"""Nouvelle-Aquitaine 2024-2027: minimum income, disability, or age with a diploma not obtained (domain.md §1.1)."""

from __future__ import annotations

from datetime import date

from workflows.eligibility import Facts, Narrowing, bac_not_obtained
from workflows.engine import sentence
from workflows.pacts.pact import Pact

BAC_PLUS_2 = 5
ADULT, SENIOR = 26, 55


def _priority(facts: Facts, on: date) -> bool:
    age = facts.age(on)
    if facts.situations & {"rsa", "rqth"}:
        return True
    if age is None:
        return False
    if age < ADULT:
        return facts.level is not None and (
            facts.level < BAC_PLUS_2 or (facts.level == BAC_PLUS_2 and facts.diploma is False)
        )
    return age >= SENIOR or bac_not_obtained(facts, on)


PACT = Pact(
    code="nouvelle_aquitaine_2024",
    region="75",
    name="Nouvelle-Aquitaine 2024-2027",
    narrowing=Narrowing(
        _priority,
        sentence(
            "This pact is for people on minimum income or with a recognised disability, under 26 without a two-year "
            "degree, aged 26 to 54 without the baccalaureate, or aged 55 and over."
        ),
    ),
    kinds={"prequalification": "refresher"},
)

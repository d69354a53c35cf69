"""Draws made-up people who may enter the programme, each with a birth date, a level and a situation that allow it."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from parcours_app.services.simulated_names import FAMILY, GIVEN, PLACES
from parcours_app.services.simulation_rates import LEVELS, SITUATIONS, Rates
from workflows.calendar import age_on

YOUNG = 26
ANY_JOBSEEKER = 2024  # from that year the law asks for a registered jobseeker


@dataclass(frozen=True, slots=True)
class Drawn:
    """A person as drawn: values of the row, and whether they were found without job, study or training."""

    values: dict[str, Any]
    neet: bool
    registered: bool

    @property
    def birth_date(self) -> date:
        """The day they were born."""
        born: date = self.values["birth_date"]
        return born

    def answers(self, opened_on: date) -> dict[str, Any]:
        """What they answer about their situation on the day a case opens."""
        neet = self.neet and age_on(self.birth_date, opened_on) < YOUNG
        answers = {
            "registered_jobseeker": self.registered or not neet or opened_on.year >= ANY_JOBSEEKER,
            "neet": neet,
        }
        return {**answers, "neet_proof_on": opened_on.isoformat()} if neet else answers


def draw(rng: random.Random, rates: Rates, region: str, opened_on: date) -> Drawn:
    """A person who is eligible on the day the case opens."""
    sex = rng.choices(list(rates.sexes), list(rates.sexes.values()))[0]
    age = rng.randint(*rng.choices(list(rates.ages), list(rates.ages.values()))[0])
    scheme, code = rng.choices(list(LEVELS), list(LEVELS.values()))[0]
    family = rng.choice(FAMILY)
    postcode, _city = PLACES[region]
    values = {
        "given_name": rng.choice(GIVEN["m" if sex == "m" else "f"]),
        "family_name": f"{family}-{rng.choice(FAMILY)}" if rng.random() < rates.double_name else family,
        "birth_date": opened_on - timedelta(days=int(age * 365.25) + rng.randint(30, 330)),
        "sex": sex,
        "email": None,
        "phone": f"+33639980{rng.randint(0, 999):03d}" if rng.random() < rates.has_phone else None,
        "postcode": postcode,
        "level_scheme": scheme,
        "level_code": code,
        "situations": sorted(name for name, share in SITUATIONS.items() if rng.random() < share),
    }
    neet = age < YOUNG and rng.random() < rates.neet
    return Drawn(values, neet, registered=not neet or rng.random() < rates.neet_registered)

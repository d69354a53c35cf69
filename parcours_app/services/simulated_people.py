"""Draws made-up people who may enter the programme, each with a birth date, a level and a situation that allow it."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from parcours_app.services.simulated_names import FAMILY, GIVEN, PLACES

# (scheme, code, weight): every nomenclature people come with, at most the baccalaureate.
LEVELS = (
    ("rncp2019", "0", 14), ("ft", "AFS", 8), ("ft", "CP4", 6), ("lheo_new", "12", 4), ("asp", "01", 4),
    ("rncp2019", "3", 20), ("ft", "NV5", 18), ("asp", "51", 4),
    ("rncp2019", "4", 12), ("ft", "NV4", 8), ("asp", "40", 2),
)  # fmt: skip
SITUATIONS = {
    "rsa": 0.3,
    "qpv": 0.2,
    "rqth": 0.08,
    "long_term": 0.3,
    "single_parent": 0.1,
    "mobility": 0.15,
    "frr": 0.1,
}
YOUNG = 26


@dataclass(frozen=True, slots=True)
class Drawn:
    """A person as drawn: values of the row, eligibility answers, age on the opening day."""

    values: dict[str, Any]
    answers: dict[str, Any]
    age: int


def draw(rng: random.Random, region: str, opened_on: date) -> Drawn:
    """A person who is eligible on the day the case opens."""
    sex = rng.choices(("f", "m", "x", "unknown"), (48, 48, 1, 3))[0]
    given = rng.choice(GIVEN["m" if sex == "m" else "f"])
    family = rng.choice(FAMILY)
    age = rng.choices((rng.randint(16, 25), rng.randint(26, 50), rng.randint(51, 62)), (52, 40, 8))[0]
    birth = opened_on - timedelta(days=int(age * 365.25) + rng.randint(30, 330))
    scheme, code, _weight = rng.choices(LEVELS, [weight for *_rest, weight in LEVELS])[0]
    postcode, _city = PLACES[region]
    young = age < YOUNG
    neet = young and rng.random() < 0.7  # noqa: PLR2004 - seven young people in ten come without job or training
    answers: dict[str, Any] = {"registered_jobseeker": not neet or rng.random() < 0.5, "neet": neet}  # noqa: PLR2004
    if neet:
        answers["neet_proof_on"] = opened_on.isoformat()
    if opened_on.year >= 2024:  # noqa: PLR2004 - the law of that year asks for a registered jobseeker
        answers["registered_jobseeker"] = True
    values = {
        "given_name": given,
        "family_name": f"{family}-{rng.choice(FAMILY)}" if rng.random() < 0.06 else family,  # noqa: PLR2004
        "birth_date": birth,
        "sex": sex,
        "email": None,
        "phone": f"+33639980{rng.randint(0, 999):03d}" if rng.random() < 0.85 else None,  # noqa: PLR2004
        "postcode": postcode,
        "level_scheme": scheme,
        "level_code": code,
        "situations": sorted(name for name, share in SITUATIONS.items() if rng.random() < share),
    }
    return Drawn(values, answers, age)

"""Keys and salts of one simulated person, drawn from the seed: the same person gets the same ones every time."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from parcours_app.models.keys import new_id


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes keys (called with an instant) and salts."""

    rng: random.Random
    order: Iterator[int] = field(default_factory=itertools.count)

    def __call__(self, at: datetime) -> str:
        """A key for something written at this instant."""
        return new_id(at, randbits=self.rng.getrandbits, order=self.order)

    def salt(self) -> str:
        """A salt for a made-up text: nothing secret hides behind it."""
        return f"{self.rng.getrandbits(128):032x}"

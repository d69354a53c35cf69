"""Counts a person from the whole journal: the rows of her count deltas, one lot per day of writing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from parcours_app.journal.counting import delta_values, difference
from workflows.knowledge import Told, learnt, taught


def rows_learnt(person_id: str, cases: Mapping[str, Told]) -> Iterator[dict[str, Any]]:
    """The rows of a person's deltas, each under the case and the entry that taught it; all her cases must be there."""
    keys = list(cases)
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
    for lines, gained in learnt(list(cases.values())):
        for key, amount in difference(gained, Counter()):
            line = taught(lines, key[0])
            case_id = keys[line.case]
            row = {"case_id": case_id, "n": next(numbers[case_id]), "person_id": person_id}
            yield row | delta_values(line.entry, key, amount)

"""A reader of persons and of persons trained, who knows that these are among those: in worlds of nearly all trained."""

import random
from collections import Counter

import numpy as np
import pytest
from scipy.sparse import block_diag, hstack

from tests.disclosure.attacker import told
from tests.disclosure.growing import A_YEAR, DAYS, GROUND, TABLES, grown, reader
from workflows.disclosure import Above, Below, close, veil

# Worlds that give something away when each measure is withheld for itself: 22 of the first sixty do.
WORLDS = (23, 35, 47, 51, 55)


def measures(seed):
    """Persons, and those of them who are trained: all but a few."""
    chance = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes back
    persons = grown(seed)[A_YEAR + 7 * seed % (DAYS - A_YEAR)]
    trained = {record: sum(chance.random() < 0.95 for _ in range(count)) for record, count in persons.items()}
    return persons, Counter({record: count for record, count in trained.items() if count})


def alone(persons, trained):
    return drawn(persons), drawn(trained)


def together(persons, trained):
    whole, part = (frozenset(records.items()) for records in (persons, trained))
    assert close(whole, part)
    above = drawn(persons, Above(part))
    return above, drawn(trained, Below(whole, above))


def drawn(records, *beside):
    return veil(records, TABLES, ground=GROUND, told=True, beside=beside)


def worked_out(seed, withheld):
    """What has a single value for who reads both: of each record, no more are trained than there are."""
    both = measures(seed)
    persons, trained = map(reader, both, withheld(*both))
    at = {record: n for n, record in enumerate(persons.unknowns)}
    among = persons.matrix([[at[record]] if record in at else [] for record in trained.unknowns])
    each = trained.matrix([[n] for n in range(len(trained.unknowns))])
    return told(
        block_diag([persons.parts, trained.parts], format="csr"),
        np.concatenate([persons.least, trained.least]),
        block_diag([persons.equal, trained.equal], format="csr"),
        np.concatenate([persons.sums, trained.sums]),
        [*(("persons", *cell) for cell in persons.withheld), *(("trained", *cell) for cell in trained.withheld)],
        hstack([-among, each]),
    )


@pytest.mark.parametrize("seed", WORLDS)
def test_one_measure_tells_nothing_of_the_other(seed):
    assert worked_out(seed, together) == {}


def test_each_withheld_for_itself_the_attacker_wins():
    assert any(worked_out(seed, alone) for seed in WORLDS)


def test_two_measures_are_close_when_less_than_one_in_four_is_in_one_only():
    whole, some = frozenset({(("a",), 40)}), frozenset({(("a",), 30)})
    assert not close(whole, some)
    assert close(whole, frozenset({(("a",), 31)}))

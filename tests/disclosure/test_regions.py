"""A region's supervisor beside the tables of the nation, which may be published: what they work out of their own."""

import os

import pytest

from tests.disclosure.attacker import counted, told_together
from tests.disclosure.growing import A_YEAR, DAYS, GROUND, PARTS, REGION, TABLES, grown, reader, small
from workflows.disclosure import Known, Wider, veil

WORLDS = range(int(os.environ.get("PARCOURS_ATTACKED_WORLDS", "8")))
# Worlds where small counts are told when the nation thinks of no part.
LOST = [28, 51]


def worked_out(seed, *, parts=PARTS, wider=True):
    """The withheld counts of the second region, but its own sum, that it and the nation tell together, by value.

    parts: what the nation thinks of; wider: whether the region thinks of the nation.
    """
    nation = grown(seed)[A_YEAR + 7 * seed % (DAYS - A_YEAR)]
    (_first, _size), ((region,), everybody), *_others = counted(nation, (REGION,)).most_common()
    inside = {record: count for record, count in nation.items() if record[REGION] == region}
    withheld = veil(nation, TABLES, known=Known(ground=GROUND), told=True, beside=parts)
    beside = [Wider(withheld, REGION, region, GROUND)] if wider else []
    own = veil(inside, TABLES, known=Known(ground=GROUND), told=True, beside=beside)
    found = told_together(reader(nation, withheld), reader(inside, own), lambda record: record[REGION] == region)
    return {at: n for at, n in found.items() if (at[0] == "part" or region in at[2]) and n != everybody}


@pytest.mark.parametrize("seed", [*WORLDS, *LOST])
def test_a_region_beside_the_nation_tells_no_small_count(seed):
    assert not small(worked_out(seed))


def test_unless_the_nation_thinks_of_no_part():
    """A doubt of the nation that moves somebody to another region is none for who knows its sum."""
    assert all(small(worked_out(seed, parts=())) for seed in LOST)


def test_nor_many_others_unless_the_region_does_not_think_of_the_nation():
    found = {wider: sum(len(worked_out(seed, wider=wider)) for seed in WORLDS) for wider in (False, True)}
    assert 4 * found[True] <= found[False]
    assert found[False]

"""A region's supervisor beside the tables of the nation, which may be published: what they work out of their own."""

import os

from tests.disclosure.attacker import told_together
from tests.disclosure.growing import A_YEAR, DAYS, GROUND, REGION, TABLES, counted, grown, reader
from workflows.disclosure import Wider, veil

WORLDS = range(int(os.environ.get("PARCOURS_ATTACKED_WORLDS", "8")))


def a_region(seed):
    """The nation on a day, what is withheld of it, and its second region: its name and its records."""
    nation = grown(seed)[A_YEAR + 7 * seed % (DAYS - A_YEAR)]
    (_first, _size), ((region,), _), *_others = counted(nation, (REGION,)).most_common()
    inside = {record: count for record, count in nation.items() if record[REGION] == region}
    return nation, veil(nation, TABLES, ground=GROUND, told=True), region, inside


def worked_out(seed, *, beside):
    """The withheld counts of the region, but its own sum, that have a single value: in its tables and the nation's."""
    nation, withheld, region, inside = a_region(seed)
    more = [Wider(withheld, REGION, region, GROUND)] if beside else []
    own = veil(inside, TABLES, ground=GROUND, told=True, beside=more)
    found = told_together(reader(nation, withheld), reader(inside, own), lambda record: record[REGION] == region)
    everybody = sum(inside.values())
    return [at for at, value in found.items() if (at[0] == "part" or region in at[2]) and value != everybody]


def test_a_region_tells_next_to_nothing_beside_the_nation_whose_doubts_are_its_own():
    """Not nothing: a doubt of the nation that moves somebody to another region is none for who knows its sum."""
    found = {beside: sum(len(worked_out(seed, beside=beside)) for seed in WORLDS) for beside in (False, True)}
    assert 3 * found[True] <= found[False]
    assert found[False]

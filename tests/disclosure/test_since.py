"""What was withheld on an earlier day, seen from a later one: who came since, and where those a doubt moves may be."""

from dataclasses import replace

from tests.disclosure.attacker import reader, tables_of, told_over_time
from workflows.disclosure import Earlier, veil

REGION, YEAR, STAGE = range(3)


def test_who_was_recorded_late_has_not_come_since_for_who_reads_the_day_again():
    """Some of the year past recorded since might be of this one, for who read it then: not for who reads it now."""
    then = {("A", 2021): 30, ("B", 2021): 30, ("C", 2021): 30}
    again = {**then, ("B", 2021): 31}
    later = {**again, ("A", 2022): 4, ("B", 2022): 7, ("C", 2022): 12}
    tables = tables_of(2)
    eve = veil(then, tables)
    today = veil(again, tables, beside=[Earlier(eve, (REGION, YEAR))])
    told = {}
    for known in (None, frozenset(again.items())):
        drawn = veil(later, tables, beside=[Earlier(eve, (REGION, YEAR), known=known)])
        days = [reader(again, today, tables), reader(later, drawn, tables)]
        told[known is None] = told_over_time(days, (REGION, YEAR))
    assert told[True][1, (REGION, YEAR), ("A", 2022)] == 4
    assert told[False] == {}


def test_a_doubt_stands_where_those_it_moves_may_be_now():
    """A year over is doubted with the same other year, though all have changed of stage since."""
    first = {("A", 2018, "q"): 3, ("A", 2019, "q"): 15, ("A", 2020, "f"): 30}
    later = {("A", 2018, "f"): 3, ("A", 2019, "z"): 15, ("A", 2020, "f"): 30, ("A", 2021, "z"): 40}
    tables = tables_of(3)
    eve = veil(first, tables)
    drawn = veil(later, tables, beside=[Earlier(eve, (REGION, YEAR))])
    hidden = [{year for (year,) in each.withheld((YEAR,))} for each in (eve, drawn)]
    assert hidden == [{2018, 2019}, {2018, 2019}]
    assert told_over_time([reader(first, eve, tables), reader(later, drawn, tables)], (REGION, YEAR)) == {}


def test_a_newcomer_may_take_back_all_but_one_value():
    """Nobody comes to a year that is over, but somebody does to a region, whose line is the same again."""
    first = {("A", 2018): 5, ("A", 2019): 40, ("B", 2018): 12, ("B", 2019): 40}
    before = veil(first, tables_of(2))
    moved = before.world.changed(((("A",), (2019,)),), ((("B",), (2018,)),))
    drawn = veil({**first, ("A", 2020): 30, ("B", 2020): 30}, tables_of(2))
    since = Earlier(replace(before, doubts=(moved,)), (REGION, YEAR)).seen_from(drawn.world, drawn.groups)
    (ways,) = since.standing()
    regions = [sum(places == (REGION,) for places, _cell in way.effect) for way in ways]
    assert (max(regions), min(regions)) == (2, 0)

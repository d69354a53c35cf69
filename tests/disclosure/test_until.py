"""What was withheld at the end of a year, seen from a day of it that is read again."""

from dataclasses import replace

import pytest

from tests.disclosure.attacker import reader, tables_of, told_over_time
from workflows.disclosure import Later, veil

REGION, YEAR = range(2)
TABLES = tables_of(2)
DAY = {("A", 2021): 20, ("B", 2021): 20, ("C", 2021): 20, ("A", 2022): 20, ("B", 2022): 20, ("C", 2022): 20}


def seen(day, end, *doubts, known=None):
    """What a day sees of the end of its year, some doubts (gone, come) of which are given; and what it withholds."""
    later, drawn = veil(end, TABLES), veil(day, TABLES)
    made = tuple([later.world.changed(*(tuple(as_groups(each)) for each in doubt)) for doubt in doubts])
    return Later(replace(later, doubts=made), (REGION, YEAR), known).seen_from(drawn.world, drawn.groups), drawn


def as_groups(records):
    return [tuple([(value,) for value in record]) for record in records]


def swapped(world, left, right):
    """The doubt that two records exchange their years."""
    return world.exchange(*as_groups([left, right]), (YEAR,))


def test_a_doubt_on_those_who_came_later_says_nothing_of_the_day():
    end = {**DAY, ("A", 2022): 23, ("B", 2022): 24}
    until, _drawn = seen(DAY, end, ([("A", 2022)], [("B", 2022)]))
    assert [*until.standing()] == []


def test_one_on_those_who_were_there_stands_on_the_day_too():
    end = {**DAY, ("A", 2022): 23, ("B", 2022): 24}
    until, _drawn = seen(DAY, end, ([("C", 2022)], [("B", 2022)]))
    (ways,) = until.standing()
    assert [(way.gone, way.come) for way in ways] == [(((("C",), (2022,)),), ((("B",), (2022,)),))]


def test_a_doubt_on_the_day_holds_when_those_it_adds_came_later():
    end = {**DAY, ("A", 2021): 21, ("B", 2022): 21, ("A", 2022): 22}
    until, drawn = seen(DAY, end)
    assert until.holds(swapped(drawn.world, ("A", 2022), ("B", 2021)))
    assert not until.holds(swapped(drawn.world, ("A", 2022), ("C", 2021)))


def test_who_was_recorded_late_did_not_come_later():
    """They are on the day as it is read now, and were not at the end of the year as it was then known."""
    end = {**DAY, ("A", 2021): 21, ("B", 2022): 21}
    known = frozenset({**end, ("A", 2021): 20}.items())
    until, drawn = seen(DAY, end, known=known)
    assert not until.holds(swapped(drawn.world, ("A", 2022), ("B", 2021)))


def test_it_holds_when_the_end_of_the_year_withholds_all_it_touches():
    end = dict.fromkeys(DAY, 3)
    day = dict.fromkeys(DAY, 2) | {("A", 2021): 3}
    until, drawn = seen(day, end)
    assert until.holds(swapped(drawn.world, ("A", 2022), ("B", 2021)))


@pytest.mark.parametrize("beside", [True, False])
def test_a_count_of_a_day_is_not_told_by_the_end_of_its_year(beside):
    """Of four people who came in between, exact sums tell who had come, when both days withhold for other doubts."""
    past = {("A", 2021): 20, ("B", 2021): 3, ("C", 2021): 15}
    day = {**past, ("A", 2022): 19, ("B", 2022): 3, ("C", 2022): 27}
    end = {**past, ("A", 2022): 20, ("B", 2022): 3, ("C", 2022): 30}
    later = veil(end, TABLES)
    drawn = veil(day, TABLES, beside=[Later(later, (REGION, YEAR))] if beside else [])
    told = told_over_time([reader(day, drawn, TABLES), reader(end, later, TABLES)], (REGION, YEAR))
    assert (told == {}) is beside

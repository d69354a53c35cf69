"""What is young beside an earlier day: values, and crossed values, that nobody had then and few have now.

Zero is shown, and so is the sum. Who reads a day with nobody and a later one with somebody learns from these how many
they are, whatever is withheld of the later one. So what is young is not told apart from another value. Nor is a value
that has begun, as a year on its first day: it has a row before anybody has it, or that row would tell who comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import chain, product

from workflows.disclosure.records import Cell, Places, Record, counted, ordered
from workflows.disclosure.world import SMALLEST


def young(
    before: Collection[Record],
    records: Mapping[Record, int],
    tables: Sequence[Places],
    largest: int,
    begun: Mapping[int, Hashable],
) -> Iterator[tuple[Places, Cell]]:
    """The values of these tables that nobody had and that are small; then the crossed ones that somebody has alone.

    before: the records of the earlier day, each value of which is a group. Crossed values of a few are many more, and
    hardly any is told. begun: the values, by place, that have begun.
    """
    for place, value in begun.items():
        if all(record[place] != value for record in records):
            yield (place,), (value,)
    for size, most in ((1, largest), (2, SMALLEST)):
        for places in (each for each in tables if len(each) == size):
            had = {*chain.from_iterable(product(*(record[place] for place in places)) for record in before)}
            for cell, count in sorted(counted(records, places).items(), key=lambda at: ordered(at[0])):
                if count <= most and cell not in had:
                    yield places, cell

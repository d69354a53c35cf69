import random
from collections import defaultdict
from itertools import combinations

from parcours_app.queries.line_masking import masked_table


def test_a_count_of_one_to_ten_is_masked_with_the_next_smallest():
    hidden = masked_table({("a",): 5, ("b",): 40, ("c",): 12})
    assert hidden == {("a",), ("c",)}


def test_zero_and_eleven_are_shown():
    assert masked_table({("a",): 0, ("b",): 11, ("c",): 300}) == frozenset()


def test_two_cells_at_an_end_of_the_range_are_told_by_their_sum_so_a_third_is_masked():
    assert masked_table({("a",): 1, ("b",): 1, ("c",): 50}) == {("a",), ("b",), ("c",)}
    assert masked_table({("a",): 10, ("b",): 10, ("c",): 50}) == {("a",), ("b",), ("c",)}
    assert masked_table({("a",): 4, ("b",): 9, ("c",): 50}) == {("a",), ("b",)}


def test_a_single_cell_without_dimension_is_masked():
    assert masked_table({(): 7}) == {()}


def tables_of(table):
    """The table and every coarser one, by the places of the dimensions kept; each as it is answered."""
    width = len(next(iter(table)))
    found = {(): {(): sum(table.values())}}
    for size in range(1, width + 1):
        for places in combinations(range(width), size):
            sums = defaultdict(int)
            for cell, count in table.items():
                sums[tuple(cell[place] for place in places)] += count
            found[places] = dict(sums)
    return found


def attacked(tables, hidden):
    """What somebody works out who reads every table and the masking rule: bounds of each masked cell, of all tables."""
    top = tables[()][()]
    bounds = {(p, c): [1, top] if c in hidden[p] else [n, n] for p, t in tables.items() for c, n in t.items()}
    changed = True
    while changed:
        changed = False
        for places, table in tables.items():
            for free in range(len(places)):
                lines = defaultdict(list)
                for cell in table:
                    lines[cell[:free] + cell[free + 1 :]].append(bounds[places, cell])
                for key, parts in lines.items():
                    whole = bounds[places[:free] + places[free + 1 :], key]
                    changed |= narrowed(whole, parts)
    return bounds


def narrowed(whole, parts):
    before = [list(limits) for limits in (whole, *parts)]
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    whole[0], whole[1] = max(whole[0], low), min(whole[1], high)
    for part in parts:
        others_low, others_high = low - part[0], high - part[1]
        part[0], part[1] = max(part[0], whole[0] - others_high), min(part[1], whole[1] - others_low)
        low, high = others_low + part[0], others_high + part[1]
    return before != [list(limits) for limits in (whole, *parts)]


def random_table(rng):
    rows, columns = rng.randint(1, 6), rng.randint(2, 6)
    sizes = [0, 1, 2, 5, 9, 10, 11, 14, 30, 200]
    table = {(r, c): rng.choice(sizes) for r in range(rows) for c in range(columns)}
    return {cell: count for cell, count in table.items() if count} or {(0, 0): 3, (0, 1): 40}


def told(tables, hidden):
    """The small counts somebody works out exactly, by table."""
    bounds = attacked(tables, hidden)
    return [
        (places, cell)
        for places, table in tables.items()
        for cell in hidden[places]
        if 1 <= table[cell] <= 10 and bounds[places, cell][0] == bounds[places, cell][1]
    ]


def test_no_masked_count_is_worked_out_from_the_tables_one_may_ask_for():
    rng = random.Random(7)  # noqa: S311 - seeded, so that a failure comes back
    for _ in range(400):
        tables = tables_of(random_table(rng))
        hidden = {places: masked_table(table) for places, table in tables.items() if places} | {(): frozenset()}
        for places, cell in told(tables, hidden):
            # The true total is always given: a table with nothing more to hide behind is told by it.
            shown = [c for c, n in tables[places].items() if n and c not in hidden[places]]
            assert not shown, (tables, hidden, places, cell)


def test_every_small_count_is_masked():
    rng = random.Random(8)  # noqa: S311 - seeded, so that a failure comes back
    for _ in range(200):
        table = random_table(rng)
        assert {cell for cell, count in table.items() if 1 <= count <= 10} <= masked_table(table)


def test_the_attacker_of_these_tests_does_find_a_count_masked_alone():
    tables = tables_of({("a",): 5, ("b",): 40, ("c",): 12})
    assert told(tables, {(): frozenset(), (0,): frozenset({("a",)})}) == [((0,), ("a",))]

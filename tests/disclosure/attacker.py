"""The attacker: tables as read, and for each withheld count the least and the most it may be.

What is unknown is how many units carry each combination of values. A count shown, zero included, is an equation; one
withheld is one or more. Several days may be read: what only grows from one to the next is then an inequality.
"""

import random
from collections import Counter, defaultdict
from itertools import combinations, product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, coo_matrix, csr_matrix, hstack, vstack

LOOKS = 8
# No count is greater: without it, what a withheld sum may hide has no bound.
MOST = 1e6


def tables_of(width):
    """The sum, each place, and each pair of them."""
    return [(), *((place,) for place in range(width)), *combinations(range(width), 2)]


def counted(records, places):
    """A table."""
    found = Counter()
    for record, count in records.items():
        found[tuple(record[place] for place in places)] += count
    return found


def reader(records, drawn, tables):
    """Who reads these tables of a world; a count withheld with its line may be zero for them."""
    read, nothing = {}, set()
    for places in filter(None, tables):
        true, hidden = counted(records, places), set(drawn.withheld(places))
        read[places] = {cell: None if cell in hidden else true[cell] for cell in {*true, *hidden}}
        nothing |= {(places, cell) for cell in hidden if _joined(drawn, places, cell)}
    return Attacker(read, None if drawn.total else sum(records.values()), nothing)


def _joined(drawn, places, cell):
    return any(len(drawn.groups[place].get(value, ())) > 1 for place, value in zip(places, cell, strict=True))


class Attacker:
    """tables: {places: {cell: count, or None where withheld}}; a cell that is not there is shown as zero.

    whole: the sum of everything, None when it is withheld. nothing: the withheld cells that may be zero.
    """

    def __init__(self, tables, whole, nothing=frozenset()):
        self.tables = tables
        width = 1 + max(place for places in tables for place in places)
        values = [sorted({cell[0] for cell in tables[place,]}, key=str) for place in range(width)]
        self.unknowns = list(_combined(values, tables))
        rows = defaultdict(list)
        for n, record in enumerate(self.unknowns):
            for places in tables:
                rows[places, tuple(record[place] for place in places)].append(n)
        self.withheld = [key for key in rows if tables[key[0]].get(key[1], 0) is None]
        shown = [(key, tables[key[0]][key[1]]) for key in rows if tables[key[0]].get(key[1]) is not None]
        equal = [(rows[key], count) for key, count in shown]
        if whole is not None:
            equal.append((range(len(self.unknowns)), whole))
        self.equal, self.sums = self.matrix([ns for ns, _ in equal]), np.array([count for _, count in equal])
        self.parts = self.matrix([rows[key] for key in self.withheld])
        self.least = np.array([0 if key in nothing else 1 for key in self.withheld])

    def matrix(self, rows):
        """One line per group of unknowns, which adds them up."""
        at = [(i, n) for i, ns in enumerate(rows) for n in ns]
        if not at:
            return csr_matrix((len(rows), len(self.unknowns)))
        i, n = zip(*at, strict=True)
        return coo_matrix((np.ones(len(at)), (i, n)), shape=(len(rows), len(self.unknowns))).tocsr()

    def told(self):
        """The withheld cells that can have one value only, with that value."""
        return told(self.parts, self.least, self.equal, self.sums, self.withheld)


def told(parts, least, equal, sums, names, growth=None):
    """Those of `names` whose value is the same in every world that answers to what is shown."""
    below, above = -parts, -least
    if growth is not None:
        below, above = vstack([below, growth]), np.concatenate([above, np.zeros(growth.shape[0])])
    rng = random.Random(4)  # noqa: S311 - seeded, so that a failure comes back

    def solved(objective):
        found = linprog(objective, below, above, equal, sums, bounds=(0, MOST), method="highs")
        assert found.status == 0, found.message
        return parts @ found.x

    low = high = None
    for _ in range(LOOKS):
        values = solved(np.asarray(parts.T @ np.array([rng.choice((-1.0, 1.0)) for _ in names])).ravel())
        low = values if low is None else np.minimum(low, values)
        high = values if high is None else np.maximum(high, values)
    found = {}
    for n in np.flatnonzero(high - low < 0.01):
        if high[n] - low[n] >= 0.01:
            continue
        objective = parts[[n]].toarray().ravel()
        for sign in (1, -1):
            values = solved(sign * objective)
            low, high = np.minimum(low, values), np.maximum(high, values)
        if high[n] - low[n] < 0.01:
            found[names[n]] = round(float(low[n]), 3)
    return found


def told_over_time(days, frozen):
    """What several days give away together, when records only grow from one to the next in these places.

    days: an attacker each, in order. A withheld cell is named by its day, from 0, its places and its values.
    """
    places = [_frozen(attacker, frozen) for attacker in days]
    growth = []
    for n in range(len(days) - 1):
        keys = sorted({*places[n], *places[n + 1]}, key=str)
        rows = [csr_matrix((len(keys), len(attacker.unknowns))) for attacker in days]
        for day, sign in ((n, 1), (n + 1, -1)):
            rows[day] = sign * days[day].matrix([places[day].get(key, []) for key in keys])
        growth.append(hstack(rows))
    return told(
        block_diag([attacker.parts for attacker in days], format="csr"),
        np.concatenate([attacker.least for attacker in days]),
        block_diag([attacker.equal for attacker in days], format="csr"),
        np.concatenate([attacker.sums for attacker in days]),
        [(day, *at) for day, attacker in enumerate(days) for at in attacker.withheld],
        vstack(growth),
    )


def told_together(whole, part, inside):
    """What two readers give away together, when the records of one are those of the other that are `inside`."""
    keys = sorted({*filter(inside, whole.unknowns), *part.unknowns}, key=str)
    each = [
        attacker.matrix([[at[key]] if key in at else [] for key in keys])
        for attacker, at in (
            (reader, {record: n for n, record in enumerate(reader.unknowns)}) for reader in (whole, part)
        )
    ]
    same = hstack([each[0], -each[1]])
    return told(
        block_diag([whole.parts, part.parts], format="csr"),
        np.concatenate([whole.least, part.least]),
        block_diag([whole.equal, part.equal], format="csr"),
        np.concatenate([whole.sums, part.sums]),
        [*(("whole", *at) for at in whole.withheld), *(("part", *at) for at in part.withheld)],
        vstack([same, -same]),
    )


def _frozen(attacker, places):
    found = defaultdict(list)
    for n, record in enumerate(attacker.unknowns):
        found[tuple(record[place] for place in places)].append(n)
    return found


def _combined(values, tables):
    """Every combination of values that no shown zero excludes, one value more at a time."""
    found = [()]
    for place in range(len(values)):
        pairs = [places for places in tables if places[-1] == place]
        found = [
            (*record, value)
            for record, value in product(found, values[place])
            if all(tables[places].get(tuple((*record, value)[p] for p in places), 0) != 0 for places in pairs)
        ]
    return found

"""An attacker who knows the pathway, and every count shown of a flow, finds no withheld count with a single value."""

import random
from math import ceil, floor

import numpy as np
import pytest
from scipy.optimize import linprog

from parcours_app.queries.cohorts import Cohort, Group
from parcours_app.queries.shown_cohorts import masked
from tests.queries.test_shown_cohorts import asked
from workflows.cohorts import Flow, StageFlow
from workflows.disclosure import LARGEST

ROUTE = {
    "referred": ("orientation", "left"),
    "orientation": ("between", "left"),
    "between": ("orientation", "refresher", "qualification", "left"),
    "refresher": ("between", "qualification", "left"),
    "qualification": ("between", "refresher", "awaiting_result", "left"),
    "awaiting_result": ("between", "left"),
}


def drawn(seed):
    """A flow of one cohort walked at random along the arrows: passages by stage and what came of each."""
    chance = random.Random(seed)  # noqa: S311
    people, passed = chance.choice([25, 60, 150, 600]), {}
    weights = {stage: [chance.random() ** 3 for _ in (*outs, "inside")] for stage, outs in ROUTE.items()}
    for _ in range(people):
        stage = "referred"
        for _step in range(12):
            (out,) = chance.choices((*ROUTE[stage], "inside"), weights[stage])
            passed[stage, out] = passed.get((stage, out), 0) + 1
            if out not in ROUTE:
                break
            stage = out
    return people, passed


def flow_of(people, passed):
    rows = []
    for stage, outs in ROUTE.items():
        moved = {to: passed[stage, to] for to in outs if to != "left" and (stage, to) in passed}
        left, inside = passed.get((stage, "left"), 0), passed.get((stage, "inside"), 0)
        entered = sum(moved.values()) + left + inside
        rows.append(StageFlow(stage, entered, entered, inside, moved, {"follow_up": left} if left else {}, None, None))
    return Flow(people, people, tuple(rows))


class Attack:
    """Bounds on every passage from what is shown; a passage not withheld and absent is zero."""

    def __init__(self, people, found):
        self.cells = [(stage, out) for stage, outs in ROUTE.items() for out in (*outs, "inside")]
        self.at = {cell: n for n, cell in enumerate(self.cells)}
        self.equal, self.most, self.withheld = [], [], set()
        for row in found.stages:
            self._read(row)
        inflow = {stage: [cell for cell in self.cells if cell[1] == stage] for stage in ROUTE}
        for stage, cells in inflow.items():
            out = [cell for cell in self.cells if cell[0] == stage]
            self.equal.append((self._row(out, cells), people if stage == "referred" else 0))

    def _row(self, plus, minus=()):
        row = np.zeros(len(self.cells))
        for cell in plus:
            row[self.at[cell]] += 1
        for cell in minus:
            row[self.at[cell]] -= 1
        return row

    def _read(self, row):
        out = [cell for cell in self.cells if cell[0] == row.stage]
        ahead = [cell for cell in out if cell[1] in ROUTE]
        said = {("left",): row.left, ("inside",): row.inside, **{(to,): n for to, n in row.moved.items()}}
        for (out_to,), count in {**{(cell[1],): 0 for cell in ahead}, **said}.items():
            self._told([(row.stage, out_to)], count, rounded=row.rounded)
        self._told(out, row.entered, rounded=row.rounded)
        self._told(ahead, row.moved_on, rounded=row.rounded)

    def _told(self, cells, count, *, rounded):
        if count is None:
            self.withheld.update(cells if len(cells) == 1 else ())
        elif count == 0 or not rounded:
            self.equal.append((self._row(cells), count))
        else:
            self.most += [(self._row(cells), count + 4), (-self._row(cells), -max(11, count - 5))]

    def values(self, cell):
        """The least and the most it may be."""
        bounds = [(1 if each in self.withheld else 0, None) for each in self.cells]
        a_eq, b_eq = zip(*self.equal, strict=True)
        a_ub, b_ub = zip(*self.most, strict=True) if self.most else (None, None)
        ends = []
        for sign in (1, -1):
            aim = sign * self._row([cell])
            solved = linprog(aim, A_ub=a_ub, b_ub=b_ub, A_eq=np.array(a_eq), b_eq=b_eq, bounds=bounds, method="highs")
            ends.append(sign * solved.fun if solved.status == 0 else sign * -1e6)
        return ceil(ends[0] - 1e-6), floor(ends[1] + 1e-6)


@pytest.mark.parametrize("seed", range(40))
def test_no_withheld_passage_has_a_single_value(seed):
    people, passed = drawn(seed)
    found = masked(Cohort(asked(), {"": Group(flow_of(people, passed), people, ())}), LARGEST)
    attack = Attack(people, found)
    told = [(cell, passed[cell]) for cell in attack.withheld if 1 <= passed.get(cell, 0) <= 10]
    for cell, true in told:
        least, most = attack.values(cell)
        assert least <= true <= most, "the attacker must be right"
        assert least < most, (cell, true)

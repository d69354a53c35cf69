"""A decision draws the veil it was told of, whatever is drawn beside it later."""

import json

import pytest

from tests.disclosure.growing import DAYS, GROUND, PARTS, TABLES, WIDTH, beside_the_past, grown
from workflows.disclosure import Earlier, Known, decision, drawn_again, veil

SEEDS = range(3)


def as_kept(drawn):
    """What comes back of what was kept of a veil."""
    return json.loads(json.dumps(decision(drawn)))


def look(drawn):
    """All that is ever asked of a veil."""
    return (
        drawn.hidden,
        [dict(groups) for groups in drawn.groups],
        drawn.total,
        [(doubt.gone, doubt.come, dict(doubt.effect)) for doubt in drawn.doubts],
        drawn.world.records,
        drawn.world.tables,
        drawn.world.bundles,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_veil_is_drawn_again_as_it_was(seed):
    days = grown(seed)
    for day in range(3, DAYS, 6):
        before = beside_the_past(days, day)
        assert look(drawn_again(days[day], TABLES, as_kept(before))) == look(before)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_later_day_is_drawn_beside_it_as_beside_the_first(seed):
    days = grown(seed)
    first = beside_the_past(days, 29)
    later = [
        veil(
            days[36],
            TABLES,
            known=Known(ground=GROUND),
            told=True,
            beside=[Earlier(each, tuple(range(len(WIDTH))), joining=True), *PARTS],
        )
        for each in (first, drawn_again(days[29], TABLES, as_kept(first)))
    ]
    assert look(later[0]) == look(later[1])


def test_a_decision_about_other_records_draws_nothing():
    kept = as_kept(beside_the_past(grown(0), 29))
    assert kept["hidden"]
    assert drawn_again(grown(1)[29], TABLES, kept) is None
    assert drawn_again(grown(0)[29], TABLES, {**kept, "groups": []}) is None
    assert drawn_again(grown(0)[29], TABLES, {}) is None

"""Motives for who may not read small counts: what few have is told with others of its kind."""

from collections import defaultdict

import pytest

from workflows.indicators.motives import told_as

MOTIVES = {
    "none is small": ({"dropped_out:health": 11, "dropped_out:personal": 30}, [["health"], ["personal"]]),
    "the small ones together": (
        {"dropped_out:health": 6, "dropped_out:content": 7, "dropped_out:personal": 30},
        [["content", "health"], ["personal"]],
    ),
    "the next one joins those that are still few": (
        {"dropped_out:health": 3, "dropped_out:content": 2, "dropped_out:distance": 12, "dropped_out:personal": 30},
        [["content", "distance", "health"], ["personal"]],
    ),
    "one that is small takes another with it": (
        {"dropped_out:health": 1, "dropped_out:personal": 30},
        [["health", "personal"]],
    ),
    "kinds are not mixed, since other indicators tell them": (
        {"dropped_out:health": 1, "interrupted:employment": 4, "excluded:conduct": 2, "interrupted:force_majeure": 9},
        [["conduct", "force_majeure"], ["employment"], ["health"]],
    ),
    "losses before the start are one kind": (
        {"refused": 2, "no_show": 40, "declined": 3},
        [["declined", "no_show", "refused"]],
    ),
    "nothing": ({}, []),
}


@pytest.mark.parametrize("what", MOTIVES)
def test_a_motive_that_few_have_is_told_with_others_of_its_kind(what):
    counts, expected = MOTIVES[what]
    told = defaultdict(list)
    for motive, name in told_as(counts, 10).items():
        told[name].append(motive.rpartition(":")[2])
    assert sorted(sorted(group) for group in told.values()) == expected
    assert told_as(counts, 0) == {motive: motive for motive in counts}

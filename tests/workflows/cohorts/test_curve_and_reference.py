"""The curves equal those of lifelines on published data to 1e-9: estimates, variances, intervals.

Flies and prisoners for Kaplan–Meier, breast cancer and heart transplants for Aalen–Johansen. What lifelines found is
kept in published.json, written by lifelines_reference.py.
"""

import json

import pytest

from tests.workflows.cohorts.lifelines_reference import KEPT, broken
from workflows.cohorts import Observation, curve

CLOSE = 1e-9
PUBLISHED = json.loads(KEPT.read_text())


def ours(rows, causes, days):
    return curve([Observation(days, str(cause) if cause else "") for days, cause in rows], causes, days)


def interval(estimate):
    return [estimate.low, estimate.high]


@pytest.mark.parametrize(("name", "size"), [("waltons", 163), ("rossi", 432)])
def test_staying_inside_is_kaplan_and_meiers(name, size):
    rows, reference = PUBLISHED[name]["rows"], PUBLISHED[name]["kaplan_meier"]
    assert len(rows) == size
    points = ours(rows, ("1",), range(len(reference["inside"])))
    for point, share in zip(points, reference["inside"], strict=True):
        assert point.inside.share == pytest.approx(share, abs=CLOSE)
    for day, at_risk, bounds in zip(reference["days"], reference["followed"], reference["bounds"], strict=True):
        assert points[day].at_risk == at_risk
        if points[day].inside.low is not None:
            assert interval(points[day].inside) == pytest.approx(bounds, abs=CLOSE)


@pytest.mark.parametrize(("name", "size"), [("breast_cancer", 686), ("heart_transplants", 103)])
@pytest.mark.parametrize("cause", ["1", "2"])
def test_a_competing_event_is_aalen_and_johansens(name, size, cause):
    rows, reference = PUBLISHED[name]["rows"], PUBLISHED[name]["aalen_johansen"][cause]
    assert len(rows) == size
    found = [point.reached[cause] for point in ours(broken(rows), ("1", "2"), reference["days"])]
    assert [each.share for each in found] == pytest.approx(reference["share"], abs=CLOSE)
    assert [each.variance for each in found] == pytest.approx(reference["variance"], abs=CLOSE)
    drawn = [place for place, each in enumerate(found) if each.low is not None]
    assert len(drawn) > len(found) / 2
    for place in drawn:
        assert interval(found[place]) == pytest.approx(reference["bounds"][place], abs=CLOSE)


@pytest.mark.parametrize("name", ["breast_cancer", "heart_transplants"])
def test_causes_on_one_day_come_to_the_same_share_as_one_after_the_other(name):
    rows = PUBLISHED[name]["rows"]
    days = sorted({float(days) for days, _ in rows})
    together = ours(rows, ("1", "2"), days)
    apart = ours(broken(rows), ("1", "2"), [day + 0.4 for day in days])
    for whole, parts in zip(together, apart, strict=True):
        for cause in ("1", "2"):
            assert whole.reached[cause].share == pytest.approx(parts.reached[cause].share, abs=CLOSE)
        assert whole.inside.share == pytest.approx(parts.inside.share, abs=CLOSE)

"""The curves equal those of lifelines on published data to 1e-9: estimates, variances, intervals.

Flies and prisoners for Kaplan–Meier, breast cancer and heart transplants for Aalen–Johansen.
"""

import importlib

import pytest

from workflows.cohorts import Observation, curve

CLOSE = 1e-9


@pytest.fixture(scope="module")
def lifelines():
    """Imported once, by the one process that needs it."""
    importlib.import_module("lifelines.datasets")
    return importlib.import_module("lifelines")


def waltons(lifelines):
    """Days lived by 163 flies, of whom 7 were lost."""
    table = lifelines.datasets.load_waltons()
    return list(zip(table["T"].astype(int), table["E"], strict=True))


def rossi(lifelines):
    """Weeks until 432 released prisoners were arrested again (Rossi, Berk and Lenihan 1980)."""
    table = lifelines.datasets.load_rossi()
    return list(zip(table["week"], table["arrest"], strict=True))


def breast_cancer(lifelines):
    """Days until a relapse (1) or a death without one (2) of 686 women (German Breast Cancer Study Group, 1994).

    The file tells the days free of both; a death without relapse is an event on the very day of the death.
    """
    table = lifelines.datasets.load_lymph_node()
    dead = (table["rectime"] == table["survtime"]) & (table["censdead"] == 1)
    return list(zip(table["rectime"], table["censrec"] * (1 + dead), strict=True))


def heart_transplants(lifelines):
    """Days until a transplant (1) or a death without one (2) of the 103 patients of Stanford (Crowley and Hu 1977)."""
    first = lifelines.datasets.load_stanford_heart_transplants().sort_values("start").groupby("id", sort=True)
    rows = []
    for _patient, stays in first:
        before = stays.iloc[0]
        waited = float(before["stop"])
        transplanted = len(stays) > 1
        rows.append((waited, 1 if transplanted else 2 if before["event"] else 0))
    return rows


def ours(rows, causes, days):
    return curve([Observation(days, str(cause) if cause else "") for days, cause in rows], causes, days)


def interval(estimate):
    return [estimate.low, estimate.high]


@pytest.mark.parametrize(("published", "size"), [(waltons, 163), (rossi, 432)])
def test_staying_inside_is_kaplan_and_meiers(lifelines, published, size):
    rows = published(lifelines)
    assert len(rows) == size
    reference = lifelines.KaplanMeierFitter().fit([days for days, _ in rows], [cause for _, cause in rows])
    points = ours(rows, ("1",), range(int(max(reference.timeline)) + 1))
    for point in points:
        assert point.inside.share == pytest.approx(reference.predict(point.day), abs=CLOSE)
    bounds = reference.confidence_interval_
    at_risk = reference.event_table["at_risk"]
    for day, (low, high) in zip(bounds.index, bounds.to_numpy(), strict=True):
        point = points[int(day)]
        assert point.at_risk == at_risk[day]
        if point.inside.low is not None:
            assert interval(point.inside) == pytest.approx([low, high], abs=CLOSE)


@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
@pytest.mark.parametrize("published", [breast_cancer, heart_transplants])
@pytest.mark.parametrize("cause", ["1", "2"])
def test_a_competing_event_is_aalen_and_johansens(lifelines, published, cause):
    rows = broken(published(lifelines))
    reference = lifelines.AalenJohansenFitter()
    reference.fit([days for days, _ in rows], [cause for _, cause in rows], event_of_interest=int(cause))
    days = [float(day) for day in reference.cumulative_density_.index]
    found = [point.reached[cause] for point in ours(rows, ("1", "2"), days)]
    table = reference.cumulative_density_.iloc[:, 0]
    assert [each.share for each in found] == pytest.approx(list(table), abs=CLOSE)
    assert [each.variance for each in found] == pytest.approx(list(reference.variance_), abs=CLOSE)
    lows, highs = sorted(reference.confidence_interval_.T.to_numpy(), key=lambda bounds: bounds[-1])
    drawn = [place for place, each in enumerate(found) if each.low is not None]
    assert len(drawn) > len(found) / 2
    for place in drawn:
        assert interval(found[place]) == pytest.approx([lows[place], highs[place]], abs=CLOSE)


def broken(rows):
    """The rows with two events of different causes on one day set apart: the reference shakes such ties at random.

    The second cause comes a fifth of a day later, the end of an observation three tenths; nothing else moves.
    """
    return [(float(days) + {0: 0.3, 1: 0.0, 2: 0.2}[int(cause)], cause) for days, cause in rows]


@pytest.mark.parametrize("published", [breast_cancer, heart_transplants])
def test_causes_on_one_day_come_to_the_same_share_as_one_after_the_other(lifelines, published):
    rows = published(lifelines)
    days = sorted({float(days) for days, _ in rows})
    together = ours(rows, ("1", "2"), days)
    apart = ours(broken(rows), ("1", "2"), [day + 0.4 for day in days])
    for whole, parts in zip(together, apart, strict=True):
        for cause in ("1", "2"):
            assert whole.reached[cause].share == pytest.approx(parts.reached[cause].share, abs=CLOSE)
        assert whole.inside.share == pytest.approx(parts.inside.share, abs=CLOSE)

"""Writes published.json: published lives, and what lifelines finds of them. Run by hand, with the extra `reference`.

    pip install -e '.[reference]' && python -m tests.workflows.cohorts.lifelines_reference

The library brings two hundred megabytes of others: the suite compares with what it found, kept beside it.
"""

import json
from importlib import import_module
from pathlib import Path

KEPT = Path(__file__).with_name("published.json")


def waltons(datasets):
    """Days lived by 163 flies, of whom 7 were lost."""
    table = datasets.load_waltons()
    return list(zip(table["T"].astype(int), table["E"], strict=True))


def rossi(datasets):
    """Weeks until 432 released prisoners were arrested again (Rossi, Berk and Lenihan 1980)."""
    table = datasets.load_rossi()
    return list(zip(table["week"], table["arrest"], strict=True))


def breast_cancer(datasets):
    """Days until a relapse (1) or a death without one (2) of 686 women (German Breast Cancer Study Group, 1994).

    The file tells the days free of both; a death without relapse is an event on the very day of the death.
    """
    table = datasets.load_lymph_node()
    dead = (table["rectime"] == table["survtime"]) & (table["censdead"] == 1)
    return list(zip(table["rectime"], table["censrec"] * (1 + dead), strict=True))


def heart_transplants(datasets):
    """Days until a transplant (1) or a death without one (2) of the 103 patients of Stanford (Crowley and Hu 1977)."""
    first = datasets.load_stanford_heart_transplants().sort_values("start").groupby("id", sort=True)
    rows = []
    for _patient, stays in first:
        before = stays.iloc[0]
        transplanted = len(stays) > 1
        rows.append((before["stop"], 1 if transplanted else 2 if before["event"] else 0))
    return rows


def broken(rows):
    """The rows with two events of different causes on one day set apart: the reference shakes such ties at random.

    The second cause comes a fifth of a day later, the end of an observation three tenths; nothing else moves.
    """
    return [(float(days) + {0: 0.3, 1: 0.0, 2: 0.2}[int(cause)], cause) for days, cause in rows]


def kaplan_meier(lifelines, rows):
    """Who is still inside after each day; on the days of the table, how many were followed and the interval."""
    found = lifelines.KaplanMeierFitter().fit([days for days, _ in rows], [cause for _, cause in rows])
    bounds, followed = found.confidence_interval_, found.event_table["at_risk"]
    return {
        "inside": [plain(found.predict(day)) for day in range(int(max(found.timeline)) + 1)],
        "days": [int(day) for day in bounds.index],
        "followed": [int(followed[day]) for day in bounds.index],
        "bounds": [[plain(low), plain(high)] for low, high in bounds.to_numpy()],
    }


def aalen_johansen(lifelines, rows, cause):
    """Who was reached by an event: share, variance and interval on each day of the table."""
    found = lifelines.AalenJohansenFitter()
    apart = broken(rows)
    found.fit([days for days, _ in apart], [cause for _, cause in apart], event_of_interest=cause)
    lows, highs = sorted(found.confidence_interval_.T.to_numpy(), key=lambda bounds: bounds[-1])
    return {
        "days": [float(day) for day in found.cumulative_density_.index],
        "share": [plain(share) for share in found.cumulative_density_.iloc[:, 0]],
        "variance": [plain(variance) for variance in found.variance_],
        "bounds": [[plain(low), plain(high)] for low, high in zip(lows, highs, strict=True)],
    }


def plain(number):
    """As JSON has it: what is not a number is nothing."""
    return None if number != number else float(number)  # noqa: PLR0124 - NaN alone differs from itself


def main():
    lifelines, datasets = import_module("lifelines"), import_module("lifelines.datasets")
    found = {"lifelines": lifelines.__version__}
    for published in (waltons, rossi, breast_cancer, heart_transplants):
        rows = published(datasets)
        about = {"about": published.__doc__, "rows": [[float(days), int(cause)] for days, cause in rows]}
        if published in (waltons, rossi):
            about["kaplan_meier"] = kaplan_meier(lifelines, rows)
        else:
            about["aalen_johansen"] = {str(cause): aalen_johansen(lifelines, rows, cause) for cause in (1, 2)}
        found[published.__name__] = about
    KEPT.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()

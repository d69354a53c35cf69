"""The series carried for the demonstration are those that were read, figure by figure."""

import csv
from pathlib import Path

import pytest

from parcours_app.reference.poem import PERIMETER, SERIES, SOURCE
from workflows.calendar import add_months

READ = Path(__file__).parents[3] / "shared" / "data" / "dares-monthly-series.csv"


def test_the_carried_series_are_the_ones_that_were_read():
    if not READ.exists():
        pytest.skip("the reference data are not beside the project")
    read = {
        (line["series"], int(line["year"]), int(line["month"]), int(line["value"]), line["unit"])
        for line in csv.DictReader(READ.read_text(encoding="utf-8-sig").splitlines())
        if (line["perimeter"], line["source"]) == (PERIMETER, SOURCE)
    }
    carried = {
        (name, day.year, day.month, figure, unit)
        for name, (unit, first, figures) in SERIES.items()
        for n, figure in enumerate(figures)
        for day in [add_months(first, n)]
    }
    assert carried == read

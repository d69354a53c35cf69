"""Money of the pacts and outside series: what is carried, what a file adds, what is refused, what is kept."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from parcours_app.models import PactList, SeriesPoint
from parcours_app.queries.pacts import Money, money_on
from parcours_app.queries.series import every_series, months
from parcours_app.readers.problems import UnusableFile
from parcours_app.reference.pacts import AMOUNTS
from parcours_app.scope import operator
from parcours_app.services.imports import import_series
from parcours_app.services.pact_lists import keep_amounts

DATA = Path(__file__).parents[3] / "shared" / "data"
HEADER = "series,year,month,value,unit,perimeter,source\n"
LATER = date(2026, 6, 15)


@pytest.fixture
def viewer(session, clock):
    return operator(clock)


def line(month, value, **said):
    wanted = {"series": "stock", "year": "2023", "unit": "persons", "perimeter": "France", "source": "Dares", **said}
    return f"{wanted['series']},{wanted['year']},{month},{value},{wanted['unit']},France,{wanted['source']}\n"


def sent(viewer, *lines, header=HEADER, **how):
    return import_series(viewer, (header + "".join(lines)).encode(), **how)


def totals(report):
    return {status: count for status, count in report.totals.items() if count}


def test_the_amounts_carried_are_those_that_were_read_and_no_other():
    if not (DATA / "pactes-2019-2022.csv").exists():
        pytest.skip("the amounts read are not beside the repository")
    lines = (DATA / "pactes-2019-2022.csv").read_text().splitlines()[1:]
    read = {}
    for text in lines:
        region, state, own, _source = text.split(",")
        read[region] = tuple(round(float(amount) * 1_000_000) if amount else None for amount in (state, own))
    assert read == AMOUNTS


def test_what_was_not_found_is_unknown_and_never_zero(viewer):
    money = money_on(LATER, LATER)
    assert (money["94"].state_euros, money["94"].region_euros, money["94"].euros) == (28_000_000, None, None)
    assert money["52"].euros == 713_060_000
    assert "32" not in money
    assert Money().euros is None


def test_a_file_completes_from_its_day_and_an_empty_cell_erases_nothing(viewer):
    first = "region_code;state_meur;region_meur;source;target\n94;;31,5;Préfecture;\n32;76.5;;Amorçage;17 000\n"
    assert keep_amounts(viewer, date(2026, 1, 1), "a.csv", first.encode()) == 2
    keep_amounts(viewer, date(2026, 6, 1), "b.csv", b"region_code,state_meur,region_meur,source\n94,30,,Avenant\n")
    assert money_on(date(2025, 12, 31), LATER)["94"].region_euros is None
    between, after = money_on(date(2026, 3, 1), LATER), money_on(LATER, LATER)
    assert (between["94"].state_euros, between["94"].region_euros) == (28_000_000, 31_500_000)
    assert (after["94"].state_euros, after["94"].region_euros, after["94"].source) == (
        30_000_000,
        31_500_000,
        "Avenant",
    )
    assert (after["32"].state_euros, after["32"].region_euros, after["32"].target) == (76_500_000, None, 17_000)
    assert "32" not in money_on(LATER, date(2026, 6, 14)), "the files were read on 15 June"


def test_a_file_in_force_before_what_the_product_carries_gives_way_to_it(viewer):
    content = "region_code,state_meur,region_meur,source,target\n94,1,2,Amorçage,300\n"
    keep_amounts(viewer, date(2018, 1, 1), "a.csv", content.encode())
    then, now = money_on(date(2018, 6, 1), LATER)["94"], money_on(LATER, LATER)["94"]
    assert (then.state_euros, then.source) == (1_000_000, "Amorçage")
    assert (now.state_euros, now.region_euros, now.target) == (28_000_000, 2_000_000, 300)


@pytest.mark.parametrize(
    "content",
    [
        "region_code,state_meur,region_meur,source\n99,1,2,x\n",
        "region_code,state_meur,region_meur,source\n52,beaucoup,2,x\n",
        "region_code,state_meur,region_meur,source\n52,-1,2,x\n",
        "region_code,state_meur,region_meur,source\n52,1,2,\n",
        "region_code,state_meur,region_meur,source\n52,1,2,x\n52,1,2,x\n",
        "region_code,state_meur,region_meur,source\n",
        "region_code,source\n52,x\n",
    ],
)
def test_a_wrong_line_refuses_the_whole_file(viewer, session, content):
    with pytest.raises(UnusableFile):
        keep_amounts(viewer, LATER, "a.csv", content.encode())
    assert session.scalar(select(func.count()).select_from(PactList)) == 0


def test_the_series_as_read_is_imported_once_and_its_mean_is_rounded_half_up(viewer):
    if not (DATA / "dares-monthly-series.csv").exists():
        pytest.skip("the series read are not beside the repository")
    content = (DATA / "dares-monthly-series.csv").read_bytes()
    created = import_series(viewer, content).totals["created"]
    assert created == len(content.splitlines()) - 1
    assert totals(import_series(viewer, content)) == {"unchanged": created}
    named = {each.series: each for each in every_series()}
    assert set(named) == {
        "training_entries_other_commissioned",
        "region_commissioned_beneficiaries_stock",
        "pacea_stock",
    }
    found = months(viewer, named["region_commissioned_beneficiaries_stock"], 2023)
    assert [month.theirs for month in found][:2] == [184557, 188077]
    assert [month.told for month in found] == [True] * 6 + [False] * 6


def test_nc_stays_nc_and_is_no_zero(viewer, session):
    sent(viewer, line(1, "NC"), line(2, "0"))
    assert session.execute(select(SeriesPoint.month, SeriesPoint.value).order_by(SeriesPoint.month)).all() == [
        (1, None),
        (2, 0),
    ]


def test_a_month_that_was_not_over_has_no_figure_but_may_be_said_not_communicated(viewer, session):
    report = sent(viewer, line(5, 100), line(6, 100), line(7, "NC"), extracted_on=date(2023, 6, 29))
    assert totals(report) == {"created": 2, "rejected": 1}
    assert session.scalars(select(SeriesPoint.month).order_by(SeriesPoint.month)).all() == [5, 7]
    assert totals(sent(viewer, line(6, 100), extracted_on=date(2023, 6, 30))) == {"created": 1}


def test_a_day_to_come_is_no_day_of_an_extraction(viewer, session):
    with pytest.raises(UnusableFile, match="has not come yet"):
        sent(viewer, line(1, 100), extracted_on=date(2026, 6, 16))
    assert session.scalar(select(func.count()).select_from(SeriesPoint)) == 0


def test_a_revised_figure_is_kept_beside_the_former_one_and_the_last_is_shown(viewer, session):
    sent(viewer, line(1, 100), extracted_on=date(2026, 1, 10))
    assert totals(sent(viewer, line(1, 100), extracted_on=date(2026, 2, 10))) == {"unchanged": 1}
    assert totals(sent(viewer, line(1, 101), extracted_on=date(2026, 3, 10))) == {"updated": 1}
    assert totals(sent(viewer, line(1, 102), extracted_on=date(2026, 3, 10))) == {"updated": 1}
    assert session.scalar(select(func.count()).select_from(SeriesPoint)) == 2
    (january, *_rest) = months(viewer, every_series()[0], 2023)
    assert (january.theirs, january.extracted_on) == (102, date(2026, 3, 10))


def test_a_line_may_say_its_own_extraction(viewer, session):
    content = HEADER.strip() + ",extracted_on\n" + line(1, 5).strip() + ",12/05/2026\n"
    import_series(viewer, content.encode())
    assert session.scalar(select(SeriesPoint.extracted_on)) == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ([line(13, 5), line(1, 5)], "month"),
        ([line(1, "beaucoup"), line(2, 5)], "value"),
        ([line(1, ""), line(2, 5)], "value"),
        ([line(1, 5, year="22"), line(2, 5)], "year"),
        ([line(1, 5), line(1, 6)], "month"),
        ([line(1, 5, source=""), line(2, 5)], "source"),
    ],
)
def test_a_wrong_line_is_rejected_with_its_column_and_the_others_are_kept(viewer, session, lines, wrong):
    report = sent(viewer, *lines)
    assert totals(report) == {"created": 1, "rejected": 1}
    assert [p.column for outcome in report.outcomes for p in outcome.problems] == [wrong]
    assert session.scalar(select(func.count()).select_from(SeriesPoint)) == 1


def test_a_dry_run_keeps_nothing(viewer, session):
    assert totals(sent(viewer, line(1, 5), dry_run=True)) == {"created": 1}
    assert session.scalar(select(func.count()).select_from(SeriesPoint)) == 0

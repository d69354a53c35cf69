"""Action lines: the kind of each, its dates, its key, and what is wrong with it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from parcours_app.readers.actions import read_actions
from parcours_app.readers.problems import ERROR, WARNING, UnusableFile
from parcours_app.readers.table import read_table

SHARED = Path(__file__).parents[3] / "shared" / "data"
TODAY = date(2026, 11, 23)
COLUMNS = (
    "identifiant_unique_de;codeaction;lblaction;objectif_formation;date_prescription;date_realisation_action;"
    "date_prev_debut;date_debut;date_fin;formation;adr.dc_commune_id"
)
REFRESHER = "Remise à niveau, maîtrise des savoirs de base, initiation"


def actions(*rows):
    return list(read_actions(read_table("\n".join([COLUMNS, *rows]).encode()), TODAY))


def action(**cells):
    """One action, prescribed on 1 March 2022 unless told otherwise."""
    filled = dict.fromkeys(COLUMNS.split(";"), "NULL")
    filled |= {"identifiant_unique_de": "p1", "codeaction": "EFO", "date_prescription": "2022-03-01 00:00:00.0"}
    return actions(";".join((filled | cells).values()))[0]


def said(line):
    return [(problem.column, problem.kind, str(problem)) for problem in line.problems]


@pytest.fixture(scope="module")
def extract():
    path = SHARED / "france-travail-actions.csv"
    if not path.exists():
        pytest.skip("the France Travail extract is not beside this repository")
    return list(read_actions(read_table(path), TODAY))


def test_every_line_of_the_real_extract_is_read(extract):
    assert len(extract) == 45
    assert not any(line.rejected or line.blank for line in extract)
    assert Counter(line.kind for line in extract) == {"timeline": 40, "refresher": 2, "qualification": 2, "support": 1}
    assert len({line.key for line in extract}) == 45
    assert all(line.region and line.effective_on for line in extract)


def test_the_real_start_before_its_prescription_is_kept_with_a_warning(extract):
    (line,) = (line for line in extract if line.problems)
    assert (line.started_on, line.prescribed_on, line.wait_days) == (date(2018, 7, 17), date(2018, 9, 25), -70)
    assert line.effective_on == date(2018, 7, 17)
    assert [(column, kind) for column, kind, _ in said(line)] == [("date_debut", WARNING)]


def test_the_real_contract_is_a_reinforced_support(extract):
    line = extract[0]
    assert (line.code, line.kind, line.support_level, line.commune, line.region) == (
        "CEJ",
        "support",
        "reinforced",
        "13005",
        "93",
    )
    assert line.fields() == {
        "prescribed_on": date(2022, 3, 3),
        "realised_on": date(2022, 3, 16),
        "planned_start": None,
        "planned_end": None,
        "started_on": date(2022, 3, 16),
        "ended_on": date(2023, 3, 16),
    }


@pytest.mark.parametrize(
    ("code", "objective", "kind", "level"),
    [
        ("EFO", REFRESHER, "refresher", None),
        ("EFO", "Préparation à la qualification", "refresher", None),
        ("RDS-SID", "Professionnalisation", "qualification", None),
        ("EFO", "(Re)mobilisation, aide à l'élaboration de projet professionnel", "orientation", None),
        ("PACEA", "NULL", "support", "guided"),
        ("GJ", "NULL", "support", "reinforced"),
        ("aij", "NULL", "support", "reinforced"),
        ("CEJ", "Certification", "support", "reinforced"),
        ("A00", "NULL", "timeline", None),
    ],
)
def test_the_code_and_the_objective_give_the_kind(code, objective, kind, level):
    line = action(codeaction=code, objectif_formation=objective)
    assert (line.kind, line.support_level, line.problems) == (kind, level, ())


def test_an_unknown_objective_stays_on_the_timeline_and_is_said():
    line = action(objectif_formation="Yoga")
    assert (line.kind, line.rejected) == ("timeline", False)
    assert said(line) == [
        (
            "objectif_formation",
            WARNING,
            "The training objective “Yoga” is not known: the line is kept on the timeline only.",
        )
    ]


def test_an_end_before_the_start_rejects():
    line = action(date_debut="2022-05-02", date_fin="2022-05-01")
    assert said(line) == [("date_fin", ERROR, "The action ends on 2022-05-01, before it starts on 2022-05-02.")]
    assert action(date_debut="2022-05-02", date_fin="2022-05-02").problems == ()


def test_a_missing_prescription_is_replaced_in_time_by_another_date_or_rejects():
    placed = action(date_prescription="NULL", date_realisation_action="2022-04-02", date_debut="2022-04-05")
    assert (placed.prescribed_on, placed.effective_on, placed.rejected) == (None, date(2022, 4, 5), False)
    assert said(placed) == [
        ("date_prescription", WARNING, "The prescription date is missing: the action is placed on 2022-04-05.")
    ]
    lost = action(date_prescription="NULL")
    assert said(lost) == [
        ("date_prescription", ERROR, "The prescription date is missing and no other date places this action in time.")
    ]
    assert action(date_prescription="NULL", date_prev_debut="2027-01-01").rejected


@pytest.mark.parametrize("written", ["2022-02-30", "hier", "2022-03-01 25:61", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("title", ["date_prescription", "date_debut", "date_fin", "date_prev_debut"])
def test_an_impossible_date_rejects_once_and_names_its_column(title, written):
    line = action(**{title: written})
    assert [(column, kind) for column, kind, _ in said(line)] == [(title, ERROR)]


def test_dates_to_come_are_planned_and_a_prescription_to_come_rejects():
    line = action(date_debut="2026-12-01", date_fin="2027-03-01")
    assert (line.started_on, line.ended_on) == (None, None)
    assert (line.planned_start, line.planned_end, line.effective_on) == (
        date(2026, 12, 1),
        date(2027, 3, 1),
        date(2022, 3, 1),
    )
    assert [kind for _, kind, _ in said(line)] == [WARNING]
    assert action(date_prescription="2026-11-24").rejected
    assert not action(date_prescription="2026-11-23").rejected


def test_french_dates_are_read_too():
    assert action(date_prescription="03/02/2022").prescribed_on == date(2022, 2, 3)


def test_identical_lines_have_different_keys_in_the_order_of_the_file():
    row = "p1;EFO;X;NULL;2022-03-01;NULL;NULL;NULL;NULL;NULL;13005"
    first, second, other = actions(row, row.replace(";X;", ";Y;").replace("13005", "2A004"), row.replace("p1", "p2"))
    assert (first.ordinal, second.ordinal, other.ordinal) == (1, 2, 1)
    assert len({first.key, second.key, other.key}) == 3
    assert [line.key for line in actions(row, row)] == [first.key, second.key]


def test_new_dates_keep_the_key_and_change_the_fields():
    before, after = action(), action(date_debut="2022-04-01")
    assert before.key == after.key
    assert before.fields() != after.fields()


def test_a_rejected_line_counts_in_the_ordinals_so_that_mending_it_changes_no_key():
    row = "p1;EFO;X;NULL;2022-03-01;NULL;NULL;2022-05-02;2022-05-01;NULL;13005"
    bad, after = actions(row, row.replace("2022-05-01", "2022-06-01"))
    assert (bad.rejected, after.rejected, after.ordinal) == (True, False, 2)


@pytest.mark.parametrize(("code", "region"), [("2A004", "94"), ("1053", "84"), ("97411", "04"), ("97133", "01")])
def test_the_commune_gives_the_region(code, region):
    assert action(**{"adr.dc_commune_id": code}).region == region


def test_an_unknown_commune_only_warns():
    line = action(**{"adr.dc_commune_id": "99999"})
    assert (line.region, line.commune, [kind for _, kind, _ in said(line)]) == (None, None, [WARNING])


@pytest.mark.parametrize("title", ["identifiant_unique_de", "codeaction"])
def test_a_line_without_a_person_or_a_code_is_rejected(title):
    assert said(action(**{title: "NULL"})) == [(title, ERROR, "This cell is empty. It must be filled in.")]


def test_a_line_of_nulls_is_rejected_and_a_blank_one_is_blank():
    nulls, blank = actions(";".join(["NULL"] * 11), ";" * 10)
    assert (nulls.rejected, nulls.blank) == (True, False)
    assert (blank.rejected, blank.blank) == (False, True)


def test_a_file_without_its_dates_is_unusable():
    with pytest.raises(UnusableFile, match="“date_debut”, “date_fin”"):
        read_actions(read_table(COLUMNS.replace("date_debut;date_fin;", "").encode()), TODAY)

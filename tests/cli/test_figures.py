"""`parcours totals`, `seams`, `reconcile`, `journal verify`, `diagram`: what they print, and their exit codes."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from sqlalchemy import delete, update

import config
from parcours_app import create_silent_app
from parcours_app.cli import run
from parcours_app.extensions import db
from parcours_app.models import CountDelta, EntryRow, EpisodeRow
from parcours_app.services.accounts import NewAccount, create_account
from tests.frozen import FrozenClock
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def installation(install, tmp_path):
    """An installation of its own, on SQLite, migrated, on 15 June 2026."""
    return install(tmp_path)


@pytest.fixture
def parcours(installation, capsys):
    """parcours(words…): the exit code, what was printed, and what was said on the error stream."""

    def command(*words):
        code = run(lambda: config.from_environment(installation), list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def inside(installation):
    """Within the application of this installation."""
    with create_silent_app(config.from_environment(installation), FrozenClock()).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def walk(inside):
    counsellor = NewAccount(Role.COUNSELLOR, "c@example.org", organisation="Mission locale", region="32")
    clock = FrozenClock()
    account = create_account(counsellor, "-", clock.now())
    walk = Walk(account, clock).open("2026-01-05").orient("2026-01-05", "2026-01-12", refresher=True)
    walk.prescribe("refresher", "2026-01-12", "2026-01-20", "2026-03-31").start("refresher", "2026-01-20")
    return walk.complete("refresher", "2026-03-31")


def test_totals_of_nobody_are_one_row_of_zeros(parcours):
    code, out, _ = parcours("totals", "--format", "json")
    document = json.loads(out)
    assert (code, document["total"], document["by"]) == (0, 0, [])
    assert document["rows"] == [{"persons": 0, "entries": 0, "trained": 0, "masked": False}]


def test_totals_by_dimensions_as_json_csv_and_table(parcours, walk):
    code, out, _ = parcours("totals", "--by", "region,stage", "--format", "json")
    document = json.loads(out)
    assert (code, document["on"], document["known"], document["total"]) == (0, "2026-06-15", "2026-06-15", 1)
    row = {"region": "32", "stage": "between", "persons": 1, "entries": 1, "trained": 1, "masked": False}
    assert document["rows"] == [row]
    assert "Personnes" in document["definition"]
    _, out, _ = parcours("totals", "--by", "region,stage", "--format", "csv")
    lines = list(csv.reader(io.StringIO(out)))
    assert lines == [
        ["region", "stage", "persons", "entries", "trained", "masked"],
        ["32", "between", "1", "1", "1", "false"],
    ]
    _, out, _ = parcours("totals", "--by", "organisation")
    assert "Mission locale" in out
    assert "Personnes au total\xa0: 1" in out


def test_totals_as_of_a_day_as_known_on_a_day(parcours, walk):
    _, out, _ = parcours("totals", "--on", "2026-02-01", "--by", "stage", "--format", "json")
    assert [row["stage"] for row in json.loads(out)["rows"]] == ["refresher"]
    _, out, _ = parcours("totals", "--known", "2026-06-14", "--format", "json")
    assert json.loads(out)["total"] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("totals", "--by", "colour"),
        ("totals", "--on", "yesterday"),
        ("totals", "--format", "xml"),
        ("seams", "--organisation", "Nulle part"),
        ("seams", "--min-days", "-1"),
        ("diagram", "--pact", "atlantis"),
        ("diagram", "--format", "png"),
        ("journal",),
    ],
)
def test_a_command_wrongly_used_exits_with_2_and_one_sentence(parcours, words):
    code, out, err = parcours(*words)
    assert code == 2
    assert "Traceback" not in out + err


def test_seams_are_listed(parcours, walk):
    code, out, _ = parcours("seams", "--format", "json")
    document = json.loads(out)
    assert (code, document["total"], document["on"]) == (0, 2, "2026-06-15")
    assert [(row["days"], row["open"]) for row in document["rows"]] == [(8, False), (76, True)]
    _, out, _ = parcours("seams", "--state", "open", "--min-days", "70", "--region", "32", "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(out)))
    assert [(line["days"], line["seamless"], line["case"]) for line in lines] == [("76", "false", walk.case_id)]
    _, out, _ = parcours("seams", "--organisation", "Mission locale")
    assert len(out.splitlines()) == 4


def test_reconcile_finds_nothing_then_what_was_damaged(parcours, walk):
    assert parcours("reconcile")[:2] == (0, "differences=0\n")
    db.session.execute(update(EpisodeRow).values(provider="Autre"))
    db.session.execute(delete(CountDelta).where(CountDelta.n == 1))
    db.session.commit()
    code, out, _ = parcours("reconcile")
    assert (code, out.splitlines()[-1]) == (1, f"differences={len(out.splitlines()) - 1}")
    assert "episodes 2" in out
    assert parcours("reconcile", "--case", walk.case_id)[0] == 1
    code, _, err = parcours("reconcile", "--case", "nowhere")
    assert (code, "nowhere" in err) == (1, True)


def test_the_journal_is_verified_and_its_first_broken_entry_named(parcours, walk):
    assert parcours("journal", "verify") == (0, "intact: 6 entries\n", "")
    broken = db.session.query(EntryRow).filter_by(seq=3).one().id
    for trigger in (
        db.session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
    ):
        db.session.connection().exec_driver_sql(f"DROP TRIGGER {trigger[0]}")
    db.session.execute(update(EntryRow).where(EntryRow.seq == 3).values(effective_on=date(2026, 1, 13)))
    db.session.commit()
    code, _, err = parcours("journal", "verify")
    assert (code, broken in err) == (1, True)


def test_the_diagram_is_printed_as_mermaid_and_as_svg(parcours):
    code, out, _ = parcours("diagram")
    assert (code, out.splitlines()[0]) == (0, "stateDiagram-v2")
    code, out, _ = parcours("diagram", "--format", "svg", "--pact", "paca_2019")
    assert code == 0
    assert ET.fromstring(out).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - drawn by ourselves


def test_svg_without_the_program_that_draws_it_says_what_to_install(parcours, monkeypatch):
    monkeypatch.setattr("parcours_app.cli.diagram.PROGRAM", "no-such-program")
    code, _, err = parcours("diagram", "--format", "svg")
    assert (code, "pip install" in err) == (1, True)


@pytest.mark.parametrize("words", [("retention", "run", "--dry-run")])
def test_a_command_of_later_work_says_it_is_not_available_yet(parcours, words):
    code, out, err = parcours(*words)
    assert (code, out) == (2, "")
    assert "not available yet" in err

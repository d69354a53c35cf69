"""`parcours indicators`: what it prints, and its exit codes."""

import csv
import io
import json

import pytest

import config
from parcours_app import create_silent_app
from parcours_app.cli import run
from parcours_app.extensions import db
from parcours_app.services.accounts import NewAccount, create_account
from tests.frozen import FrozenClock
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture(scope="module")
def home(install, tmp_path_factory):
    """An installation where one refresher was completed in March."""
    variables = install(tmp_path_factory.mktemp("home"))
    with create_silent_app(config.from_environment(variables), FrozenClock()).app_context():
        counsellor = NewAccount(Role.COUNSELLOR, "c@example.org", organisation="Mission locale", region="32")
        clock = FrozenClock()
        walk = Walk(create_account(counsellor, "-", clock.now()), clock).open("2026-01-05")
        walk.orient("2026-01-05", "2026-01-12", refresher=True)
        walk.prescribe("refresher", "2026-01-12", "2026-01-20", "2026-03-31").start("refresher", "2026-01-20")
        walk.complete("refresher", "2026-03-31")
        db.session.remove()
        db.engine.dispose()
    return variables


@pytest.fixture
def parcours(home, capsys):
    """parcours(words…): exit code, output and errors."""

    def command(*words):
        code = run(lambda: config.from_environment(home), ["indicators", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_what_is_said_of_a_figure_goes_with_it(parcours):
    _, out, _ = parcours("completion", "--format", "json")
    about = json.loads(out)["about"]
    assert {*about} == {"numerator", "denominator", "window", "maturity", "source", "disclosure"}
    assert "60" in about["disclosure"]


def test_a_table_says_its_cohorts_its_versions_and_whose_each_row_is(parcours):
    _, out, _ = parcours("completion", "--by", "organisation")
    said, head, _line, row = out.splitlines()
    assert said == "Cohortes du 2026-01-01 au 2026-06-15, situation au 2026-06-15 telle que connue le 2026-06-15"
    assert head.split()[:3] == ["name", "version", "organisation"]
    assert row.split()[:4] == ["completion", "1", "Mission", "locale"]


def test_one_indicator_as_json(parcours):
    code, out, _ = parcours("completion", "--by", "region,kind", "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["name"], answer["version"], answer["from"], answer["to"]) == (
        "completion",
        1,
        "2026-01-01",
        "2026-06-15",
    )
    assert answer["rows"] == [
        {
            "region": "32",
            "kind": "refresher",
            "numerator": 1,
            "denominator": 1,
            "rate": 100.0,
            "open": 0,
            "paused": 0,
            "immature": 0,
        }
    ]


def test_several_as_csv_and_all_as_a_table(parcours):
    code, out, _ = parcours("entries", "seam_median", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, [(row["name"], row["numerator"]) for row in rows]) == (0, [("entries", "1"), ("seam_median", "1")])
    code, out, _ = parcours()
    assert code == 0
    assert "accompanied_30" in out


def test_not_judged_yet_is_not_zero(parcours):
    _, out, _ = parcours("completion", "--on", "2026-05-30", "--format", "json")
    (row,) = json.loads(out)["rows"]
    assert (row["denominator"], row["rate"], row["immature"]) == (0, None, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "choose among entries"),
        (("entries", "--by", "shoe"), "choose among region"),
        (("entries", "--from", "2026-02-01", "--to", "2026-01-01"), "exchange the two dates"),
    ],
)
def test_a_wrong_question_is_answered_in_one_sentence(parcours, words, said):
    code, out, err = parcours(*words)
    assert (code, out) == (2, "")
    assert said in err

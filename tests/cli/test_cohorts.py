"""`parcours cohorts` and `parcours funnel`: what they print, and their exit codes."""

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

PERIOD = ("--from", "2026-01-01", "--to", "2026-03-31")


@pytest.fixture(scope="module")
def home(install, tmp_path_factory):
    """An installation where one of two people left for a job in April."""
    variables = install(tmp_path_factory.mktemp("home"))
    with create_silent_app(config.from_environment(variables), FrozenClock()).app_context():
        clock = FrozenClock()
        counsellor = NewAccount(Role.COUNSELLOR, "c@example.org", organisation="Mission locale", region="32")
        account = create_account(counsellor, "-", clock.now())
        Walk(account, clock, family_name="Ba").open("2026-01-05")
        job = {"contract": "cdi", "starts_on": "2026-04-01"}
        Walk(account, clock, family_name="Li").open("2026-01-05").move(
            "leave", "2026-04-01", motive="employment", job=job
        )
        db.session.remove()
        db.engine.dispose()
    return variables


@pytest.fixture
def parcours(home, capsys):
    """parcours(words…): exit code, output and errors."""

    def command(*words):
        code = run(lambda: config.from_environment(home), list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_a_cohort_as_json_as_csv_and_as_a_table(parcours):
    code, out, _ = parcours("cohorts", *PERIOD, "--format", "json")
    answer = json.loads(out)
    assert (code, answer["persons"], answer["mature_until"], answer["masked"]) == (0, 2, 76, False)
    assert answer["curve"][-1]["employment"] == 0.5
    code, out, _ = parcours("cohorts", *PERIOD, "--table", "curve", "--format", "csv")
    days = {row["day"]: row["inside"] for row in csv.DictReader(io.StringIO(out))}
    assert (code, days["60"], days["90"]) == (0, "1.0", "0.5")
    code, out, _ = parcours("cohorts", *PERIOD)
    assert code == 0
    assert "referred" in out


def test_a_funnel(parcours):
    code, out, _ = parcours("funnel", "oriented_45", *PERIOD, "--format", "json")
    answer = json.loads(out)
    assert (code, answer["overall"], answer["rows"][0]["denominator"]) == (0, 0.0, 2)
    code, out, _ = parcours("funnel", "oriented_45", *PERIOD)
    assert code == 0
    assert "within" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cohorts", "--group", "shoe"), "NAME:VALUE"),
        (("cohorts", "--group", "sex:zz"), "there is no group sex:zz"),
        (("cohorts", "--on", "2026-02-29"), "'2026-02-29' is no day of the calendar"),
        (("cohorts", "--from", "2026-02-01", "--to", "2026-01-01"), "exchange the two dates"),
        (("funnel", "entries"), "choose among"),
    ],
)
def test_a_wrong_question_is_answered_in_one_sentence(parcours, words, said):
    code, out, err = parcours(*words)
    assert (code, out) == (2, "")
    assert said in err

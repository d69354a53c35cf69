"""A programme from the command line alone: the France Travail extract read twice, simulated people that add up."""

import json
import re
from pathlib import Path

import pytest

import config
from parcours_app.cli import run

EXTRACT = Path(__file__).resolve().parents[3] / "shared" / "data" / "france-travail-actions.csv"


@pytest.fixture
def parcours(install, tmp_path, capsys):
    """parcours(words…): the exit code and what was printed, on an installation of its own."""
    variables = install(tmp_path)

    def command(*words):
        code = run(lambda: config.from_environment(variables), list(words))
        return code, capsys.readouterr().out

    return command


def test_the_extract_read_again_creates_nothing_and_every_line_is_accounted_for(parcours, tmp_path):
    if not EXTRACT.exists():
        pytest.skip(f"the real file {EXTRACT.name} is not beside the project")
    lines = len(EXTRACT.read_text("utf-8-sig").strip().splitlines()) - 1
    for expected in ("created", "unchanged"):
        code, out = parcours("import", "actions", str(EXTRACT), "--report", str(tmp_path / f"{expected}.csv"))
        counts = {name: int(count) for name, count in re.findall(r"(\w+)=(\d+)", out.splitlines()[-1])}
        assert code == 0
        assert sum(counts.values()) == lines
        assert counts[expected] == lines
        reported = (tmp_path / f"{expected}.csv").read_text("utf-8-sig").strip().splitlines()
        assert len(reported) == lines + 1
    assert parcours("reconcile")[0] == 0
    assert parcours("journal", "verify")[0] == 0


def test_regions_and_stages_sum_to_the_nation(parcours):
    assert parcours("simulate", "--people", "160", "--seed", "7")[0] == 0
    (nation,) = json.loads(parcours("totals", "--format", "json")[1])["rows"]
    by_cell = json.loads(parcours("totals", "--by", "region,stage", "--format", "json")[1])
    assert len(by_cell["rows"]) > 8
    for measure in ("persons", "entries", "trained"):
        assert sum(row[measure] for row in by_cell["rows"]) == nation[measure]
    assert by_cell["total"] == nation["persons"] > 150

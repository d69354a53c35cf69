"""`parcours register`: the definitions of the documentation are those in force."""

from pathlib import Path

import pytest

import config
from parcours_app.cli import run
from workflows.indicators import VERSIONS

KEPT = Path(__file__).parents[2] / "docs" / "indicators.md"


@pytest.fixture(scope="module")
def printed(install, tmp_path_factory):
    home = install(tmp_path_factory.mktemp("home"))
    return lambda: run(lambda: config.from_environment(home), ["register"])


def test_the_page_of_the_documentation_is_what_is_printed(printed, capsys):
    assert printed() == 0
    assert capsys.readouterr().out == KEPT.read_text(encoding="utf-8"), "parcours register > docs/indicators.md"


def test_every_version_has_its_section_in_both_languages():
    sections = KEPT.read_text(encoding="utf-8").split("\n## ")[1:]
    assert [section.splitlines()[0] for section in sections] == [
        f"`{each.code}`, version {each.version}" for each in VERSIONS.values()
    ]
    for section in sections:
        assert {"**definition**", "**numerator**", "**disclosure**"} <= {*section.split()}
        assert all(line.count("|") == 4 for line in section.splitlines() if line.startswith("|"))

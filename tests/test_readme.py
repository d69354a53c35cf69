"""The README shows the pathway as it is coded: its diagram is the one the command line prints."""

import pytest

import config
from parcours_app.queries.diagram import mermaid
from parcours_app.queries.pathway import pathway_card

BEGIN, END = "<!-- diagram: parcours diagram -->", "<!-- end of diagram -->"


def block() -> str:
    text = (config.ROOT / "README.md").read_text(encoding="utf-8")
    if BEGIN not in text:
        pytest.fail(f"README.md has no diagram: put the output of `parcours diagram` between {BEGIN} and {END}")
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def test_the_diagram_is_up_to_date():
    assert block() == f"```mermaid\n{mermaid(pathway_card())}```"

"""The hard cases of the rules and those of the API are the same, by name: none can be forgotten in one of the two."""

import re
from pathlib import Path

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "workflows"
HARD_CASE = re.compile(r"^def (test_(?:\d+|extra)_\w+)", re.MULTILINE)


def names(folder: Path, pattern: str) -> list[str]:
    return sorted(name for file in folder.glob(pattern) for name in HARD_CASE.findall(file.read_text("utf-8")))


def test_every_hard_case_of_the_rules_is_also_driven_through_the_api_and_back():
    through_rules = names(RULES, "test_hard_cases*.py")
    assert {name.split("_")[1] for name in through_rules} == {*map(str, range(1, 11)), "extra"}
    assert names(HERE, "test_*.py") == through_rules

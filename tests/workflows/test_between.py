"""What lies between two counts of a family of indicators, of which one holds the other."""

import pytest

from workflows.indicators import REGISTER
from workflows.indicators.between import BETWEEN, between
from workflows.indicators.families import family_of, parts_of

TOLD = ("numerator", "rest")


def test_in_time_but_not_seamless_lies_between_the_two():
    parts = {"seamless": ("numerator", "numerator"), "in_time": ("numerator", "rest"), "late": ("rest", "rest")}
    found = between(parts, TOLD, "elsewhere")
    assert found == {"seamless": ("elsewhere",), "in_time": (BETWEEN,), "late": ("elsewhere",)}


@pytest.mark.parametrize(
    "parts",
    [
        {"met": ("numerator",), "unmet": ("rest",)},  # what one tells, the other takes from their sum
        {"met": ("numerator", "rest"), "unmet": ("rest", "numerator")},
        {"met": ("numerator", "elsewhere"), "open": ("elsewhere", "numerator")},  # neither holds the other
        {},
    ],
)
def test_what_a_count_tells_already_is_not_looked_at_again(parts):
    assert all(beside == () for beside in between(parts, TOLD, "elsewhere").values())


def test_a_gap_in_time_with_another_referent_stands_between_seams_in_time_and_seamless_ones():
    here = ("11", "a", "a", None)
    seamless, in_time = (*here, "met", "within"), (*here, "unmet", "within")
    others = [(*here, "unmet", detail) for detail in ("within_net", "beyond", "never_followed")]
    parts = parts_of(family_of(REGISTER["seamless"]), [seamless, in_time, *others, (*here, "open", "")])
    apart = [n for n, part in enumerate(parts[in_time]) if part == BETWEEN]
    assert any(all(parts[kind][n] != BETWEEN for kind in parts if kind != in_time) for n in apart)


def test_a_job_of_exactly_six_months_stands_between_the_two_definitions_of_a_lasting_job():
    here = ("11", "a", "a", None)
    exact, at_least = (*here, "met", "exactly_six_months"), (*here, "met", "six_months_at_least")
    others = [(*here, "met", ""), (*here, "unmet", ""), (*here, "open", "no_dates")]
    family = family_of(REGISTER["durable_p102"])
    assert family == family_of(REGISTER["durable_iae"])
    parts = parts_of(family, [exact, at_least, *others])
    assert any(
        {kind for kind in parts if parts[kind][n] == BETWEEN} == {exact, at_least} for n in range(len(parts[exact]))
    )
    broad, strict = parts[at_least][-2:]
    assert (broad, strict) == ("elsewhere", "open"), "nobody knows yet, for whom asks for more than six months"

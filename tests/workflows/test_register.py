"""The register of indicators: how its numbers are made, what every definition says, its versions."""

from dataclasses import replace
from decimal import Decimal

import pytest

from workflows.indicators import REGISTER, VERSIONS, indicator_named, name_of
from workflows.indicators.rates import median, ninth_decile, share, wilson
from workflows.indicators.register import present, versions


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (9, 13, "69.2"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),
        (5, 1000, "0.5"),
        (1, 2000, "0.1"),
        (0, 4, "0.0"),
    ],
)
def test_shares_are_rounded_half_up(numerator, denominator, expected):
    assert share(numerator, denominator) == Decimal(expected)


def test_middle_and_ninth_decile():
    assert median([3, 1, 2]) == 2
    assert median([1, 2, 3, 4]) == Decimal("2.5")
    assert median([]) is None
    assert ninth_decile(list(range(1, 11))) == 9
    assert ninth_decile([7]) == 7


def test_the_interval_is_wilson_s():
    assert wilson(9, 13) == pytest.approx((0.4237, 0.8732), abs=0.0001)
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == 1


def test_every_definition_says_all_a_reader_needs():
    for code, indicator in REGISTER.items():
        assert indicator.code == code
        assert indicator.version >= 1
        assert indicator.name
        assert indicator.definition.endswith(".")
        assert indicator.numerator
        assert indicator.window
        assert indicator.source
        assert (indicator.measure == "share") == bool(indicator.denominator)


def test_the_last_version_is_the_one_that_holds_and_each_keeps_its_name():
    first = REGISTER["completion"]
    third, second = replace(first, version=3), replace(first, version=2)
    several = (first, third, second, REGISTER["dropout"])
    assert present(several) == {"completion": third, "dropout": REGISTER["dropout"]}
    assert list(versions(several)) == ["completion@1", "completion@3", "completion@2", "dropout@1"]
    assert (name_of(first), name_of(second)) == ("completion", "completion@2")
    assert indicator_named("completion") is indicator_named("completion@1")
    assert set(REGISTER) == {each.code for each in VERSIONS.values()}

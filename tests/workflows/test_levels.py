"""Five nomenclatures of level onto one scale (domain.md §4.1)."""

import pytest

from workflows import levels


@pytest.mark.parametrize(
    ("scheme", "code", "reached", "obtained"),
    [
        ("rncp2019", "4", 4, None),
        ("rncp2019", "2", 0, False),
        ("rncp2019", "8", 8, None),
        ("ft", "AFS", 0, False),
        ("ft", "C3A", 0, False),
        ("ft", "C12", 3, False),
        ("ft", "NV5", 3, None),
        ("ft", "NV4", 4, None),
        ("ft", "NV1", 7, None),
        ("lheo_old", "4", 3, None),
        ("lheo_old", "5", 4, None),
        ("lheo_old", "0", None, None),
        ("lheo_new", "13", 3, None),
        ("lheo_new", "14", 4, None),
        ("lheo_new", "18", 8, None),
        ("asp", "40", 4, False),
        ("asp", "41", 4, True),
        ("asp", "50", 3, False),
        ("asp", "51", 3, True),
        ("asp", "01", 0, False),
    ],
)
def test_a_code_says_a_level_reached_and_whether_it_was_obtained(scheme, code, reached, obtained):
    assert levels.reached(scheme, code) == reached
    assert levels.diploma_obtained(scheme, code) is obtained


def test_the_digit_four_means_three_different_levels_and_nothing_elsewhere():
    assert (levels.reached("lheo_old", "4"), levels.reached("rncp2019", "4")) == (3, 4)
    with pytest.raises(levels.UnknownLevel):
        levels.reached("asp", "4")


@pytest.mark.parametrize(("scheme", "code"), [("ft", "NV9"), ("ft", "nv5"), ("isced", "3"), ("", "")])
def test_an_unknown_code_is_refused_with_a_sentence(scheme, code):
    with pytest.raises(levels.UnknownLevel) as refused:
        levels.diploma_obtained(scheme, code)
    assert str(refused.value) == f"Level “{code}” is not known in the nomenclature “{scheme}”."


def test_every_level_is_none_or_on_the_scale():
    found = {level.reached for table in levels.LEVELS.values() for level in table.values()}
    assert found == {None, 0, 3, 4, 5, 6, 7, 8}

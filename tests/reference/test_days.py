"""How days are written: the first of a month is ordinal in French, wherever it stands; a month alone has no day."""

from datetime import date

import pytest

from parcours_app.reference.days import written

FIRST = date(2026, 12, 1)


@pytest.mark.parametrize(("pattern", "language", "said"), [
    ("long", "fr", "1er décembre 2026"),
    ("medium", "fr", "1er déc. 2026"),
    ("full", "fr", "mardi 1er décembre 2026"),
    ("EEEE d MMMM", "fr", "mardi 1er décembre"),
    ("MMMM y", "fr", "décembre 2026"),
    ("EEEE d MMMM", "en", "Tuesday 1 December"),
])  # fmt: skip
def test_the_first_of_a_month_is_ordinal_in_french_and_a_month_alone_has_no_day(pattern, language, said):
    assert written(FIRST, pattern, language) == said


def test_the_other_days_are_written_as_they_are():
    assert written(date(2026, 12, 11), "EEEE d MMMM", "fr") == "vendredi 11 décembre"
    assert written(date(2026, 12, 21), "long", "fr") == "21 décembre 2026"

"""The values of the totals' dimensions in words: codes in ours, names as they are."""

import pytest
from flask_babel import force_locale

from parcours_app.web.supervisor.success_words import value_words
from workflows.codes import CODES
from workflows.totals import DIMENSIONS


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("provider", "unknown", "non connu"),
        ("provider", "State", "State"),
        ("funder", "state", "État"),
        ("funder", "unknown", "non connu"),
        ("level", "3", "CAP ou BEP (niveau 3)"),
        ("age", "over_50", "plus de 50 ans"),
        ("qpv", "no", "non"),
        ("region", "52", "Pays de la Loire"),
        ("year", 2022, "2022"),
        ("organisation", "one", "Cap emploi"),
        ("organisation", None, "aucune structure"),
    ],
)
def test_a_code_is_said_in_words_and_a_name_of_its_own_as_it_is(app, name, value, words):
    with app.test_request_context(), force_locale("fr"):
        assert value_words(name, value, {"one": "Cap emploi"}) == words


def test_every_code_belongs_to_a_dimension_of_the_totals():
    assert CODES.keys() <= {*DIMENSIONS}

"""A list whose address asks for what does not exist is not narrowed by it, and says so."""

import pytest

from tests.web.counsellor.reading import words
from workflows.engine import Role

NAMED = {
    "/counsellor/cases?stage=unknown": "Ce filtre n’est pas appliqué, car sa valeur n’existe pas ou plus : Phase.",
    "/counsellor/cases?tab=organisation&referent=gone&seam=torn": (
        "Ces filtres ne sont pas appliqués, car leurs valeurs n’existent pas ou plus : Couture, Référent."
    ),
    "/counsellor/seams?state=torn": (
        "Ce filtre n’est pas appliqué, car sa valeur n’existe pas ou plus : État de la couture."
    ),
    "/counsellor/sessions?since=hier": (
        "Ce filtre n’est pas appliqué, car sa valeur n’existe pas ou plus : Début à partir du."
    ),
    "/counsellor/appointments?when=never": "Ce filtre n’est pas appliqué, car sa valeur n’existe pas ou plus : Quand.",
}


@pytest.fixture
def counsellor(client_of, make_account):
    return client_of(make_account(Role.COUNSELLOR))


@pytest.mark.parametrize(("address", "said"), NAMED.items(), ids=NAMED)
def test_a_filter_that_cannot_be_is_named(counsellor, address, said):
    assert said in words(counsellor.get(address))


@pytest.mark.parametrize("address", ["/counsellor/cases?stage=closed&q=rien", "/counsellor/seams?state=open&owner="])
def test_a_filter_that_can_be_is_not(counsellor, address):
    assert "appliqué" not in words(counsellor.get(address))

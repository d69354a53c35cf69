"""Why trainings ended before their term, and why others never started: the same shares on every way out."""

from decimal import Decimal

import pytest

from parcours_app.extensions import db
from tests.outlets import lives
from tests.outlets.conftest import TODAY
from tests.outlets.test_four_outlets import PERIOD, rate
from workflows.indicators import REGISTER

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
# indicator: {motive: (figures, the words of the page)}; of the worked example, 13 judged and 20 prescribed.
EXPECTED = {
    "early_exit": {
        "dropped_out:personal": (
            rate(3, 13, "23.1", paused=2, immature=2),
            "Abandonnée : contraintes personnelles ou familiales",
        ),
        "interrupted:employment": (rate(1, 13, "7.7", paused=2, immature=2), "Interrompue : emploi trouvé"),
    },
    "loss_before_start": {"no_show": (rate(3, 20, "15.0"), "Personne non venue")},
}


@pytest.fixture
def lived(office, clock):
    clock.set(TODAY)
    lives.worked_example(office("Exemple"))
    db.session.commit()


def test_the_motives_of_the_worked_example_add_up_to_their_indicator(lived, outlets):
    for code, motives in EXPECTED.items():
        tables = outlets.indicators([code], by="motive", **PERIOD)
        page = tables.pop("page")
        figures = {(code, motive): counted for motive, (counted, _words) in motives.items()}
        assert {outlet: table for outlet, table in tables.items() if table != figures} == {}, code
        assert page == {(code, words): counted for counted, words in motives.values()}
        assert sum(counted[0] for counted, _words in motives.values()) == {"early_exit": 4}.get(code, 3)


def test_an_indicator_without_motives_is_told_whole(lived, outlets):
    assert not REGISTER["completion"].detailed
    tables = outlets.indicators(["completion"], by="motive", **PERIOD)
    for outlet, table in tables.items():
        ((_code, motive), figures), *others = table.items()
        assert (figures[:3], others) == ((9, 13, Decimal("69.2")), []), outlet
        assert motive in ("None", "") or motive.startswith("sans "), outlet

"""How numbers are written on pages: a share never says nobody of somebody, nor everybody of nearly everybody."""

import pytest
from flask_babel import force_locale

from parcours_app.web.wording import share, shares
from workflows.indicators.rates import WHOLE, wilson

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture(params=["fr", "en"])
def language(app, request):
    with app.test_request_context(), force_locale(request.param):
        yield request.param


SHARES = {
    (0, 13): ("0 %", "0 %"),
    (12, 1_000_000): ("< 0,1 %", "< 0.1 %"),
    (5, 10_000): ("0,1 %", "0.1 %"),
    (9, 13): ("69,2 %", "69.2 %"),
    (9_994, 10_000): ("99,9 %", "99.9 %"),
    (999_999, 1_000_000): ("> 99,9 %", "> 99.9 %"),
    (13, 13): ("100 %", "100 %"),
    (26, 13): ("200 %", "200 %"),
}


@pytest.mark.parametrize("fraction", SHARES)
def test_a_share_is_written_to_a_tenth_and_somebody_is_never_nobody(language, fraction):
    numerator, denominator = fraction
    french, english = SHARES[fraction]
    assert plain(share(numerator / denominator)) == (french if language == "fr" else english)


def test_a_share_in_whole_per_cents_is_bounded_by_one(language):
    assert plain(share(1 / 1000, step=WHOLE)) == "< 1 %"
    assert plain(share(999 / 1000, step=WHOLE)) == "> 99 %"
    assert plain(share(0.005, step=WHOLE)) == "1 %"


def test_an_interval_narrower_than_it_is_written_says_one_share(language):
    comma = "," if language == "fr" else "."
    assert plain(shares(*wilson(12, 1_000_000))) == f"< 0{comma}1 %"
    between = "à" if language == "fr" else "to"
    assert plain(shares(*wilson(0, 1_000_000))) == f"0 {between} < 0{comma}1 %"
    assert plain(shares(*wilson(9, 13))) == f"42{comma}4 {between} 87{comma}3 %"


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

"""Every pair of ink and ground that the sheets put together passes WCAG AA, in light and in dark."""

import re

import pytest

from tests.web.gallery import ROOT

TOKENS = (ROOT / "parcours_app" / "static" / "css" / "tokens.css").read_text()
TONES = [
    "ok",
    "warning",
    "stop",
    "info",
    "neutral",
    "referred",
    "orientation",
    "between",
    "refresher",
    "qualification",
    "awaiting-result",
    "follow-up",
    "closed",
]
TEXTS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "link", "stop", "warning")
        for ground in ("ground", "surface", "sunk")
    ),
    *((tone, f"{tone}-wash") for tone in TONES),
    *((tone, "surface") for tone in TONES),
    *(("ink", f"{tone}-wash") for tone in TONES),
    *(("surface", stage) for stage in TONES[5:]),
    ("ink-soft", "action-wash"),
    ("link", "action-wash"),
    ("action", "surface"),
    ("action", "ground"),
    ("action-strong", "action-wash"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-danger", "danger"),
    ("on-cloth", "cloth"),
    ("on-cloth-soft", "cloth"),
    ("on-cloth", "cloth-deep"),
    ("on-cloth-soft", "cloth-deep"),
    ("cloth-deep", "on-cloth-soft"),
    ("thread", "cloth"),
]
SHAPES = [
    ("line-strong", "surface"),
    ("line-strong", "ground"),
    ("line-strong", "sunk"),
    ("stitch", "surface"),
    ("stitch", "ground"),
    ("thread", "cloth"),
    ("action", "sunk"),
    ("focus", "ground"),
    ("focus", "surface"),
    ("danger", "surface"),
    ("on-cloth", "cloth"),
]


def colours(css):
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


LIGHT_CSS, DARK_CSS = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
LIGHT = colours(LIGHT_CSS)
SCHEMES = {"light": LIGHT, "dark": LIGHT | colours(DARK_CSS)}


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_a_text_can_be_read(scheme, ink, ground):
    assert contrast(SCHEMES[scheme][ink], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_a_shape_can_be_seen(scheme, shape, ground):
    assert contrast(SCHEMES[scheme][shape], SCHEMES[scheme][ground]) >= 3

"""The gallery in a real browser, narrow and wide, light and dark: axe, no sideways scrolling, no refusal."""

from mimetypes import guess_type

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.journeys.reading import EVERYTHING, OF_SIGHT, read
from tests.journeys.serving import AXE
from tests.web.gallery import ROOT, environment, values

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'"
)

pytestmark = pytest.mark.journey


def answer(route):
    path = route.request.url.removeprefix("http://gallery.test/").split("?")[0]
    if path.startswith("static/"):
        file = ROOT / "parcours_app" / path
        return route.fulfill(body=file.read_bytes(), content_type=guess_type(file.name)[0])
    if f"/{path}" == AXE:
        return route.fulfill(path=AXE_FILE_PATH)
    env = environment()
    page = env.get_template("gallery.html").render(**values(env))
    return route.fulfill(
        body=page, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
    )


@pytest.fixture(scope="module")
def gallery(chromium):
    """The gallery, opened once."""
    context = chromium.new_context(reduced_motion="reduce")
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.route("**/*", answer)
    opened.goto("http://gallery.test/")
    yield opened
    context.close()


@pytest.fixture(
    scope="module",
    params=[
        (360, "light", EVERYTHING),
        (360, "dark", OF_SIGHT),
        (900, "light", OF_SIGHT),
        (1440, "light", OF_SIGHT),
        (1440, "dark", OF_SIGHT),
    ],
    ids=lambda p: f"{p[0]}-{p[1]}",
)
def page(request, gallery):
    width, scheme, gallery.rules = request.param
    gallery.set_viewport_size({"width": width, "height": 900})
    gallery.emulate_media(color_scheme=scheme)
    gallery.evaluate("document.activeElement.blur()")
    return gallery


def test_the_gallery_is_accessible_and_fits(page):
    read(page, page.rules)
    assert page.complaints == []


def test_no_table_loses_its_edge(page):
    wider = """() => [...document.querySelectorAll('.table-frame')]
        .map(frame => [frame.querySelector('table').getBoundingClientRect().width, frame.clientWidth])
        .filter(([table, frame]) => table > frame + 1)"""
    assert page.locator(".table-frame").count() > 3
    assert page.evaluate(wider) == []


def test_nothing_one_touches_is_too_small(page):
    """WCAG 2.5.8: 24 pixels, links inside a sentence apart."""
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .button, .input, .choice input, nav a, summary, .chip, .sort')]
        .filter(e => !e.closest('.skip-links, .breadcrumb'))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
        .filter(([, height]) => height > 0 && height < 24)"""
    )
    assert small == []


def test_the_keyboard_meets_the_skip_links_first_and_sees_where_it_is(page):
    first = page.locator("a, button, input, select, textarea, summary, [tabindex]").first
    assert first.get_attribute("href") == "#content"
    assert first.bounding_box()["x"] < 0
    first.focus()
    assert first.bounding_box()["x"] >= 0
    assert first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"

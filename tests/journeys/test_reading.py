"""The reading of pages fails when it must: what was sound once excuses nothing else."""

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.journeys.reading import look
from tests.journeys.serving import AXE

pytestmark = pytest.mark.journey
PAGE = """<!doctype html><html lang="fr"><head><title>Une page</title>
<meta name="viewport" content="width=device-width"><style>body {{ color: #111; background: #fff }}
.dim {{ color: #777 }} .night {{ background: #333 }}
@media (prefers-color-scheme: dark) {{ .moon {{ color: #222; background: #111 }} }}</style></head>
<body><main><h1>Une page</h1>{content}</main></body></html>"""
SOUND = '<p>Un texte</p><p class="night"><em style="color: #eee">Un autre</em></p>'
ASIDE = '<p style="{}; color: #777">Pas lu</p>'


@pytest.fixture(scope="module")
def show(chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.route(f"**{AXE}", lambda route: route.fulfill(path=AXE_FILE_PATH))

    def shown(content):
        body = PAGE.format(content=content)
        page.route("http://page.test/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.goto("http://page.test/")
        return page

    yield shown
    context.close()


def test_a_sound_page_is_read_and_read_again(show):
    look(show(SOUND))
    look(show(SOUND.replace("Un texte", "Tout autre chose")))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (f'{ASIDE.format("position: absolute; left: -9999px")}<p class="dim">Vu</p>', "color-contrast"),
        ('<p class="dim">Trop pâle</p>', "color-contrast"),
        ('<div class="night"><p>Même couleur, autre fond</p></div>', "color-contrast"),
        ('<p class="moon">Pâle dans le noir seulement</p>', "color-contrast"),
        ("<button></button>", "button-name"),
        ('<div style="width: 1500px">Trop large</div>', "pixels wide"),
    ],
)
def test_what_is_wrong_is_found_beside_what_is_sound(show, content, complaint):
    look(show(SOUND))
    with pytest.raises(AssertionError, match=complaint):
        look(show(SOUND + content))

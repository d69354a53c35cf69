"""The check that every page goes through fails when it must: what was sound once excuses nothing else."""

import pytest

from tests.pages import bare, check_page

KEYS = [f"01900000-0000-7000-8000-00000000000{n}" for n in range(4)]
ROWS = "".join(f'<tr id="row-{key}"><td><a href="/cases/{key}">Awa &amp; Zoé</a></td></tr>' for key in KEYS)
PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><title>Une page</title></head><body><h1>Une page</h1>'
    f'<table><tbody>{ROWS}</tbody></table><p title="deux">Un texte</p></body></html>'
)


@pytest.fixture(autouse=True)
def _sound():
    check_page(PAGE)


def test_a_page_that_differs_by_its_words_and_keys_is_made_alike():
    other = PAGE.replace("Zoé", "Léa").replace("Un texte", "Autre &lt;chose&gt;").replace(KEYS[2], KEYS[2][:-1] + "f")
    assert other != PAGE
    assert bare(other) == bare(PAGE)


@pytest.mark.parametrize(
    ("sound", "wrong", "complaint"),
    [
        (f"row-{KEYS[3]}", f"row-{KEYS[0]}", "ids used twice"),
        (f"row-{KEYS[1]}", f"row-{KEYS[0]}", "ids used twice"),
        ("Un texte", "Un texte &c", "not valid HTML"),
        ("Un texte", "Un texte < deux", "not valid HTML"),
        ("Un texte", "Un\x0btexte", "not valid HTML"),
        ("</p>", "</p></p>", "not valid HTML"),
        ('title="deux"', 'title="deux" title="trois"', "not valid HTML"),
        ('title="deux"', 'style="color: red"', "inline style"),
        ("<h1>Une page</h1>", "<h1> </h1>", "the h1 is empty"),
        ("<p title", "<h1>Deux</h1><p title", "2 h1"),
        (' lang="fr"', "", "does not say its language"),
        ("<title>Une page</title>", "<title> – </title>", "title is empty"),
        ("Un texte", "Un %(texte)s", "placeholder"),
    ],
)
def test_what_is_wrong_is_found_in_a_page_otherwise_alike(sound, wrong, complaint):
    assert sound in PAGE
    with pytest.raises(AssertionError, match=complaint):
        check_page(PAGE.replace(sound, wrong))

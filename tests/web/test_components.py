"""The components with the longest names, nothing to show and errors: strict HTML, tied labels, words before colours."""

import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest

from tests.web.gallery import LONGEST_NAME, ROOT, environment, values
from workflows.stage import Stage

TEMPLATES = ROOT / "templates"
STATIC = ROOT / "parcours_app" / "static"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))


@pytest.fixture(scope="module")
def env():
    return environment()


@pytest.fixture(scope="module")
def page(env):
    return env.get_template("gallery.html").render(**values(env))


@pytest.fixture(scope="module")
def tree(page):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def call(env, component, macro, *arguments, **named):
    return str(getattr(env.get_template(f"components/{component}.html").module, macro)(*arguments, **named))


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def ids(tree):
    return [element.get("id") for element in tree.iter() if element.get("id")]


def test_the_gallery_is_strict_html_with_one_h1(tree):
    assert len(tree.findall(".//h1")) == 1


def test_every_component_is_tried():
    shown = "".join(path.read_text() for path in [Path(__file__).with_name("gallery.html"), TEMPLATES / "base.html"])
    used_by_others = "".join((TEMPLATES / "components" / name).read_text() for name in COMPONENTS)
    missing = {name for name in COMPONENTS if f"components/{name}" not in shown + used_by_others}
    assert missing <= {"form_field.html"}  # drawn from real forms, in test_form_components.py


def test_ids_are_unique_and_references_lead_somewhere(tree):
    present = ids(tree)
    assert [name for name, times in Counter(present).items() if times > 1] == []
    asked = [name for element in tree.iter() for name in (element.get("aria-describedby") or "").split()]
    asked += [element.get("for") for element in tree.iter("label")]
    assert set(asked) <= set(present)
    assert len(asked) > 10


def test_every_input_has_a_label(tree):
    labelled = {element.get("for") for element in tree.iter("label")}
    inputs = [e for tag in ("input", "select", "textarea") for e in tree.iter(tag) if e.get("type") != "hidden"]
    assert [element.get("name") for element in inputs if element.get("id") not in labelled] == []


def test_nothing_is_inline(page):
    assert " style=" not in page
    assert "<style" not in page
    assert "<script" not in page
    assert re.findall(r"\son\w+=", page) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_carries_inline_style_or_handlers(path):
    text = path.read_text()
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"", text) == []


def test_tables_carry_captions_scopes_and_names_for_phones(tree):
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") in ("col", "row") for cell in table.iter("th"))
        assert all(cell.get("data-label") for cell in table.iter("td"))


def test_a_text_cannot_become_markup(env):
    assert "<b>" not in call(env, "tile", "tile", "<b>x</b>", 3, "#")
    assert "<b>" not in call(env, "data_table", "data_table", "<b>", [{"label": "<b>"}], [["<b>"]])
    assert "<b>" not in call(env, "field", "field", "textarea", "n", "<b>", "<b>", "<b>", ["<b>"])


@pytest.mark.parametrize("count", [0, "0", None])
def test_a_tile_with_nothing_says_so_and_leads_nowhere(env, count):
    html = call(env, "tile", "tile", "Coutures à faire", count, "#list", nothing="Rien à faire au 14 mars.")
    assert "Rien à faire au 14 mars." in html
    assert "href" not in html


@pytest.mark.parametrize(
    ("seam", "said"),
    [
        ({"state": "seamless", "days": 0, "net_days": 0}, "Interval: seamless"),
        ({"state": "seamless", "days": 12}, "Interval: 12 days seamless"),
        ({"state": "gap", "days": 1}, "Interval: 1 day"),
        ({"state": "gap", "days": 21, "net_days": 14}, "Interval: 21 days 14 days without pauses"),
        ({"state": "open", "days": 12}, "Interval: in progress: 12 days"),
        ({"state": "open", "days": 0}, "Interval: in progress: 0 days"),
        ({"state": "overlap", "days": -3}, "Interval: 3 days of overlap"),
        ({"state": "booked", "days": 7}, "Interval: 7 days planned"),
        ({"state": "to_book"}, "Interval: next step to book"),
        ({"state": "none"}, ""),
        ({"state": "gap", "days": 40, "label": "quarante jours"}, "Interval: quarante jours"),
    ],
)
def test_a_seam_is_said_in_words(env, seam, said):
    assert words(call(env, "seam_link", "seam_link", seam)) == said


def test_a_longer_wait_draws_a_longer_seam(env):
    drawn = [call(env, "seam_link", "seam_link", {"state": "open", "days": days}) for days in (1, 7, 30, 90, 91)]
    reaches = [re.search(r"seam--(none|short|medium|long|very-long)", html).group(1) for html in drawn]
    assert reaches == ["none", "short", "medium", "long", "very-long"]


def test_a_met_guard_is_brief_and_an_unmet_one_says_what_to_do(env):
    guard = {"title": "Une place", "explanation": "Pas encore.", "remedy": "Appelez.", "override_by": "conseiller"}
    met = words(call(env, "guard_checklist", "guard_checklist", [{**guard, "state": "met"}]))
    unmet = words(call(env, "guard_checklist", "guard_checklist", [{**guard, "state": "overridable"}]))
    assert met == "Fulfilled: Une place"
    assert "Appelez." in unmet
    assert "by: conseiller." in unmet


def test_a_corrected_line_stays_struck_through_with_a_word(env):
    html = call(env, "timeline", "timeline", [{"title": "Début", "occurred": "3 mars", "superseded": True}])
    assert "<s>Début</s>" in html
    assert "corrected" in html


def test_a_masked_figure_shows_no_figure(env):
    masked = words(call(env, "stat", "stat", "Sorties", 7, masked=True))
    bar = words(call(env, "bar_chart", "bar_chart", "Personnes", [{"label": "Suivi", "value": None}]))
    why = "Not shown, so that nobody can be recognised"  # nor a threshold: the figure may hide another
    assert (masked, bar) == (f"Sorties {why}", f"Personnes Suivi {why}")


def test_an_unknown_fact_is_said(env):
    facts = [{"term": "Courriel", "value": None}, {"term": "Nom", "value": LONGEST_NAME}]
    assert "Not given" in call(env, "definition_list", "definition_list", facts)


def test_a_bare_page_needs_no_context_at_all(env):
    html = env.from_string('{% extends "base.html" %}{% block title %}Erreur{% endblock %}').render()
    html5lib.HTMLParser(strict=True).parse(html)
    assert "<title>Erreur – Parcours</title>" in html


@pytest.mark.parametrize("stage", [stage.value for stage in Stage])
def test_every_stage_has_a_shape_and_a_colour(stage):
    assert f".stage--{stage} {{ --shape" in (STATIC / "css" / "icons.css").read_text()
    assert f".pathway__step.stage--{stage} {{" in (STATIC / "css" / "pathway.css").read_text()
    assert f"--{stage.replace('_', '-')}-wash:" in (STATIC / "css" / "tokens.css").read_text()


def test_every_icon_named_by_a_template_is_drawn():
    drawn = set(re.findall(r"^\.icon--([a-z-]+) ", (STATIC / "css" / "icons.css").read_text(), re.MULTILINE))
    named = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r"icon--([a-z-]+)", path.read_text())}
    assert named - {"icon"} <= drawn


def test_every_sheet_of_the_page_exists(page):
    sheets = re.findall(r'href="/static/([^"]+)"', page)
    assert len(sheets) > 5
    assert [sheet for sheet in sheets if not (STATIC / sheet).is_file()] == []

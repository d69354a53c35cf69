"""The sentences that name the counts withheld say the threshold that is configured, on pages and in what is kept."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import config
from parcours_app.extensions import french
from parcours_app.queries.frozen import Frozen
from parcours_app.web.supervisor.masking_words import masked_words, totals_masked_words
from parcours_app.web.supervisor.publication_words import definitions_frozen, definitions_told
from tests.web.supervisor.test_team import text
from workflows.engine import Role
from workflows.totals_rules import RULES

# A publication of the time when definitions were kept in English only.
FIRST = Frozen((), (), 0, {"persons": 0}, {}, (), (), 10, {})

on_sqlite = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def threshold(app, monkeypatch):
    """Counts of 1 to 4 are withheld here."""
    settings = app.extensions["parcours_settings"]
    monkeypatch.setitem(app.extensions, "parcours_settings", replace(settings, largest_masked=4))


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@on_sqlite
def test_what_is_said_above_masked_figures_is_the_threshold(app, threshold):
    with app.test_request_context():
        assert masked_words(masked=True).startswith("Les nombres de 1 à 4 sont masqués")
        assert totals_masked_words(masked=True).endswith("est le vrai total.")
        assert "1 à 4" in totals_masked_words(masked=True)
        assert masked_words(masked=False) == ""


@on_sqlite
@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("totals", "Les nombres de 1 à 4 sont masqués"),
        ("programme", "un nombre de 1 à 4 n’est jamais montré"),
        ("programme/pacts?on=2022-12-31", "Les nombres de 1 à 4 sont masqués"),
        ("cohorts?since=2021-01-01&on=2026-06-15", "4 ou moins"),
        ("publications/new?on=2026-05-31", "Les nombres de 1 à 4 sont masqués"),
    ],
)
def test_each_page_says_it(nation, nadia, people, threshold, page, sentence):
    (walk,) = people(nadia, 1, opened="2021-01-04")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
    said = text(nation.get(f"/supervisor/{page}"))
    assert sentence in said
    assert "1 à 10" not in said


@on_sqlite
def test_the_open_data_says_it_in_both_languages(nation, threshold):
    with zipfile.ZipFile(io.BytesIO(nation.get("/supervisor/programme/open-data.zip").get_data())) as archive:
        told = json.loads(archive.read("datapackage.json"))
        assert "Un nombre de 1 à 4 n’est pas diffusé" in archive.read("LISEZMOI.md").decode()
    assert "Counts of 1 to 4 are withheld" in told["description"]
    assert "Les nombres de 1 à 4 ne sont pas diffusés" in told["description_fr"]


@on_sqlite
def test_a_publication_keeps_the_threshold_of_its_day(app, threshold):
    with app.test_request_context():
        first = replace(FIRST, definitions=definitions_told(10))
        assert definitions_frozen(first, "en")[1].startswith("Counts of 1 to 10 are masked")
        assert "1 à 10" in definitions_frozen(first, "fr")[1]
        assert definitions_frozen(first, "fr")[0] == french(first.definitions[0])


@on_sqlite
def test_a_publication_freezes_the_rules_by_which_people_are_counted(app):
    with app.test_request_context():
        said = definitions_told(10)
    assert {*RULES} < {*said}
    assert said[-1] == "Definition: programme totals, version 1."


def test_a_publication_keeps_its_sentences_in_both_languages():
    said = replace(FIRST, definitions=("As defined then.",), definitions_fr=("Comme défini alors.",))
    assert (definitions_frozen(said, "en"), definitions_frozen(said, "fr")) == (
        ("As defined then.",),
        ("Comme défini alors.",),
    )


def test_no_sentence_holds_a_threshold_of_its_own():
    with (Path(config.TRANSLATIONS) / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as stream:
        said = [str(message.id) for message in read_po(stream, locale="fr") if message.id]
    assert [
        each for each in said if "1 to 10" in each or "ten or fewer" in each or "more than ten people" in each
    ] == []

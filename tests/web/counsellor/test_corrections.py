"""Correcting an entry from its file: another day, other data, its removal; what would no longer hold; conflicts."""

from datetime import date

import pytest

from parcours_app.queries.case_file import case_file
from tests.web.counsellor.reading import by_id, form, having, parsed, words
from workflows.engine import Role


def url_of(walk, entry):
    return f"/counsellor/cases/{walk.case_id}/entries/{entry}/correct"


def fix(desk, walk, entry, **answers):
    url = url_of(walk, entry)
    return desk.post(url, data={**form(desk.get(url)), "correction_reason": "Erreur de saisie", **answers})


@pytest.fixture
def walk(follow):
    walk = follow().orient("2026-04-13", "2026-05-04", refresher=True)
    walk.prescribe("refresher", "2026-05-04", "2026-05-11", "2026-06-26", hours=70)
    walk.prescribed = walk.last.entry.id
    walk.start("refresher", "2026-05-11")
    walk.started = walk.last.entry.id
    return walk


def standing_of(walk):
    return case_file(walk.viewer, walk.case_id).standing


def test_the_form_opens_on_the_entry_as_it_stands(desk, walk):
    page = desk.get(url_of(walk, walk.prescribed))
    filled = form(page)
    assert filled["effective_on"] == "2026-05-04"
    assert (filled["provider"], filled["hours"], filled["planned_end"]) == ("Greta", "70", "2026-06-26")
    assert filled["kind"] == ["refresher"]
    assert "Organisme de formation : Greta" in words(page)


def test_another_day_moves_the_fact_and_the_strip(desk, walk):
    answer = fix(desk, walk, walk.started, effective_on="2026-05-06")
    assert answer.status_code == 302
    page = desk.get(answer.headers["Location"])
    assert "L’écriture est corrigée." in words(page)
    assert "depuis le 6 mai 2026" in words(page)


def test_other_data_replaces_and_an_emptied_answer_is_taken_away(desk, walk):
    assert fix(desk, walk, walk.prescribed, provider="AFPA", hours="").status_code == 302
    episode = next(e for e in standing_of(walk).episodes.values() if e.provider == "AFPA")
    assert episode.hours is None
    assert episode.started_on is not None


def test_a_removed_fact_leaves_the_case_as_before_it(desk, walk):
    url = url_of(walk, walk.started)
    sent = {**form(desk.get(url)), "void": "1", "correction_reason": "La personne n’est pas venue"}
    answer = desk.post(url, data=sent)
    assert answer.status_code == 302
    assert "Retiré : Entrée en formation" in words(desk.get(answer.headers["Location"]))
    assert standing_of(walk).stage == "between"


@pytest.mark.parametrize("void", [False, True])
def test_a_correction_without_a_reason_is_refused_and_keeps_the_rest(desk, walk, void):
    answers = {"void": "1"} if void else {"effective_on": "2026-05-12"}
    refused = fix(desk, walk, walk.started, correction_reason=" ", **answers)
    assert refused.status_code == 422
    assert "Une correction doit avoir un motif." in words(refused)
    if not void:
        assert form(refused)["effective_on"] == "2026-05-12"


def test_a_form_sent_unchanged_says_that_nothing_changed(desk, walk):
    refused = fix(desk, walk, walk.started)
    assert refused.status_code == 422
    assert "Rien n’a changé" in words(refused)


def test_the_later_entry_that_would_no_longer_hold_is_named(desk, walk):
    walk.complete("refresher", "2026-06-10")
    ended = walk.last.entry.id
    refused = fix(desk, walk, walk.started, effective_on="2026-06-12")
    assert refused.status_code == 422
    said = next(iter(having(parsed(refused), "notice--error")))
    assert "Formation achevée, 10 juin 2026" in words(said)
    assert f"#entry-{ended}" in "".join(a.get("href") or "" for a in said.iter("a"))
    assert form(refused)["effective_on"] == "2026-06-12"


def test_a_closed_month_is_left_to_a_supervisor(desk, follow):
    walk = follow("2026-01-05").orient("2026-01-12", "2026-02-02")
    refused = fix(desk, walk, walk.last.entry.id, effective_on="2026-02-03")
    assert refused.status_code == 422
    assert "superviseur" in words(refused)


def test_what_was_corrected_meanwhile_leads_to_the_version_that_holds(desk, walk):
    assert fix(desk, walk, walk.started, effective_on="2026-05-06").status_code == 302
    again = desk.get(url_of(walk, walk.started))
    assert again.status_code == 302
    assert "déjà été corrigée" in words(desk.get(again.headers["Location"]))


def test_a_correction_sent_on_an_old_version_says_what_changed_and_keeps_its_answers(desk, walk):
    url = url_of(walk, walk.started)
    mine = {**form(desk.get(url)), "effective_on": "2026-05-06", "correction_reason": "Feuille d’émargement"}
    walk.move("start_support", "2026-06-01", level="guided", referent="nadia@example.org")
    stale = desk.post(url, data=mine)
    assert stale.status_code == 409
    assert "Début de l’accompagnement, le 1er juin 2026" in words(stale)
    kept = form(stale)
    assert (kept["effective_on"], kept["correction_reason"]) == ("2026-05-06", "Feuille d’émargement")
    assert desk.post(url, data=kept).status_code == 302


def test_an_opening_moved_across_the_new_year_is_judged_again_and_flagged(desk, follow, make_account):
    walk = follow("2024-01-02", level={"scheme": "rncp2019", "code": "7"})
    boss = make_account(Role.SUPERVISOR, email="chef@example.org", organisation="Mission locale de Test")
    assert "Éligibilité à revoir" not in words(desk.get(f"/counsellor/cases/{walk.case_id}"))
    walk.correct(walk.last.entry.id, by=boss, effective_on=date(2023, 12, 29))
    page = desk.get(f"/counsellor/cases/{walk.case_id}")
    assert "Éligibilité à revoir" in words(page)
    assert "29 décembre 2023" in words(page)


def test_the_opening_is_corrected_never_removed(desk, follow):
    walk = follow("2026-06-01")
    page = desk.get(url_of(walk, walk.last.entry.id))
    assert not [e for e in parsed(page).iter() if e.get("id") == "void-reason"]


def test_an_entry_of_another_case_is_not_found(desk, follow, walk):
    other = follow(given_name="Hugo")
    assert desk.get(url_of(other, walk.started)).status_code == 404
    assert desk.get(url_of(walk, "no-such-entry")).status_code == 404


def test_a_day_typed_in_full_is_read(desk, walk):
    refused = fix(desk, walk, walk.started, effective_on="mardi")
    assert refused.status_code == 422
    assert by_id(refused, "effective_on").get("aria-invalid") == "true"

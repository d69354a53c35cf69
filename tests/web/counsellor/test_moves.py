"""Moving on: the cards of every stage, the form of every move, refusals, overrides, conflicts, repeated forms."""

import pytest

from parcours_app.queries.case_file import case_file
from tests.web.counsellor.reading import by_id, form, having, parsed, words
from workflows.engine import Role
from workflows.fields import FIELDS
from workflows.pathway import NATIONAL


def moves_of(walk, move="", **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"/counsellor/cases/{walk.case_id}/moves" + (f"/{move}" if move else "") + (f"?{query}" if query else "")


def standing_of(walk):
    return case_file(walk.viewer, walk.case_id).standing


def send(desk, walk, move, **answers):
    """Open the form of a move, answer some of it, send it."""
    url = moves_of(walk, move)
    return desk.post(url, data={**form(desk.get(url)), **answers})


def titles(page):
    return [words(title) for title in having(parsed(page), "card__title")]


def in_refresher(follow):
    walk = follow().orient("2026-01-12", "2026-02-02", refresher=True)
    return walk.prescribe("refresher", "2026-01-30", "2026-02-09", "2026-06-26").start("refresher", "2026-02-09")


def test_a_whole_pathway_is_driven_through_the_forms(desk, follow, clock):
    walk = follow()
    begun = send(
        desk,
        walk,
        "begin_orientation",
        effective_on="2026-01-12",
        decision_on="2026-01-08",
        notified_on="2026-01-09",
        channel="letter",
    )
    assert begun.status_code == 302, words(begun)
    needs = {"needs-refresher": "yes", "needs-domains": ["french", "digital"], "needs-support": "y"}
    assert send(desk, walk, "complete_orientation", effective_on="2026-02-02", **needs).status_code == 302
    planned = {"planned_start": "2026-02-09", "planned_end": "2026-04-17"}
    booked = send(
        desk, walk, "prescribe", effective_on="2026-02-02", kind="refresher", provider="Greta", hours="210", **planned
    )
    assert booked.status_code == 302, words(booked)
    assert send(desk, walk, "start", effective_on="2026-02-09").status_code == 302
    assert send(desk, walk, "complete", effective_on="2026-04-17").status_code == 302
    job = {"job-contract": "cdi", "job-starts_on": "2026-05-04"}
    left = send(desk, walk, "leave", effective_on="2026-05-04", motive="employment", **job)
    assert left.status_code == 302, words(left)
    after = standing_of(walk)
    assert after.stage == "follow_up"
    assert after.needs.domains == ("french", "digital")
    assert after.needs.support
    assert next(iter(after.episodes.values())).referent_at_start
    assert after.exit.job.contract == "cdi"
    said = words(desk.get(left.headers["Location"]))
    assert "C’est enregistré : Sortie du parcours, le 4 mai 2026." in said
    assert "Nombre d’heures : 210" in said


@pytest.mark.parametrize("move", sorted(FIELDS))
def test_every_move_a_counsellor_may_make_has_its_form_and_no_other_has_one(desk, follow, move):
    page = desk.get(moves_of(in_refresher(follow), move), follow_redirects=True)
    allowed = Role.COUNSELLOR in NATIONAL.by_name[move].roles
    assert page.status_code == (200 if allowed else 404)
    if allowed:
        sent = form(page)
        assert sent["version"] == "5"
        assert sent["key"]
        assert sent["effective_on"] == "2026-06-15"


def test_the_cards_are_those_of_the_stage_and_say_what_they_lead_to(desk, follow):
    walk = in_refresher(follow)
    page = desk.get(moves_of(walk))
    cards = {words(next(iter(having(c, "card__title")))): words(c) for c in having(parsed(page), "move-card")}
    assert "Mène à Entre deux étapes" in cards["Enregistrer la fin"]
    assert "Une attente commence : aucune suite n’est réservée." in cards["Enregistrer la fin"]
    assert "« Vous êtes entre deux étapes. »" in cards["Enregistrer la fin"]
    assert "À confirmer : Les dates prévues sont données et dans l’ordre" in cards["Prescrire une formation"]
    quiet = {words(item) for item in having(parsed(page), "quiet-moves__title")}
    assert "Enregistrer l’entrée pas possible maintenant" in quiet
    assert not any("Annuler un dossier" in title for title in (*cards, *quiet))


def test_a_start_says_the_seam_it_closes(desk, follow):
    walk = in_refresher(follow)
    walk.prescribe("qualification", "2026-05-20", "2026-06-15", "2026-12-18").complete("refresher", "2026-06-05")
    page = desk.get(moves_of(walk, "start"))
    assert "Les étapes se suivent à 10 jours : sans couture." in words(page)
    walk.start("qualification", "2026-06-15")
    assert "sans couture" in words(desk.get(f"/counsellor/cases/{walk.case_id}"))


def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(desk, follow):
    walk = in_refresher(follow)
    refused = send(
        desk,
        walk,
        "prescribe",
        kind="qualification",
        provider="AFPA de Créteil",
        planned_start="2026-09-01",
        planned_end="2026-08-01",
    )
    assert refused.status_code == 422
    said = words(refused)
    assert "Cela ne peut pas être enregistré tel quel" in said
    assert "la fin ne peut pas précéder le début" in said
    kept = form(refused)
    assert (kept["provider"], kept["planned_start"]) == ("AFPA de Créteil", "2026-09-01")
    assert kept["kind"] == ["qualification"]
    assert len(standing_of(walk).episodes) == 2


def test_a_missing_answer_is_named_and_leads_to_its_question(desk, follow):
    refused = send(desk, in_refresher(follow), "prescribe", provider="")
    assert refused.status_code == 422
    links = [a.get("href") for a in next(iter(having(parsed(refused), "error-summary"))).iter("a")]
    assert links == ["#kind", "#provider"]
    assert by_id(refused, "provider").get("aria-invalid") == "true"


@pytest.mark.parametrize("typed", ["", "demain", "31/02/2026"])
def test_a_day_that_is_no_date_is_refused_in_words(desk, follow, typed):
    refused = send(desk, in_refresher(follow), "complete", effective_on=typed)
    assert refused.status_code == 422
    assert by_id(refused, "effective_on").get("aria-invalid") == "true"


def test_a_day_to_come_is_refused_and_a_french_date_is_understood(desk, follow):
    walk = in_refresher(follow)
    refused = send(desk, walk, "complete", effective_on="2026-06-16")
    assert refused.status_code == 422
    assert "est dans le futur" in words(refused)
    assert send(desk, walk, "complete", effective_on="12/06/2026").status_code == 302
    assert standing_of(walk).ended[-1].ended_on.isoformat() == "2026-06-12"


def test_a_missing_condition_is_passed_over_only_with_a_reason(desk, follow):
    walk = follow().orient("2026-01-12", "2026-02-02", refresher=True)
    walk.prescribe("qualification", "2026-01-30", "2026-02-09", "2026-12-18")
    url = moves_of(walk, "start")
    assert "Manquant, mais on peut passer outre" in words(desk.get(url))
    assert send(desk, walk, "start", effective_on="2026-02-09").status_code == 422
    passed = send(desk, walk, "start", effective_on="2026-02-09", override_reason="Test de niveau réussi le 3 février")
    assert passed.status_code == 302
    said = words(desk.get(f"/counsellor/cases/{walk.case_id}"))
    assert "Enregistré bien qu’il manque : La remise à niveau jugée nécessaire est achevée" in said
    assert "Test de niveau réussi le 3 février" in said


def test_two_people_at_once_the_second_reads_what_the_first_did_and_keeps_their_form(
    desk, client_of, make_account, follow
):
    walk = in_refresher(follow)
    colleague = client_of(make_account(Role.COUNSELLOR, email="denis@example.org", display_name="Denis Petitjean"))
    url = moves_of(walk, "drop_out")
    mine = {**form(desk.get(url)), "effective_on": "2026-06-10", "motive": "health"}
    theirs = send(colleague, walk, "pause", effective_on="2026-06-12", category="other", until="2026-06-14")
    assert theirs.status_code == 302, words(theirs)
    stale = desk.post(url, data=mine)
    assert stale.status_code == 409
    said = words(stale)
    assert "Suspension du parcours, le 12 juin 2026" in said
    assert "par Denis Petitjean, conseiller" in said
    kept = form(stale)
    assert (kept["effective_on"], kept["motive"], kept["version"]) == ("2026-06-10", "health", "6")
    assert desk.post(url, data=kept).status_code == 302


def test_after_a_conflict_the_same_form_can_be_sent_again(desk, follow):
    walk = in_refresher(follow)
    url = moves_of(walk, "complete")
    mine = {**form(desk.get(url)), "effective_on": "2026-06-10"}
    walk.move("start_support", "2026-06-01", level="guided", referent="nadia@example.org")
    stale = desk.post(url, data=mine)
    assert stale.status_code == 409
    assert desk.post(url, data=form(stale)).status_code == 302
    assert standing_of(walk).stage == "between"


def test_the_same_form_sent_twice_writes_one_entry(desk, follow):
    walk = in_refresher(follow)
    url = moves_of(walk, "complete")
    mine = {**form(desk.get(url)), "effective_on": "2026-06-10"}
    first, second = desk.post(url, data=mine), desk.post(url, data=mine)
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    changed = desk.post(url, data={**mine, "effective_on": "2026-06-11"})
    assert changed.status_code == 422
    assert "Ce formulaire a déjà été envoyé avec d’autres réponses" in words(changed)


def test_checking_first_shows_the_consequences_and_writes_nothing(desk, follow):
    walk = in_refresher(follow)
    url = moves_of(walk, "leave")
    answers = {"motive": "moved", "check": "1", "effective_on": "2026-06-10"}
    page = desk.post(url, data={**form(desk.get(url)), **answers})
    assert page.status_code == 200
    said = words(page)
    assert "Manquant : Aucune étape n’est restée sans fin" in said
    assert form(page)["motive"] == "moved"
    assert standing_of(walk).stage == "refresher"


def test_looking_from_an_earlier_day_offers_the_moves_of_that_day(desk, follow):
    walk = in_refresher(follow)
    page = desk.get(moves_of(walk, on="2026-01-20"))
    assert "Terminer l’orientation" in titles(page)
    first = next(a.get("href") for a in parsed(page).iter("a") if "/moves/" in (a.get("href") or ""))
    assert first.endswith("on=2026-01-20")
    assert form(desk.get(first))["effective_on"] == "2026-01-20"


def test_a_move_of_another_stage_says_so_instead_of_a_dead_end(desk, follow):
    page = desk.get(moves_of(in_refresher(follow), "begin_orientation"))
    assert "Ce passage n’est pas possible ce jour-là" in words(page)


@pytest.mark.parametrize("move", ["", "fly", "open", "%2e%2e"])
def test_a_move_nobody_knows_is_not_found(desk, follow, move):
    walk = follow()
    assert desk.get(f"/counsellor/cases/{walk.case_id}/moves/{move}").status_code in (404, 308)


def test_a_form_without_its_token_does_nothing(desk, follow):
    walk = in_refresher(follow)
    mine = form(desk.get(moves_of(walk, "complete")))
    del mine["csrf_token"]
    assert desk.post(moves_of(walk, "complete"), data=mine).status_code == 400
    assert standing_of(walk).stage == "refresher"


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "\x00", "9" * 5000, "' OR 1=1 --"])
def test_hostile_answers_are_refused_or_kept_as_text(desk, follow, hostile):
    walk = in_refresher(follow)
    for move in ("prescribe", "redirect", "record_result", "request_handover", "check_employment"):
        url = moves_of(walk, move)
        answers = {key: hostile for key in form(desk.get(url)) if key not in ("csrf_token", "key")}
        answer = desk.post(url, data={**form(desk.get(url)), **answers, "hours": hostile, "at_months": hostile})
        assert answer.status_code in (409, 422), move
        assert "<script>alert" not in answer.get_data(as_text=True)

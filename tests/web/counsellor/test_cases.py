"""The file of a case: the strip, the chronology, another day, what surrounds them, and who may see it."""

from datetime import date

import pytest

from parcours_app.scope import Viewer, viewer_of
from parcours_app.services import contacts, questions
from tests.web.counsellor.reading import boxes, by_id, having, mistakes, parsed, words
from workflows.engine import Role


def file_of(walk, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"/counsellor/cases/{walk.case_id}" + (f"?{query}" if query else "")


def with_everything(follow):
    walk = follow().orient("2026-01-12", "2026-02-02", refresher=True)
    walk.move("start_support", "2026-02-02", level="reinforced", referent="nadia@example.org")
    walk.prescribe("refresher", "2026-01-30", "2026-02-09", "2026-04-17").start("refresher", "2026-02-09")
    walk.move("pause", "2026-03-02", category="justified_absence", until="2026-03-15")
    return walk.complete("refresher", "2026-05-01")


def test_orientation_then_qualification_shows_one_seam_and_no_refresher(desk, follow):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-01-28", "2026-02-09", "2026-07-10").start("qualification", "2026-02-09")
    shown = boxes(desk.get(file_of(walk)))
    assert len(shown) == 3
    assert "Orientation" in shown[0]
    assert "7 jours sans couture" in shown[1]
    assert "Qualification" in shown[1]
    assert "fin prévue le 10 juil. 2026" in shown[1]
    assert "Emploi durable" in shown[2]
    assert not any("Remise à niveau" in box for box in shown)


def test_the_strip_shows_seams_gross_and_net_and_what_runs_beside(desk, follow):
    walk = with_everything(follow)
    walk.move("pause", "2026-05-04", category="other", until="2026-05-10")
    walk.prescribe("qualification", "2026-04-29", "2026-05-18", "2026-12-18").start("qualification", "2026-05-18")
    page = desk.get(file_of(walk))
    seam = boxes(page)[2]
    assert "17 jours" in seam
    assert "10 jours sans les pauses" in seam
    bands = [words(band) for band in having(parsed(page), "band")]
    assert bands[0].startswith("Accompagnement renforcé depuis le 2 févr. 2026")
    assert bands[1].startswith("Suspension (14 jours)")
    assert bands[2].startswith("Suspension (7 jours)")


def test_a_gap_says_its_days_and_the_next_step_is_to_book(desk, follow):
    page = desk.get(file_of(with_everything(follow)))
    shown = boxes(page)
    assert "en cours : 45 jours" in shown[2]
    assert "Entre deux étapes" in shown[2]
    assert "suite à réserver" in shown[3]
    assert "Étape suivante à réserver" in words(page)
    assert "1er mai 2026, 45 jours" in words(page)


def test_what_is_booked_shows_the_days_it_will_take(desk, follow):
    walk = follow().orient("2026-01-12", "2026-02-02", refresher=True)
    walk.prescribe("refresher", "2026-01-30", "2026-02-09", "2026-06-26").start("refresher", "2026-02-09")
    walk.prescribe("qualification", "2026-06-01", "2026-07-06", "2026-12-18", provider="AFPA")
    page = desk.get(file_of(walk))
    assert "10 jours prévus" in boxes(page)[2]
    assert "jour 127 sur 138 prévus" in words(page)


def test_before_the_diagnosis_the_refresher_is_only_if_needed(desk, follow):
    shown = boxes(desk.get(file_of(follow())))
    assert "si besoin Remise à niveau" in shown[1]
    assert "suite à réserver" in shown[2]


def test_a_corrected_fact_stays_struck_through_and_leads_to_its_correction(desk, follow):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-01-28", "2026-02-16", "2026-07-10").start("qualification", "2026-05-11")
    wrong = walk.last.entry.id
    walk.correct(wrong, effective_on=date(2026, 5, 4), reason="Le centre a confirmé le 4 mai")
    page = desk.get(file_of(walk))
    old, new = by_id(page, f"entry-{wrong}"), by_id(page, f"entry-{walk.last.entry.id}")
    assert [words(s) for s in old.iter("s")] == ["Entrée en formation"]
    assert [a.get("href") for a in old.iter("a")] == [f"#entry-{walk.last.entry.id}"]
    assert words(new).startswith("4 mai 2026 Entrée en formation")
    assert "Le centre a confirmé le 4 mai" in words(new)
    assert "Enregistré le 15 juin 2026" in words(new)
    assert "Nadia Belkacem, conseiller" in words(new)
    assert f"#entry-{wrong}" in [a.get("href") for a in new.iter("a")]


def test_another_day_shows_what_was_then_and_what_was_known_then(client_of, counsellor, follow, clock):
    walk = follow().orient("2026-01-12", "2026-02-02")
    clock.set("2026-06-20")
    desk = client_of(counsellor)
    walk.prescribe("qualification", "2026-06-01", "2026-06-17", "2026-12-18").start("qualification", "2026-06-17")
    assert "Qualification" in boxes(desk.get(file_of(walk)))[1]
    earlier = desk.get(file_of(walk, on="2026-01-20"))
    assert "Vous voyez la situation au 20 janvier 2026, telle que connue aujourd’hui." in words(earlier)
    assert "en ce moment" in boxes(earlier)[0]
    assert "Orientation" in boxes(earlier)[0]
    unknown = desk.get(file_of(walk, known="2026-06-16"))
    assert "telle que connue le 16 juin 2026" in words(unknown)
    assert "Entre deux étapes" in boxes(unknown)[1]
    assert "Faire avancer" not in words(unknown)


@pytest.mark.parametrize("asked", [{"on": "2020-01-01"}, {"known": "2020-01-01"}])
def test_a_day_before_the_case_existed_is_said_and_today_is_shown(desk, follow, asked):
    page = desk.get(file_of(follow(), **asked))
    assert page.status_code == 200
    assert "Ce dossier n’existait pas encore le jour demandé" in words(page)


@pytest.mark.parametrize("asked", ["tomorrow", "2031-01-01", "31/02/2026", "%00"])
def test_a_day_that_makes_no_sense_is_today(desk, follow, asked):
    assert "Vous voyez la situation" not in words(desk.get(file_of(follow(), on=asked)))


def test_the_case_of_another_organisation_does_not_exist(client_of, elsewhere, follow):
    walk = follow()
    stranger = client_of(elsewhere)
    for path in ("", "/moves", "/moves/begin_orientation", f"/entries/{walk.last.entry.id}/correct"):
        assert stranger.get(file_of(walk) + path).status_code == 404


def test_after_a_handover_one_case_in_two_parts_and_read_only_for_the_sender(desk, client_of, elsewhere, follow):
    there = client_of(elsewhere)
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-01-28", "2026-02-09", "2026-07-10").start("qualification", "2026-02-09")
    walk.move("request_handover", "2026-06-01", to_organisation="Cap emploi 52")
    walk.move("accept_handover", "2026-06-08", by=elsewhere)
    mine, theirs = desk.get(file_of(walk)), there.get(file_of(walk))
    assert "Vous pouvez lire ce dossier, pas y agir" in words(mine)
    assert "Faire avancer" not in words(mine)
    assert "Corriger" not in words(mine)
    assert "Faire avancer" in words(theirs)
    assert "Référent : Odile Kervern, depuis le 8 juin 2026" in words(theirs)
    assert sum("Qualification" in box for box in boxes(theirs)) == 1


def test_the_exit_says_what_the_job_is_worth_and_which_checks_are_due(desk, follow):
    walk = follow("2025-03-03").orient("2025-03-05", "2025-03-20")
    walk.move(
        "leave",
        "2025-11-03",
        motive="employment",
        job={"contract": "cdd", "starts_on": "2025-11-03", "ends_on": "2026-05-02"},
    ).move("check_employment", "2026-02-04", at_months=3, employed="yes")
    page = desk.get(file_of(walk))
    text = words(page)
    assert "(programme 102) oui" in text
    assert "(IAE) non" in text
    assert "À 3 mois A un emploi 4 févr. 2026" in text
    due = [a for a in parsed(page).iter("a") if "at_months=6" in (a.get("href") or "")]
    assert len(due) == 1
    assert desk.get(due[0].get("href")).status_code == 200
    assert "Sortie :" in boxes(page)[1]


def test_the_history_of_a_merged_case_goes_on_in_the_case_that_stays(
    desk, make_account, follow, clock, counsellor, session
):
    stays, goes = follow(given_name="Elodie"), follow("2026-03-02", given_name="Élodie", family_name="Martin-Roux")
    boss = make_account(Role.SUPERVISOR, email="chef@example.org", organisation="Mission locale de Test")
    goes.move("merge", "2026-06-10", by=boss, into_case=stays.case_id)
    text = words(desk.get(file_of(stays)))
    assert "réuni à celui-ci" in text
    assert "Réuni à un autre dossier" in words(desk.get(file_of(goes)))


def test_a_question_is_answered_from_the_file(desk, follow, clock):
    walk = follow()
    asking = Viewer(Role.BENEFICIARY, clock.now(), clock.today(), person=walk.person.id)
    questions.ask(asking, "next", "Quand est-ce que je commence ?")
    url = file_of(walk)
    assert "Quand est-ce que je commence ?" in words(desk.get(url))
    empty = desk.submit(url, {"text": "   "}, at=f"{url}/questions/1")
    assert empty.status_code == 422
    assert "Rien n’est écrit" in words(empty)
    assert mistakes(empty) == ["#answer-1"]
    sent = desk.submit(url, {"text": "Le 6 juillet, à 9 h."}, at=f"{url}/questions/1")
    assert sent.status_code == 302
    assert "Le 6 juillet, à 9 h." in words(desk.get(url))
    again = desk.submit(url, {"text": "Trop tard"}, at=f"{url}/questions/1")
    assert again.status_code == 422
    assert mistakes(again) == ["#question-1"], "the form is gone"


def test_a_contact_is_recorded_and_a_bad_one_keeps_what_was_typed(desk, follow):
    walk = follow()
    url = file_of(walk)
    bad = desk.submit(url, {"on": "2026-06-16", "channel": "phone"}, at=f"{url}/contacts")
    assert bad.status_code == 422
    assert by_id(bad, "contact-on").get("value") == "2026-06-16"
    assert "entre l’ouverture du dossier" in words(bad)
    assert mistakes(bad) == ["#contact-on"]
    assert desk.submit(url, {"on": "hier", "channel": ""}, at=f"{url}/contacts").status_code == 422
    assert desk.submit(url, {"on": "12/06/2026", "channel": "phone"}, at=f"{url}/contacts").status_code == 302
    assert "12 juin 2026 – Appel téléphonique" in words(by_id(desk.get(url), "contacts"))


def test_the_fullest_file_costs_fifteen_statements(desk, follow, counsellor, clock, count_queries):
    walk = with_everything(follow)
    walk.move(
        "request_handover", "2026-06-01", to_organisation="Mission locale de Test", to_counsellor=counsellor.email
    )
    contacts.record_contact(viewer_of(counsellor, clock), walk.case_id, date(2026, 6, 1), "phone")
    asking = Viewer(Role.BENEFICIARY, clock.now(), clock.today(), person=walk.person.id)
    questions.ask(asking, "next", "Quand ?")
    desk.get(file_of(walk))
    with count_queries() as statements:
        assert desk.get(file_of(walk)).status_code == 200
    assert len(statements) <= 15, statements

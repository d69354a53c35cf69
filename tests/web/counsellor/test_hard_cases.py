"""The ten hard cases as a counsellor reads them on the file of the case: stage, seams in days, and what stays true."""

from datetime import date

from tests.walks import Walk
from tests.web.counsellor.reading import boxes, by_id, having, parsed, words
from workflows.engine import Role

TITLE = {"rncp": "RNCP35506", "blocs": ["B1", "B2"]}
JOB = {"motive": "employment", "job": {"contract": "cdi", "starts_on": "2026-03-02"}}
SUPPORT = {"level": "reinforced", "referent": "nadia@example.org"}


def file_of(desk, walk):
    return desk.get(f"/counsellor/cases/{walk.case_id}")


def stage(page):
    (line,) = having(parsed(page), "badges")
    return words(line)


def qualifying(follow, **data):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-01-28", "2026-02-09", "2026-07-10", **data)
    return walk.start("qualification", "2026-02-09")


def refreshing(follow):
    walk = follow().orient("2026-01-12", "2026-02-02", refresher=True)
    return walk.prescribe("refresher", "2026-01-30", "2026-02-03", "2026-04-17").start("refresher", "2026-02-03")


def test_1_the_only_seam_is_from_the_orientation_and_no_refresher_is_missing(desk, follow):
    page = file_of(desk, qualifying(follow))
    orientation, qualification, goal = boxes(page)
    assert "Orientation" in orientation
    assert qualification.startswith("Intervalle : 7 jours sans couture en ce moment Qualification")
    assert "Emploi durable" in goal
    assert "Remise à niveau Pas nécessaire, choix motivé par le conseiller" in words(page)


def test_2_each_refresher_is_a_step_and_what_follows_is_counted_on_the_last(desk, follow):
    walk = refreshing(follow).complete("refresher", "2026-04-17")
    walk.prescribe("refresher", "2026-04-13", "2026-04-27", "2026-05-29", provider="CléA")
    page = file_of(desk, walk.start("refresher", "2026-04-27").complete("refresher", "2026-05-29"))
    _orientation, first, second, gap, *_ahead = boxes(page)
    assert first == "Intervalle : 1 jour sans couture fait Remise à niveau du 3 févr. 2026 au 17 avr. 2026 Greta"
    assert second == "Intervalle : 10 jours sans couture fait Remise à niveau du 27 avr. 2026 au 29 mai 2026 CléA"
    assert gap.startswith("Intervalle : en cours : 17 jours")


def test_3_the_band_of_the_support_ends_and_the_qualification_goes_on(desk, follow):
    walk = qualifying(follow).move("start_support", "2026-02-10", **SUPPORT)
    page = file_of(desk, walk.move("end_support", "2026-04-30", motive="age_limit"))
    assert stage(page).startswith("Qualification jour 127 sur 152 prévus")
    (band,) = having(parsed(page), "band")
    assert words(band) == "Accompagnement renforcé du 10 févr. 2026 au 30 avr. 2026"
    assert "Motif : Limite d’âge atteinte" in words(by_id(page, "chronology"))


def test_4_a_pause_is_no_dropout_moves_the_planned_end_and_is_taken_out_of_the_seam(desk, follow):
    walk = refreshing(follow).move("pause", "2026-04-10", category="justified_absence", until="2026-04-30")
    running = boxes(file_of(desk, walk))[1]
    assert "fin prévue le 8 mai 2026, décalée de 21 jours" in running
    walk.complete("refresher", "2026-05-08").move("pause", "2026-05-11", category="other", until="2026-05-20")
    walk.prescribe("refresher", "2026-05-08", "2026-06-12", "2026-07-10").start("refresher", "2026-06-12")
    page = file_of(desk, walk)
    assert boxes(page)[2].startswith("Intervalle : 35 jours sans couture 25 jours sans les pauses")
    bands = [words(band) for band in having(parsed(page), "band")]
    assert [band.split(" du ")[0] for band in bands] == ["Suspension (21 jours)", "Suspension (10 jours)"]
    assert "Abandon" not in words(by_id(page, "chronology"))


def test_5_the_jury_speaks_after_the_exit_and_moves_neither_stage_nor_exit(desk, follow):
    walk = qualifying(follow, **TITLE).complete("qualification", "2026-02-20")
    assert stage(file_of(desk, walk)).startswith("En attente du résultat")
    walk.move("leave", "2026-03-02", **JOB).end("record_result", "qualification", "2026-06-10", result="full")
    page = file_of(desk, walk)
    assert stage(page).startswith("Suivi après la sortie depuis 105 jours")
    assert "Greta, Certification totale" in boxes(page)[1]
    assert boxes(page)[2].endswith("Sortie : Emploi trouvé 2 mars 2026 Sortie durable")


def test_6_a_partial_certification_says_so_and_the_gap_that_follows_counts(desk, follow):
    walk = qualifying(follow, **TITLE).complete("qualification", "2026-02-20")
    walk.end("record_result", "qualification", "2026-03-10", result="partial", blocs=["B1"])
    page = file_of(desk, walk)
    assert stage(page).startswith("Entre deux étapes")
    assert "Greta, Certification partielle" in boxes(page)[1]
    assert "en cours : 115 jours" in boxes(page)[2]
    assert "Blocs de compétences : B1" in words(by_id(page, "chronology"))


def test_7_a_death_closes_the_case_and_nothing_more_is_proposed(desk, follow):
    walk = refreshing(follow).move("start_support", "2026-02-10", **SUPPORT).move("leave", "2026-03-20", motive="death")
    page = file_of(desk, walk)
    assert stage(page).startswith("Dossier clos")
    assert "Décès" in boxes(page)[-2]
    assert "Ce qui vient ensuite" not in words(page)
    refused = desk.get(f"/counsellor/cases/{walk.case_id}/moves/reopen")
    assert "Ce dossier ne peut pas être rouvert : la personne est décédée" in words(refused)


def test_8_a_case_passed_on_stays_one_step_read_by_both_and_moved_by_one(desk, follow, elsewhere, client_of):
    walk = refreshing(follow).move("request_handover", "2026-06-02", to_organisation="Cap emploi 52")
    there = client_of(elsewhere)
    assert "Demandé à Cap emploi 52" in words(file_of(desk, walk))
    walk.move("accept_handover", "2026-06-10", by=elsewhere)
    sent, received = file_of(desk, walk), file_of(there, walk)
    assert boxes(sent) == boxes(received)
    assert "Vous pouvez lire ce dossier, pas y agir" in words(sent)
    assert "Faire avancer" not in words(sent)
    assert "Faire avancer" in words(received)
    assert "Référent : Odile Kervern, depuis le 10 juin 2026" in words(received)


def test_9_an_opening_moved_past_a_birthday_is_flagged_and_what_was_known_stays(counsellor, client_of, clock):
    clock.set("2022-01-05")
    person = {"birth_date": "1996-01-01", "level": {"scheme": "rncp2019", "code": "5"}}
    walk = Walk(counsellor, clock, **person).open("2021-12-30", eligibility={"neet": True})
    clock.set("2022-01-07")
    walk.correct(walk.last.entry.id, effective_on=date(2022, 1, 3))
    desk = client_of(counsellor)
    now, then = file_of(desk, walk), desk.get(f"/counsellor/cases/{walk.case_id}?known=2022-01-06")
    assert "Éligibilité à revoir" in stage(now)
    assert "Éligibilité à revoir" not in stage(then)
    assert "Dossier ouvert le 3 janvier 2022" in words(now)
    assert "Dossier ouvert le 30 décembre 2021" in words(then)


def test_10_the_case_that_stays_tells_the_history_of_the_other_until_the_merge_is_undone(desk, follow, make_account):
    supervisor = make_account(Role.SUPERVISOR, organisation="Mission locale de Test", region="11")
    stays, goes = follow(), refreshing(follow)
    merge = goes.move("merge", "2026-06-01", by=supervisor, into_case=stays.case_id).last.entry.id
    assert stage(file_of(desk, goes)).startswith("Dossier clos")
    assert "réuni à celui-ci" in words(file_of(desk, stays))
    goes.correct(merge, by=supervisor, void=True)
    assert stage(file_of(desk, goes)).startswith("Remise à niveau")
    assert "réuni à celui-ci" not in words(file_of(desk, stays))

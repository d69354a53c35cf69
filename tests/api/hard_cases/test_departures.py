"""The extra cases through the API: leaving, coming back, and history that nobody judged when it happened."""

from parcours_app.scope import operator
from parcours_app.services.imports import import_actions
from tests.api.hard_cases.followed import counted, told
from workflows.engine import Role

HISTORY = """identifiant_unique_de;codeaction;lblaction;objectif_formation;date_prescription;date_realisation_action;\
date_prev_debut;date_debut;date_fin;formation;adr.dc_commune_id
p1;EFO;UNE FORMATION;Remise à niveau;2021-06-10;NULL;NULL;2021-06-01;NULL;CUISINE;59350
"""


def test_extra_a_job_of_five_months_renewed_to_eight_is_judged_on_what_is_observed(follow):
    case = follow()
    five = {"contract": "cdd", "starts_on": "2022-02-01", "ends_on": "2022-06-30"}
    case.do("leave", "2022-02-01", motive="employment", job=five)
    left = case.show()["exit"]
    assert (left["type"], left["durable"]) == ("transition", {"P102": False, "IAE": False})
    eight = five | {"ends_on": "2022-09-30"}
    case.do("check_employment", "2022-08-01", at_months=6, job=eight)
    shown = case.show()
    assert shown["exit"] == left, "the exit stays what it was"
    assert shown["checks"] == [{"at_months": 6, "employed": "yes", "on": "2022-08-01", "job": eight}]


def test_extra_a_person_who_leaves_during_orientation_has_not_completed_it(follow, program):
    case = follow().orient(done=None)
    case.do("leave", "2022-01-20", motive="no_contact")
    shown = case.show()
    (orientation,) = shown["episodes"]
    assert (shown["stage"], orientation["state"], orientation["motive"]) == ("follow_up", "interrupted", "exit")
    assert [(s["days"], s["outcome"]) for s in shown["seams"]] == [(0, "never_followed")]
    assert counted(program) == {"persons": 1, "entries": 0, "trained": 0}


def test_extra_a_person_who_leaves_with_a_training_under_way_says_how_it_ended(follow):
    case = follow().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-31")
    assert case.refused("leave", "2022-03-01", motive="no_contact") == told(
        "episode_ended",
        "Une étape est encore en cours (GRETA) : comment s’est-elle terminée ?",
        "Enregistrez d’abord comment l’étape s’est terminée : achevée, abandonnée, exclusion ou interrompue.",
    )
    case.do("drop_out", "2022-03-01", episode=episode, motive="no_contact")
    case.do("leave", "2022-03-01", motive="no_contact")
    assert case.stage() == "follow_up"
    closed = case.seams("2022-04-01")[-1]
    assert (closed["days"], closed["before"], closed["seamless"], closed["cause"]) == (0, None, False, "exit")
    assert closed["outcome"] == "never_followed"


def test_extra_a_person_who_comes_back_starts_again_between_two_steps(follow, program):
    case = follow().orient()
    case.train("2022-02-14", "2022-04-29", prescribed="2022-01-31")
    case.do("leave", "2022-05-10", motive="moved")
    case.do("reopen", "2022-11-02")
    assert (case.stage(), case.show()["exit"]) == ("between", None)
    gone = case.seams("2022-11-09")[-1]
    assert (gone["cause"], gone["until"], gone["days"]) == ("exit", "2022-05-10", 11), "the exit closed it for good"
    case.train("2022-12-05", prescribed="2022-11-10")
    assert case.seams("2022-12-31")[-1] == gone, "a return is not the next step of what was left"
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}
    assert case.refused("reopen", "2022-12-31")["guard"] == "stage"


def test_extra_a_person_who_left_before_orientation_ended_begins_it_when_back(follow):
    case = follow().orient(done=None)
    case.do("leave", "2022-01-20", motive="own_request")
    case.do("reopen", "2022-03-01")
    assert case.stage() == "between"
    episode = case.prescribe("2022-03-02")
    assert case.refused("start", "2022-03-02", episode=episode) == told(
        "orientation_completed",
        "L’orientation n’est pas terminée à cette date : une formation ne peut pas commencer avant.",
        "Terminez l’orientation, puis enregistrez l’entrée.",
        "operator",
    )
    case.orient("2022-03-07", "2022-03-21")
    case.do("start", "2022-03-28", episode=episode)
    shown = case.show("2022-04-01")
    first, _training, second = (e["id"] for e in shown["episodes"])
    assert shown["stage"] == "refresher"
    assert [(s["after"], s["before"], s["cause"]) for s in shown["seams"]] == [
        (first, None, "exit"),
        (second, episode, None),
    ]


def test_extra_a_case_is_not_reopened_beside_another_live_one(follow):
    case = follow()
    case.do("leave", "2022-02-01")
    case.do("check_employment", "2023-02-01", at_months=12, employed="no")
    follow("2023-02-02", person={"id": case.show()["person_id"]})
    assert case.refused("reopen", "2023-03-01") == told(
        "no_live_case",
        "Cette personne a déjà un dossier en cours dans le programme.",
        "Travaillez sur le dossier en cours : une personne, un seul dossier en cours.",
    )


def test_extra_history_imported_without_eligibility_is_marked_and_overrides_what_it_cannot_know(
    follow, program, program_of, make_account, clock
):
    clock.set("2022-01-03")
    person = program.person(level={"scheme": "rncp2019", "code": "6"})
    body = {"person_id": person["id"], "opened_on": "2021-05-03", "eligibility": {"registered_jobseeker": True}}
    assert program.post("/cases", body).json["reasons"][0]["guard"] == "eligible", "nobody may, by hand"
    import_actions(operator(clock), HISTORY.encode())
    nation = program_of(make_account(Role.SUPERVISOR, email="nation@example.org"))
    (line,) = nation.get("/cases").json["items"]
    shown = nation.show(line["id"])
    assert (shown["stage"], shown["seams"], shown["eligibility"]["eligible"]) == ("refresher", [], False)
    assert shown["eligibility"]["unverified"] is True
    assert [w["code"] for w in shown["warnings"]] == [
        "eligibility_unverified",
        "person_to_complete",
        "start_before_prescription",
    ]
    (episode,) = shown["episodes"]
    assert (episode["prescribed_on"], episode["started_on"]) == ("2021-06-10", "2021-06-01")
    items = nation.get(f"/cases/{line['id']}/journal").json["items"]
    passed = {entry["move"]: entry["overrides"] for entry in items}
    assert passed == {
        "open": ["eligible"],
        "prescribe": ["orientation_begun", "planned_dates"],
        "start": ["orientation_completed"],
    }
    assert nation.get("/totals").json["total"] == 1

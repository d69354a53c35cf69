"""Hard cases 3 and 7 through the API: support that ends on its own, a death that stops all but the counts."""

from tests.api.hard_cases.followed import counted, told
from tests.workflows.case_builder import NADIA

TITLE = {"kind": "qualification", "rncp": "RNCP35506"}


def test_3_support_that_ends_leaves_the_qualification_running(follow, program):
    case = follow().orient(refresher=False)
    qualification = case.prescribe("2022-01-31", "2022-02-14", **TITLE)
    case.do("start_support", "2022-02-01")
    case.do("start", "2022-02-14", episode=qualification)
    before = counted(program)
    case.do("end_support", "2022-04-30", motive="age_limit")
    shown = case.show()
    assert (shown["stage"], shown["support"]) == ("qualification", None)
    assert shown["supports"] == [
        {
            "level": "reinforced",
            "referent": NADIA,
            "started_on": "2022-02-01",
            "ended_on": "2022-04-30",
            "motive": "age_limit",
        }
    ]
    assert case.episode(qualification)["state"] == "in_progress"
    assert counted(program) == before == {"persons": 1, "entries": 1, "trained": 1}
    assert case.refused("end_support", "2022-05-01") == told(
        "live_support",
        "Aucun accompagnement n’est en cours à cette date.",
        "Vérifiez la date, ou commencez d’abord l’accompagnement.",
    )


def test_3_support_needs_a_referent_and_there_is_one_at_a_time(follow):
    case = follow()
    unnamed = case.refused("start_support", "2022-01-05", referent=None)
    assert (unnamed["guard"], unnamed["explanation"]) == ("data:referent", "« referent » manque.")
    case.do("start_support", "2022-01-05")
    assert case.refused("start_support", "2022-02-01") == told(
        "no_live_support",
        "Un accompagnement est déjà en cours depuis le 5 janvier 2022.",
        "Terminez d’abord l’accompagnement en cours ; il n’y en a qu’un à la fois.",
    )


def test_7_death_stops_everything_and_changes_no_count(follow, program):
    case = follow().orient()
    ahead = case.prescribe("2022-01-31", "2022-05-02", "2022-07-29", **TITLE)
    case.do("start_support", "2022-02-01")
    running = case.train("2022-02-01")
    case.do("pause", "2022-03-10", until="2022-04-10")
    before = counted(program)
    case.do("leave", "2022-03-20", motive="death")
    shown = case.show()
    assert (shown["stage"], shown["live"], shown["support"]) == ("closed", False, None)
    assert (shown["exit"]["motive"], shown["exit"]["on"], shown["exit"]["type"]) == ("death", "2022-03-20", "other")
    assert [pause["until"] for pause in shown["pauses"]] == ["2022-03-19"]
    ends = {e["id"]: (e["state"], e["motive"]) for e in shown["episodes"]}
    assert ends[running] == ("interrupted", "force_majeure")
    assert ends[ahead] == ("cancelled", "exit")
    assert counted(program) == before == {"persons": 1, "entries": 1, "trained": 1}
    assert case.refused("reopen", "2022-04-01") == told(
        "reopenable",
        "Ce dossier ne peut pas être rouvert : la personne est décédée, ou le dossier a été annulé ou fusionné.",
        "S’il s’agit d’une erreur, annulez l’écriture qui l’indique.",
    )


def test_7_death_after_the_exit_keeps_the_exit_and_its_seam(follow):
    case = follow().orient("2022-01-10", "2022-01-31")
    case.do("leave", "2022-02-10", motive="employment", job={"contract": "cdi", "starts_on": "2022-02-11"})
    assert case.show()["exit"]["motive"] == "employment"
    case.do("leave", "2022-09-01", motive="death")
    shown = case.show("2022-12-01")
    assert (shown["stage"], shown["exit"]["motive"]) == ("closed", "death")
    assert case.show("2022-08-31")["exit"]["motive"] == "employment", "as of the eve, the exit is still what it was"
    (seam,) = shown["seams"]
    assert (seam["until"], seam["days"], seam["cause"], seam["outcome"]) == ("2022-02-10", 10, "exit", "never_followed")

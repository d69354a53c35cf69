"""The extra cases through the API: trainings that end before term, or never begin."""

from tests.api.hard_cases.followed import counted, numbers, told
from tests.workflows.case_builder import NADIA


def test_extra_a_no_show_is_not_a_dropout_and_no_entry(follow, program):
    case = follow().orient("2022-01-10", "2022-01-31")
    missed = case.prescribe("2022-01-31", "2022-02-14")
    case.do("no_show", "2022-02-14", episode=missed)
    assert (case.stage(), case.episode(missed)["state"]) == ("between", "no_show")
    refused = case.refused("drop_out", "2022-02-15", episode=missed)
    assert refused == told(
        "stage",
        "« Enregistrer un abandon » n’est pas possible depuis la phase « Entre deux étapes » à cette date.",
        "Vérifiez la date, ou enregistrez d’abord les passages qui précèdent.",
    )
    (seam,) = case.seams("2022-03-01")
    assert (seam["open"], *numbers(seam)) == (True, 29, 29, False, "no_show")
    assert counted(program) == {"persons": 1, "entries": 0, "trained": 0}


def test_extra_a_dropout_taken_back_is_voided_and_makes_no_new_entry(follow, program):
    case = follow().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-31")
    gone = case.do("drop_out", "2022-03-01", episode=episode)
    assert case.stage() == "between"
    case.correct(gone, void=True, recorded="2022-03-22")
    assert (case.stage(), case.episode(episode)["motive"]) == ("refresher", None)
    assert len(case.seams("2022-04-01")) == 1
    assert counted(program) == {"persons": 1, "entries": 1, "trained": 1}
    case.do("complete", "2022-05-13", episode=episode)
    assert case.episode(episode)["state"] == "completed"
    assert case.stage("2022-03-10", "2022-03-15") == "between", "what was known between the two stays known"


def test_extra_the_provider_goes_bankrupt(follow, program):
    case = follow().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-31")
    case.do("interrupt", "2022-03-01", episode=episode, motive="provider_failure")
    assert case.episode(episode)["outcome"] == "provider_failure"
    case.train("2022-03-21", prescribed="2022-03-07", provider="AFPA")
    seam = case.seams("2022-04-01")[-1]
    assert numbers(seam) == (20, 20, False, None), "booked after the end: sewn too late"
    assert seam["outcome"] == "late"
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}


def test_extra_a_dropout_to_repay_is_decided_by_a_supervisor_and_never_by_the_software(follow, supervisor):
    case = follow().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-31")
    given = {"episode": episode, "legitimate": {"decision": False, "by": NADIA}}
    for reason in (None, "Absences répétées"):
        assert case.refused("drop_out", "2022-03-01", override=reason, **given) == told(
            "repayment_supervised",
            "Un abandon sans motif légitime oblige la personne à rembourser (R.6341-47) : un superviseur en décide.",
            "Demandez à un superviseur d’enregistrer cet abandon, ou indiquez que le motif est légitime et qui "
            "l’a décidé.",
            "supervisor",
            "operator",
        )
    case.do("drop_out", "2022-03-01", by=supervisor, **given)
    dropped = case.episode(episode)
    assert (dropped["state"], dropped["legitimate"]) == ("dropped_out", False)


def test_extra_a_redirection_interrupts_what_runs_and_restarts_the_clock(follow, program):
    case = follow().orient()
    first = case.prescribe("2022-01-31", "2022-02-14")
    second = case.prescribe("2022-01-31", "2022-02-21", parallel=True, provider="CléA")
    case.do("start", "2022-02-14", episode=first)
    case.do("start", "2022-02-21", episode=second)
    case.do("redirect", "2022-03-01", decision="denied")
    assert case.stage() == "refresher"
    case.do("redirect", "2022-03-15")
    shown = case.show()
    assert (shown["stage"], shown["stage_since"]) == ("orientation", "2022-03-15")
    ends = {e["id"]: (e["state"], e["motive"]) for e in shown["episodes"]}
    assert ends[first] == ends[second] == ("interrupted", "redirection")
    again = case.send("start", "2022-03-15", episode=first)
    assert [reason["guard"] for reason in again.json["reasons"]] == [
        "episode_ready",
        "orientation_completed",
        "one_at_a_time",
    ]
    case.do("complete_orientation", "2022-04-04")
    assert case.stage() == "between"
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}

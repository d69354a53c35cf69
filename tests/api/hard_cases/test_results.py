"""Hard cases 5 and 6 through the API: a jury that speaks after the exit, and a certification got bloc by bloc."""

from tests.api.hard_cases.followed import counted, numbers, told

TITLE = {"kind": "qualification", "rncp": "RNCP35506"}
JOB = {"motive": "employment", "job": {"contract": "cdi", "starts_on": "2022-07-18"}}


def awaiting(follow, **data):
    case = follow().orient(refresher=False)
    return case, case.train("2022-02-14", "2022-06-30", prescribed="2022-01-31", **TITLE, **data)


def test_5_a_result_eight_months_after_a_job_changes_neither_stage_nor_exit(follow, program):
    case, episode = awaiting(follow)
    assert case.stage() == "awaiting_result"
    assert len(case.seams("2022-07-14")) == 1, "no seam gapes while the jury is awaited"
    case.do("leave", "2022-07-15", **JOB)
    left = case.show()
    assert left["stage"] == "follow_up"
    case.do("record_result", "2023-03-15", episode=episode, result="full")
    shown = case.show("2023-04-01")
    assert (shown["stage"], shown["exit"]) == ("follow_up", left["exit"])
    assert (left["exit"]["motive"], left["exit"]["on"]) == ("employment", "2022-07-15")
    assert left["exit"]["durable"] == {"P102": True, "IAE": True}
    qualified = case.episode(episode)
    assert (qualified["state"], qualified["result"]) == ("completed", "full")
    assert qualified["certification"]["result"] == "full"
    assert case.episode(episode, "2023-03-14")["result"] is None
    assert len(shown["seams"]) == 1, "none after a qualification fully certified"
    assert counted(program) == {"persons": 1, "entries": 1, "trained": 1}


def test_5_a_result_after_closing_does_not_reopen(follow):
    case, episode = awaiting(follow)
    case.do("leave", "2022-07-15", **JOB)
    case.do("check_employment", "2023-07-15", at_months=12)
    case.do("record_result", "2023-09-01", episode=episode, result="none")
    shown = case.show("2023-10-01")
    assert (shown["stage"], shown["exit"]["on"]) == ("closed", "2022-07-15")
    seam = shown["seams"][-1]
    assert (seam["before"], seam["cause"], seam["until"], seam["days"]) == (None, "exit", "2022-07-15", 15)


def test_6_blocs_obtained_elsewhere_complete_the_certification_at_the_last_episode(follow, program):
    case, first = awaiting(follow, blocs=["B1", "B2", "B3", "B4"])
    second = case.prescribe("2022-06-30", "2022-09-05", "2022-12-16", blocs=["B3", "B4"], **TITLE)
    case.do("record_result", "2022-07-10", episode=first, result="partial", blocs=["B1", "B2"])
    partial = case.episode(first)
    assert (case.stage(), partial["result"]) == ("between", "partial")
    assert (partial["certification"]["obtained"], partial["certification"]["result"]) == (["B1", "B2"], "partial")
    case.do("start", "2022-09-05", episode=second)
    case.do("complete", "2022-12-16", episode=second)
    case.do("record_result", "2023-01-10", episode=second, result="full")
    assert case.episode(second)["certification"]["result"] == "full"
    assert case.episode(first)["result"] == "partial", "what each jury said stays as it was said"
    between = case.seams("2023-02-01")
    assert [(s["after"] == first, s["before"]) for s in between] == [(False, first), (True, second)]
    assert numbers(between[1]) == (67, 67, False, None), "what happened later takes nothing from the gap there was"
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}


def test_6_a_bloc_that_is_not_aimed_at_is_not_obtained(follow):
    case = follow("2022-01-03").orient("2022-01-10", refresher=False)
    episode = case.train("2022-02-01", "2022-06-30", **TITLE, blocs=["B1", "B2"])
    for result in ("partial", "full"):
        assert case.refused("record_result", "2022-07-10", episode=episode, result=result, blocs=["B1", "B9"]) == told(
            "blocs_aimed",
            "L’étape ne vise pas le bloc B9.",
            "Donnez des blocs que l’étape vise, ou corrigez d’abord ce qui a été prescrit.",
            "operator",
        )
    case.do("record_result", "2022-07-10", episode=episode, result="partial", blocs=["B2"])


def test_6_a_partial_result_names_its_blocs(follow):
    case, episode = awaiting(follow)
    assert case.refused("record_result", "2022-07-10", episode=episode, result="partial") == told(
        "blocs_named",
        "Un résultat partiel doit indiquer les blocs obtenus.",
        "Donnez les codes des blocs de compétences obtenus.",
    )
    assert case.stage() == "awaiting_result"


def test_6_blocs_do_not_add_up_to_a_title_whose_list_of_blocs_is_unknown(follow):
    case, whole = awaiting(follow)
    case.do("record_result", "2022-07-10", episode=whole, result="partial", blocs=["B1"])
    one = case.train("2022-09-05", "2022-12-16", blocs=["B2"], **TITLE)
    case.do("record_result", "2023-01-10", episode=one, result="full")
    assert {case.episode(e)["certification"]["result"] for e in (whole, one)} == {"partial"}

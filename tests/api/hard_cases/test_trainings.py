"""Hard cases 1, 2 and 4 through the API: steps that follow one another, and a pause in the middle."""

from tests.api.hard_cases.followed import counted, numbers, told

TITLE = {"kind": "qualification", "rncp": "RNCP35506"}


def test_1_orientation_then_qualification_without_refresher(follow, program):
    case = follow().orient("2022-01-10", "2022-01-31", refresher=False)
    episode = case.train("2022-02-14", prescribed="2022-01-31", **TITLE)
    shown = case.show("2022-03-01")
    (seam,) = shown["seams"]
    assert (shown["stage"], shown["needs"]["argued"]) == ("qualification", True)
    assert (seam["before"], numbers(seam), seam["outcome"]) == (episode, (14, 14, True, None), "seamless")
    assert [(e["kind"], e["state"]) for e in shown["episodes"]] == [
        ("orientation", "completed"),
        ("qualification", "in_progress"),
    ], "no refresher is missing"
    assert counted(program) == {"persons": 1, "entries": 1, "trained": 1}


def test_1_no_refresher_must_be_argued(follow):
    case = follow().orient(done=None)
    needs = {"refresher": False, "domains": [], "support": False}
    assert case.refused("complete_orientation", "2022-01-31", needs=needs) == told(
        "refresher_skip_argued",
        "Se passer de remise à niveau est un choix à motiver.",
        "Écrivez en une phrase pourquoi aucune remise à niveau n’est nécessaire ; votre nom y reste attaché.",
        "operator",
    )
    assert case.stage() == "orientation"


def test_2_two_refreshers_in_sequence_are_two_entries_of_one_person(follow, program):
    case = follow().orient("2022-01-10", "2022-01-31")
    first = case.train("2022-02-01", prescribed="2022-01-31", provider="Français langue étrangère")
    second = case.prescribe("2022-04-15", "2022-05-09", "2022-07-29", provider="CléA")
    case.do("complete", "2022-04-30", episode=first)
    case.do("start", "2022-05-09", episode=second)
    case.do("complete", "2022-07-29", episode=second)
    to_first, to_second, then = case.seams("2022-08-05")
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}
    assert (to_first["before"], numbers(to_first)) == (first, (1, 1, True, None))
    assert (to_second["after"], to_second["before"], numbers(to_second)) == (first, second, (9, 9, True, None))
    assert (then["after"], then["open"], then["days"]) == (second, True, 7), "what follows is counted on the last"
    qualification = case.train("2022-08-08", **TITLE)
    last = case.seams("2022-08-31")[-1]
    assert (last["after"], last["before"]) == (second, qualification)
    assert case.episode(qualification)["started_on"] == "2022-08-08"


def test_4_a_pause_over_the_planned_end_shifts_it_and_is_netted_out_of_the_seam(follow, program):
    case = follow().orient("2022-01-10", "2022-01-31")
    first = case.train("2022-02-01", prescribed="2022-01-31", planned_end="2022-04-30")
    case.do("pause", "2022-04-21", until="2022-06-10")
    shown = case.show("2022-05-15")
    assert (shown["stage"], shown["pause"]["days"]) == ("refresher", 51), "no dropout is deduced"
    assert case.episode(first)["planned_end"] == "2022-06-20", "30 April and 51 paused days"
    assert case.refused("complete", "2022-05-15", episode=first) == told(
        "not_paused",
        "Le parcours est suspendu à cette date (jusqu’au 10 juin 2022).",
        "Enregistrez d’abord le retour de la personne, ou donnez une date en dehors de la suspension.",
    )
    case.do("complete", "2022-06-20", episode=first)
    second = case.prescribe("2022-06-20", "2022-07-25", provider="CléA")
    case.do("pause", "2022-06-25", until="2022-07-04")
    case.do("start", "2022-07-25", episode=second)
    assert numbers(case.seams("2022-07-25")[-1]) == (35, 25, True, None), "35 days, of which 10 paused"
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}


def test_4_the_return_resumes_in_a_new_session(follow, program):
    case = follow().orient()
    first = case.train("2022-02-01", prescribed="2022-01-31", planned_end="2022-04-30")
    case.do("pause", "2022-03-01", until="2022-05-31")
    case.do("resume", "2022-05-16")
    (pause,) = case.show()["pauses"]
    assert (pause["until"], pause["days"]) == ("2022-05-15", 76), "the eve of the return is the last paused day"
    case.do("interrupt", "2022-05-16", episode=first, motive="force_majeure")
    again = case.train("2022-05-23", prescribed="2022-05-16", session="S2")
    assert (case.stage(), case.episode(again)["session"]) == ("refresher", "S2")
    assert numbers(case.seams("2022-06-01")[-1]) == (7, 7, True, None)
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}

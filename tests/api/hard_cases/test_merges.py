"""Hard case 10 through the API: two cases of one person, merged, taken apart again, counted once."""

from tests.api.hard_cases.followed import cells, counted, told


def test_10_a_merge_takes_the_case_out_of_the_totals_and_its_undo_brings_it_back(follow, program, supervisor):
    stays, goes = follow().orient(), follow("2022-02-01").orient("2022-02-05", "2022-02-20")
    episode = goes.train("2022-03-01", prescribed="2022-02-25")
    assert counted(program) == {"persons": 2, "entries": 1, "trained": 1}
    merge = goes.do("merge", "2022-04-01", by=supervisor, into_case=stays.id)
    shown = goes.show()
    assert (shown["stage"], shown["merged_into"], shown["counts"]) == ("closed", stays.id, False)
    assert [e["id"] for e in shown["episodes"]][1] == episode, "its history is kept"
    assert counted(program) == {"persons": 1, "entries": 0, "trained": 0}
    assert counted(program, "2022-03-31") == {"persons": 2, "entries": 1, "trained": 1}
    assert goes.refused("reopen", "2022-04-02") == told(
        "reopenable",
        "Ce dossier ne peut pas être rouvert : la personne est décédée, ou le dossier a été annulé ou fusionné.",
        "S’il s’agit d’une erreur, annulez l’écriture qui l’indique.",
    )
    assert goes.not_corrected(merge, void=True)[0]["override_by"] == ["supervisor"]
    goes.correct(merge, void=True, by=supervisor)
    shown = goes.show()
    assert (shown["stage"], shown["merged_into"], shown["counts"]) == ("refresher", None, True)
    assert counted(program) == {"persons": 2, "entries": 1, "trained": 1}


def test_10_a_counsellor_may_not_merge_nor_anybody_into_a_case_that_cannot_receive(follow, supervisor):
    case, gone = follow(), follow()
    assert case.refused("merge", "2022-02-01", status=403, into_case=gone.id) == told(
        "role",
        "Votre rôle (Conseiller) ne permet pas le passage « Fusionner avec un autre dossier ».",
        "Demandez à une personne dont le rôle le permet : la page du parcours dit qui peut faire chaque passage.",
    )
    gone.do("void", "2022-02-01", by=supervisor)
    for into in (gone.id, case.id, "01900000-0000-7000-8000-000000000000"):
        assert case.refused("merge", "2022-02-01", by=supervisor, into_case=into) == told(
            "mergeable",
            "L’autre dossier ne peut pas recevoir celui-ci : il doit exister, compter dans les totaux et être un autre "
            "dossier du programme.",
            "Vérifiez le numéro du dossier à conserver.",
        )


def test_10_a_merged_case_is_still_corrected_in_its_past(follow, program, supervisor):
    stays, case = follow(), follow().orient()
    episode = case.train("2022-03-01", prescribed="2022-02-25")
    case.do("merge", "2022-04-01", by=supervisor, into_case=stays.id)
    start = case.correct(case.entry("start"), "2022-02-28")
    assert (case.stage(), case.episode(episode)["started_on"]) == ("closed", "2022-02-28")
    case.show("2022-04-03")
    reason, named = case.not_corrected(start, "2022-04-02")
    assert named == start["id"]
    assert reason == told(
        "stage",
        "« Enregistrer l’entrée » n’est pas possible depuis la phase « Dossier clos » à cette date.",
        "Vérifiez la date, ou enregistrez d’abord les passages qui précèdent.",
    )


def test_10_two_cases_of_one_person_count_one_person_at_the_latest(follow, program):
    first = follow("2019-01-07").orient("2019-01-10", "2019-02-01")
    first.train("2019-03-04", "2019-06-28", prescribed="2019-02-20")
    first.do("leave", "2019-07-01")
    first.do("check_employment", "2020-07-01", at_months=12, employed="no")
    second = follow("2022-01-03", person={"id": first.show()["person_id"]}).orient()
    second.train("2022-02-14", prescribed="2022-01-31")
    assert counted(program) == {"persons": 1, "entries": 2, "trained": 1}
    now = [(row["stage"], row["year"]) for row in cells(program, "stage,year") if row["persons"]]
    then = [(row["stage"], row["year"]) for row in cells(program, "stage,year", "2021-12-31") if row["persons"]]
    assert (now, then) == ([("refresher", 2022)], [("closed", 2019)])

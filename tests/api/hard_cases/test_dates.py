"""Hard case 9 and its kin through the API: dates corrected late, ages on the day, what was known then."""

import pytest

from tests.api.hard_cases.followed import asking, cells, counted, numbers, read, told

YOUNG = {"level": {"scheme": "rncp2019", "code": "6"}, "situations": []}
NEET = {"registered_jobseeker": False, "neet": True}
TOO_OLD = (
    "Au %s, le programme s’adresse aux demandeurs d’emploi de niveau baccalauréat au plus, et aux personnes de "
    "16 à 25 ans (29 ans en cas de handicap reconnu) sans emploi, études ni formation."
)
CHECK_FACTS = (
    "Vérifiez ces informations avec la personne ; si elles sont exactes, un autre dispositif lui convient mieux."
)


def opened(program, clock, day, person):
    """The answer to an opening on a day, for a young person without job, study or training."""
    clock.set(day)
    body = {"person_id": person["id"], "opened_on": day, "eligibility": NEET}
    return program.post("/cases", body)


def test_9_a_start_corrected_across_the_new_year_moves_the_entry_to_the_other_year(follow, program, supervisor):
    case = follow("2021-11-02").orient("2021-11-08", "2021-12-10")
    case.train("2022-01-02", "2022-04-29", prescribed="2021-12-10")
    case.show("2022-06-30")
    published = cells(program, "year,stage", known="2022-06-30")
    assert [(row["year"], row["entries"]) for row in published] == [(2021, 0), (2022, 1)]
    start = case.entry("start")
    assert case.not_corrected(start, "2021-12-30", recorded="2022-07-05")[0] == told(
        "closed_month",
        "Cette correction touche un mois clos : ses chiffres sont publiés.",
        "Demandez à un responsable de corriger cette écriture.",
        "supervisor",
    )
    case.correct(start, "2021-12-30", by=supervisor)
    assert [(row["year"], row["entries"]) for row in cells(program, "year")] == [(2021, 1)]
    assert cells(program, "year,stage", "2022-06-30", "2022-06-30") == published, "answered as it was then"
    assert counted(program, "2021-12-31") == {"persons": 1, "entries": 1, "trained": 1}
    assert counted(program, "2021-12-31", "2022-07-04") == {"persons": 1, "entries": 0, "trained": 0}
    assert numbers(case.show("2022-06-01")["seams"][0]) == (20, 20, True, None)


def test_9_an_opening_corrected_across_a_birthday_keeps_its_frozen_verdict_to_be_flagged(follow, program, clock):
    person = program.person(birth_date="1996-01-01", **YOUNG)
    case = follow("2021-12-30", person=person, eligibility={**NEET, "neet_proof_on": "2021-12-01"})
    assert case.show()["warnings"] == []
    case.correct(case.entry("open"), "2022-01-02", recorded="2022-01-03")
    shown = case.show()
    assert (shown["stage"], shown["counts"], shown["opened_on"]) == ("referred", True, "2022-01-02"), "not voided"
    verdict = {name: shown["eligibility"][name] for name in ("rule_set", "version", "eligible", "flagged")}
    assert verdict == {"rule_set": "pic_2018", "version": 1, "eligible": True, "flagged": True}
    (warning,) = shown["warnings"]
    assert (warning["code"], warning["text"]) == (
        "eligibility_flagged",
        "Avec ce qui est maintenant enregistré, la personne ne serait pas éligible\xa0: vérifiez ces informations.",
    )
    assert [cells(program, "year", known=known)[0]["year"] for known in ("2022-01-02", "2022-01-03")] == [2021, 2022]


def test_9_a_start_may_not_be_corrected_before_its_prescription(follow):
    case = follow().orient("2022-01-10", "2022-01-31")
    episode = case.train("2022-02-14", prescribed="2022-02-01")
    start = case.entry("start")
    reason, named = case.not_corrected(start, "2022-01-31")
    assert reason == told(
        "episode_ready",
        "Aucune étape de ce dossier n’est dans un état qui permet ce passage à cette date.",
        "Vérifiez l’étape et la date : une étape est prescrite, puis commencée, puis terminée.",
    )
    assert named == start["id"]
    assert case.episode(episode)["started_on"] == "2022-02-14", "nothing was written"


def test_extra_29_years_old_and_a_disabled_worker(follow, program, clock):
    disabled = {**YOUNG, "situations": ["rqth"]}
    eve = opened(program, clock, "2022-05-31", program.person(birth_date="1992-06-01", **disabled))
    assert (eve.status_code, eve.json["publics"]["counted_as"]) == (201, "other"), "no proof yet, so no public"
    late = opened(program, clock, "2022-06-01", program.person(given_name="Binta", birth_date="1992-06-01", **disabled))
    assert read(late.json["reasons"]) == told("eligible", TOO_OLD % "1er juin 2022", CHECK_FACTS)


def test_extra_born_on_a_leap_day(follow, program, clock):
    eve = opened(program, clock, "2022-02-28", program.person(birth_date="1996-02-29", **YOUNG))
    assert eve.status_code == 201, "25 until the eve of 1 March 2022"
    late = opened(program, clock, "2022-03-01", program.person(given_name="Binta", birth_date="1996-02-29", **YOUNG))
    assert read(late.json["reasons"]) == told("eligible", TOO_OLD % "1er mars 2022", CHECK_FACTS)


def test_extra_moving_into_a_priority_neighbourhood_after_the_entry_changes_nothing_frozen(
    follow, program, supervisor, clock
):
    case = follow()
    frozen = case.entry("open")
    assert frozen["data"]["situations"] == ["rsa"]
    moved = program.send("PATCH", f"/people/{case.show()['person_id']}", {"postcode": "13001"})
    assert moved.status_code == 200, moved.text
    assert (case.entry("open"), case.show()["region"]) == (frozen, "11")
    asked = {"situations": ["rsa", "qpv"], "recorded": "2022-05-01"}
    assert case.not_corrected(frozen, **asked)[0]["guard"] == "closed_month"
    case.correct(frozen, by=supervisor, **asked)
    assert case.entry("open")["data"]["situations"] == ["qpv", "rsa"], "only a correction of the opening changes it"
    assert [line["live"] for line in program.get(f"/cases/{case.id}/journal").json["items"]] == [False, True]


def test_extra_nothing_is_recorded_before_it_happens(follow):
    case = follow("2022-01-03")
    case.show("2022-05-31")
    answer = case.program.move(case.id, "leave", "2022-06-01", {"motive": "own_request"}, version=1)
    assert read(answer.json["reasons"]) == told(
        "not_in_future",
        "La date du 1er juin 2022 est dans le futur : un passage s’enregistre une fois qu’il a eu lieu.",
        "Donnez le jour où cela s’est passé, au plus tard aujourd’hui. Les dates à venir vont dans les champs de dates "
        "prévues.",
    )


@pytest.mark.parametrize("known", ["2022-02-01", "2022-02-28"])
def test_extra_as_known_on_a_day_answers_what_was_known(follow, program, known):
    case = follow().orient()
    case.prescribe("2022-02-01")
    case.do("leave", "2022-02-02", recorded="2022-03-15")
    assert case.stage(known=known) == "between"
    assert case.stage() == "follow_up"
    assert case.stage("2022-02-01") == "between"
    stages = [program.get("/totals" + asking(by="stage", known=day)).json["rows"] for day in (known, "")]
    assert [rows[0]["stage"] for rows in stages] == ["between", "follow_up"]

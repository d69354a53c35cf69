"""Hard case 8 through the API: a case passed on in the middle of a step, accepted or declined, then read only."""

import pytest

from tests.api.hard_cases.followed import cells, counted, numbers, told
from tests.workflows.case_builder import KARIM, NADIA
from workflows.engine import Role

ONE = {"persons": 1, "entries": 1, "trained": 1}
NONE = {"persons": 0, "entries": 0, "trained": 0}


@pytest.fixture
def passing(follow, karim):
    """A case in a refresher since 1 February 2022, offered to Karim on 1 March; the case and the episode’s id."""
    case = follow().orient()
    episode = case.train("2022-02-01", prescribed="2022-01-31")
    case.do("request_handover", "2022-03-01")
    return case, episode


def test_8_an_accepted_handover_splits_the_episode_in_segments_and_moves_the_count(
    passing, program, karim, program_of, make_account
):
    case, episode = passing
    nation = program_of(make_account(Role.SUPERVISOR, email="nation@example.org"))
    asked = case.show()
    assert (asked["organisation"]["name"], asked["handovers"][0]["state"]) == ("mission-locale", "requested")
    case.do("accept_handover", "2022-03-10", by=karim)
    second = case.prescribe("2022-04-25", "2022-05-16", provider="CléA", by=karim)
    case.do("complete", "2022-04-30", episode=episode, by=karim)
    shown = case.show(by=karim)
    assert (shown["organisation"]["name"], shown["referent"]) == ("cap-emploi", KARIM)
    sender, receiver = asked["organisation"]["id"], shown["organisation"]["id"]
    (running,) = [e for e in shown["episodes"] if e["id"] == episode]
    assert running["segments"] == [
        {"organisation": sender, "region": "11", "from": "2022-02-01", "to": "2022-03-10"},
        {"organisation": receiver, "region": "53", "from": "2022-03-10", "to": "2022-04-30"},
    ]
    assert (counted(program), counted(karim)) == (NONE, ONE)
    assert (counted(program, "2022-03-09"), counted(karim, "2022-03-09")) == (ONE, NONE)
    assert [nation.get(f"/totals?on={day}").json["total"] for day in ("2022-03-09", "2022-04-30")] == [1, 1]
    assert [row["organisation"] for row in cells(karim, "organisation")] == [receiver]
    case.do("start", "2022-05-16", episode=second, by=karim)
    seam = case.show("2022-06-01", by=karim)["seams"][-1]
    assert numbers(seam) == (16, 16, True, None), "in other hands, by an accepted handover"


def test_8_a_declined_handover_leaves_the_case_where_it_was(passing, program, karim):
    case, episode = passing
    assert case.refused("request_handover", "2022-03-02") == told(
        "no_pending_handover",
        "Un relais attend déjà une réponse.",
        "Attendez la réponse ou le jour où la demande expire, ou retirez la demande.",
    )
    assert case.refused("decline_handover", "2022-03-05") == told(
        "receiving",
        "Seul l’organisme à qui le relais est adressé peut y répondre.",
        "Attendez la réponse de l’organisme destinataire.",
    )
    case.do("decline_handover", "2022-03-05", by=karim)
    shown = case.show()
    assert (shown["organisation"]["name"], shown["referent"]) == ("mission-locale", NADIA)
    (handover,) = shown["handovers"]
    assert (handover["state"], handover["decided_on"], handover["to_counsellor"]) == ("declined", "2022-03-05", KARIM)
    assert len(case.episode(episode)["segments"]) == 1
    assert karim.get(f"/cases/{case.id}").status_code == 404, "what is declined is no longer seen"
    assert (counted(program), counted(karim)) == (ONE, NONE)
    assert case.send("accept_handover", "2022-03-06", by=karim).status_code == 404
    answer = case.send("accept_handover", "2022-03-06", override="Quand même")
    assert [reason["guard"] for reason in answer.json["reasons"]] == ["pending_handover", "receiving"]
    assert answer.json["reasons"][0]["explanation"] == "Aucun relais n’attend de réponse à cette date."


def test_8_the_old_counsellor_may_no_longer_act(passing, program, karim):
    case, episode = passing
    case.do("accept_handover", "2022-03-10", by=karim)
    assert case.refused("complete", "2022-03-11", episode=episode) == told(
        "in_charge",
        "Votre organisme n’est pas responsable de ce dossier : vous pouvez le lire, pas le modifier.",
        "Adressez-vous à l’organisme responsable du dossier, ou demandez-lui un relais.",
    )
    assert case.not_corrected(case.entry("start"), "2022-02-02")[0]["guard"] == "in_charge"
    assert case.show("2022-04-08")["stage"] == "refresher", "still read for thirty days"
    case.show("2022-04-09", by=karim)
    assert program.get(f"/cases/{case.id}").status_code == 404, "then no more"


def test_8_a_correction_before_the_handover_re_cuts_the_segments(passing, karim):
    case, episode = passing
    case.do("accept_handover", "2022-03-10", by=karim)
    entry = case.correct(case.entry("accept_handover"), "2022-03-05", by=karim)
    assert case.episode(episode)["segments"][1]["from"] == "2022-03-05"
    reason, named = case.not_corrected(entry, "2022-02-20", by=karim)
    assert named == entry["id"]
    assert reason == told(
        "pending_handover",
        "Aucun relais n’attend de réponse à cette date.",
        "Vérifiez la date, ou demandez d’abord un relais.",
    )

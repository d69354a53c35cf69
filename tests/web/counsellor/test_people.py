"""Somebody new: searched before being created, everything typed kept, a verdict, an argued proposal, one file."""

import re

import pytest

from parcours_app.extensions import db
from parcours_app.models import Case, IdempotencyKey, Person
from tests.walks import Walk
from workflows.engine import Role

NEW = "/counsellor/people/new"
IDENTITY = {
    "family_name": "Évrard",
    "given_name": "Zoé",
    "birth_date": "2001-03-31",
    "postcode": "25000",
    "sex": "f",
    "phone": "06 12 34 56 78",
    "email": "Zoe@Example.org",
    "ft_id": "1234567a",
}
SITUATION = {
    "level": "ft:NV5",
    "diploma_obtained": "yes",
    "answers": ["registered_jobseeker"],
    "opened_on": "2026-06-15",
    "situations": [],
    "domains": [],
}


@pytest.fixture
def ours(session, make_account):
    return make_account(Role.COUNSELLOR)


@pytest.fixture
def client(client_of, ours):
    return client_of(ours)


@pytest.fixture
def walk(session, ours, clock):
    return lambda **person: Walk(ours, clock, **person)


@pytest.fixture
def send(client):
    """Send what is typed to a step of the way."""
    return lambda step, **typed: client.submit(NEW, typed, at=f"{NEW}/{step}" if step else NEW)


def people():
    return db.session.query(Person).count()


def test_the_search_comes_first_and_asks_for_enough(client, send):
    assert client.get(NEW).status_code == 200
    assert client.get(f"{NEW}/identity").status_code == 302
    answer = send("", given_name="Zoé")
    assert answer.status_code == 422
    assert "Écrivez au moins un nom de famille" in answer.text
    assert 'value="Zoé"' in answer.text
    assert send("identity", given_name="Zoé").status_code == 422


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (
            {"family_name": "evrard", "given_name": "ZOE", "birth_date": "2001-03-31"},
            "Même nom et même date de naissance",
        ),
        (
            {"family_name": "Evrart", "given_name": "Zoé", "birth_date": "2001-03-31"},
            "Même date de naissance, nom proche",
        ),
        (
            {"family_name": "Zoé", "given_name": "Évrard", "birth_date": "2001-03-31"},
            "Même nom et même date de naissance",
        ),
        ({"family_name": "Évrard", "given_name": "Zoé"}, "Nom proche, date de naissance autre ou absente"),
        ({"ft_id": "1234567A"}, "Même identifiant France Travail"),
        ({"phone": "0612345678"}, "Même numéro de téléphone"),
    ],
)
def test_a_person_known_is_found_with_the_differences(send, walk, typed, why):
    walk(family_name="Évrard", given_name="Zoé", birth_date="2001-03-31", ft_id="1234567A", phone="+33612345678").open(
        "2026-06-01"
    )
    answer = send("", **typed)
    assert answer.status_code == 200
    assert why in answer.text
    assert "C’est cette personne\N{NO-BREAK SPACE}: ouvrir son dossier" in answer.text


def test_somebody_different_is_not_found(send, walk):
    walk(family_name="Évrard", given_name="Zoé", birth_date="2001-03-31").open("2026-06-01")
    text = send("", family_name="Martin", given_name="Paul", birth_date="1980-01-01").text
    assert "Aucune personne ne ressemble à votre saisie" in text


def test_somebody_followed_elsewhere_is_told_by_their_organisation_and_nothing_else(send, make_account, clock):
    other = make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale")
    Walk(other, clock, family_name="Évrard", given_name="Zoé", birth_date="2001-03-31", phone="+33699999999").open(
        "2026-06-01"
    )
    text = send("", family_name="Evrart", given_name="Zoé", birth_date="2001-03-31", phone="0612345678").text
    assert "Accompagnement assuré par\N{NO-BREAK SPACE}: Autre mission locale." in text
    assert "Évrard" not in text
    assert "99999999" not in text
    assert "Non affiché" in text
    assert "ouvrir son dossier" not in text


def test_what_was_searched_begins_the_identity(send):
    text = send("identity", family_name="Évrard", given_name="Zoé", birth_date="2001-03-31").text
    assert re.search(r'name="family_name"[^>]*value="Évrard"', text)
    assert re.search(r'name="birth_date"[^>]*value="2001-03-31"', text)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"family_name": ""}, "Écrivez le nom de famille."),
        ({"birth_date": "31/02/2001"}, "Écrivez la date ainsi"),
        ({"birth_date": "2031-01-01"}, "Vérifiez la date de naissance"),
        ({"birth_date": "1899-12-31"}, "Vérifiez la date de naissance"),
        ({"postcode": "99999"}, "Écrivez un code postal français"),
        ({"postcode": "2500"}, "Écrivez un code postal français"),
        ({"phone": "12"}, "Écrivez un numéro de téléphone français"),
        ({"email": "zoe@"}, "adresse électronique"),
        ({"ft_id": "00000000"}, "Un identifiant France Travail"),
        ({"sex": "y"}, ""),
    ],
)
def test_an_error_in_the_identity_says_what_to_do_and_keeps_the_rest(send, wrong, sentence):
    answer = send("situation", **(IDENTITY | wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    kept = next(name for name in ("given_name", "email") if name not in wrong)
    assert IDENTITY[kept] in answer.text


def test_a_birth_date_may_be_typed_as_people_write_it(send):
    assert send("situation", **(IDENTITY | {"birth_date": "31/03/2001"})).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"level": ""}, "Choisissez un niveau."),
        ({"opened_on": "2026-06-16"}, "Un dossier ne peut pas s’ouvrir après aujourd’hui"),
        ({"opened_on": ""}, "Écrivez la date."),
        ({"neet_proof_on": "2026-06-16"}, "Vérifiez la date du justificatif"),
        ({"neet_proof_on": "1899-12-31"}, "son année est trop loin"),
    ],
)
def test_an_error_in_the_situation_keeps_what_was_typed_on_every_step(send, wrong, sentence):
    answer = send("proposal", **IDENTITY, **(SITUATION | {"situations": ["rsa"]} | wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert re.search(r'value="rsa" checked', answer.text)
    assert re.search(r'type="hidden" name="family_name" value="Évrard"', answer.text)


@pytest.mark.parametrize("field", ["level", "situations", "answers", "domains", "diploma_obtained", "pact"])
def test_a_code_nobody_offered_is_refused(send, field):
    answer = send("proposal", **IDENTITY, **(SITUATION | {field: "forged"}))
    assert answer.status_code == 422


def test_a_case_does_not_open_before_the_birth(client, send, walk):
    answer = send("proposal", **IDENTITY, **(SITUATION | {"opened_on": "2001-03-30"}))
    assert answer.status_code == 422
    assert "ne peut pas s’ouvrir avant la date de naissance" in answer.text
    person = walk(birth_date="2001-03-31").person
    path = f"/counsellor/people/{person.id}/case"
    answer = client.submit(path, {"answers": ["registered_jobseeker"], "opened_on": "2001-03-30"})
    assert answer.status_code == 422
    assert "ne peut pas s’ouvrir avant la date de naissance" in answer.text


def test_somebody_who_may_not_enter_reads_why_and_no_button_opens_the_case(send):
    text = send("proposal", **IDENTITY, **(SITUATION | {"answers": []})).text
    assert "Non éligible le 15 juin 2026" in text
    assert "demandeurs d’emploi" in text
    assert 'action="/counsellor/people/new/open"' in text
    assert ">Ouvrir un dossier<" not in text
    assert "Remise à niveau\N{NO-BREAK SPACE}:" not in text


def test_the_day_of_opening_chooses_the_rules(send):
    young = {"answers": ["neet"], "opened_on": "2023-12-31", "neet_proof_on": "2023-12-01"}
    assert "Éligible le 31 décembre 2023" in send("proposal", **IDENTITY, **(SITUATION | young)).text
    assert "Non éligible le 1 janvier 2024" in send(
        "proposal", **IDENTITY, **(SITUATION | young | {"opened_on": "2024-01-01"})
    ).text.replace("1er", "1")


@pytest.mark.parametrize(
    ("facts", "refresher", "support"),
    [
        ({}, "non proposée", "non proposé"),
        ({"level": "ft:AFS"}, "proposée", "non proposé"),
        ({"diploma_obtained": "no"}, "proposée", "non proposé"),
        ({"domains": ["digital"]}, "proposée", "non proposé"),
        ({"situations": ["french_below_a1"]}, "proposée", "non proposé"),
        ({"situations": ["rsa"]}, "non proposée", "non proposé"),
        ({"situations": ["rsa", "mobility"]}, "non proposée", "proposé"),
        ({"situations": ["very_long_term"]}, "non proposée", "proposé"),
        ({"answers": ["registered_jobseeker", "neet"]}, "non proposée", "proposé"),
        ({"level": "unknown"}, "non proposée", "non proposé"),
    ],
)
def test_the_optional_steps_are_argued_from_what_was_typed(send, facts, refresher, support):
    text = send("proposal", **IDENTITY, **(SITUATION | facts)).text
    assert f"Remise à niveau\N{NO-BREAK SPACE}: {refresher}<" in text
    assert f"Accompagnement renforcé\N{NO-BREAK SPACE}: {support}<" in text
    for step, said in (("refresher", refresher), ("support", support)):
        ticked = re.search(rf'name="needs" value="{step}"( checked)?', text)
        assert bool(ticked.group(1)) is not said.startswith("non")


def test_opening_records_the_person_and_lands_on_their_file(client, send, ours):
    answer = send("open", **IDENTITY, **SITUATION, key="k1", needs=["support"])
    assert answer.status_code == 302
    case = db.session.query(Case).one()
    assert answer.location == f"/counsellor/cases/{case.id}"
    person = db.session.get(Person, case.person_id)
    assert (person.given_name, person.family_name, person.sex) == ("Zoé", "Évrard", "f")
    assert (person.phone, person.email, person.ft_id) == ("+33612345678", "zoe@example.org", "1234567A")
    assert (person.region, person.level_scheme, person.level_code) == ("27", "ft", "NV5")
    assert person.needs == {"refresher": False, "support": True}
    assert (case.stage, case.referent_id, case.opened_on.isoformat()) == ("referred", ours.id, "2026-06-15")
    assert client.get(answer.location).status_code == 200


def test_the_same_form_sent_twice_makes_one_person(send):
    first = send("open", **IDENTITY, **SITUATION, key="k1")
    again = send("open", **IDENTITY, **SITUATION, key="k1")
    assert first.location == again.location
    assert people() == 1
    assert db.session.query(IdempotencyKey).count() == 1


def test_the_key_sent_again_with_other_answers_is_refused_in_words(send):
    send("open", **IDENTITY, **SITUATION, key="k1")
    answer = send("open", **(IDENTITY | {"given_name": "Zora", "ft_id": ""}), **SITUATION, key="k1")
    assert answer.status_code == 422
    assert "Ce formulaire a déjà été envoyé" in answer.text
    assert people() == 1


def test_the_same_identifier_and_birth_date_are_refused_in_words_and_shown(send, walk):
    walk(family_name="Autre", given_name="Nom", birth_date="2001-03-31", ft_id="1234567A").open("2026-06-01")
    answer = send("open", **IDENTITY, **SITUATION, key="k1")
    assert answer.status_code == 422
    assert "même identifiant France Travail et la même date de naissance" in answer.text
    assert "ouvrir son dossier" in answer.text
    assert people() == 1


def test_nothing_is_written_when_the_opening_is_refused(send):
    assert send("open", **IDENTITY, **(SITUATION | {"answers": []}), key="k1").status_code == 422
    assert people() == 0


def test_a_twin_is_warned_of_before_the_case_opens(send, walk):
    walk(family_name="Evrard", given_name="Zoe", birth_date="2001-03-31").open("2026-06-01")
    text = send("proposal", **IDENTITY, **SITUATION).text
    assert "Un dossier semblable existe déjà" in text


def test_a_regional_pact_is_offered_where_it_applies_and_may_refuse(send):
    south = IDENTITY | {"postcode": "13001"}
    assert "Provence-Alpes-Côte d’Azur 2019-2022" in send("situation", **south).text
    assert "Provence-Alpes" not in send("situation", **IDENTITY).text
    text = send(
        "proposal", **south, **(SITUATION | {"pact": "paca_2019", "level": "ft:NV4", "opened_on": "2022-01-10"})
    ).text
    assert "Non éligible" in text


def test_a_form_without_its_token_does_nothing(client):
    assert client.post(f"{NEW}/open", data=IDENTITY | SITUATION).status_code == 400
    assert people() == 0


def test_a_person_without_a_case_is_offered_one(client, send, walk):
    one = walk(family_name="Évrard", given_name="Zoé", birth_date="2001-03-31")
    address = f"/counsellor/people/{one.person.id}/case"
    assert address in send("", family_name="Évrard", given_name="Zoé").text
    refused = client.submit(address, {"opened_on": "2026-06-15", "act": "open"})
    assert refused.status_code == 422
    assert "demandeurs d’emploi" in refused.text
    seen = client.submit(address, {"opened_on": "2026-06-15", "answers": ["registered_jobseeker"]})
    assert "Éligible le 15 juin 2026" in seen.text
    opened = client.submit(
        address, {"opened_on": "2026-06-15", "answers": ["registered_jobseeker"], "act": "open", "key": "k"}
    )
    case = db.session.query(Case).one()
    assert opened.location == f"/counsellor/cases/{case.id}"
    assert client.get(address).location == opened.location


def test_a_person_of_another_organisation_cannot_be_opened(client, make_account, clock):
    other = make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale")
    stranger = Walk(other, clock)
    assert client.get(f"/counsellor/people/{stranger.person.id}/case").status_code == 404
    assert client.get("/counsellor/people/nobody/case").status_code == 404


def test_a_record_is_completed_from_its_page(client, walk):
    one = walk(family_name="Évrard", given_name="Zoé").open("2026-06-01")
    address = f"/counsellor/people/{one.person.id}"
    text = client.get(address).text
    assert re.search(r'name="family_name"[^>]*value="Évrard"', text)
    wrong = client.submit(address, {**IDENTITY, "family_name": "Durand", "phone": "12"})
    assert wrong.status_code == 422
    assert 'value="Durand"' in wrong.text
    answer = client.submit(address, {**IDENTITY, "family_name": "Durand", "postcode": "13001"})
    assert answer.location == f"/counsellor/cases/{one.case_id}"
    person = db.session.get(Person, one.person.id)
    assert (person.family_name, person.search_name, person.phone) == ("Durand", "zoe durand", "+33612345678")
    assert db.session.get(Case, one.case_id).region == "32"


def test_a_record_takes_no_identifier_of_somebody_else(client, walk):
    walk(family_name="Autre", given_name="Nom", birth_date="2001-03-31", ft_id="1234567A").open("2026-06-01")
    one = walk(family_name="Évrard", given_name="Zoé").open("2026-06-01")
    answer = client.submit(f"/counsellor/people/{one.person.id}", IDENTITY)
    assert answer.status_code == 422
    assert "même identifiant France Travail" in answer.text


def test_the_record_of_another_organisation_is_not_there(client, make_account, clock):
    other = make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale")
    stranger = Walk(other, clock)
    assert client.get(f"/counsellor/people/{stranger.person.id}").status_code == 404


@pytest.mark.parametrize("typed", ["Évrard", "EVRARD", "Le Goff"])
def test_a_family_name_alone_finds_who_bears_it(send, walk, typed):
    walk(family_name="Évrard", given_name="Zoé", birth_date="2001-03-31").open("2026-06-01")
    other = walk(family_name="Le Goff-Martin", given_name="Maëlle", birth_date="2001-03-31", ft_id="7654321B")
    other.open("2026-06-01")
    found = send("", family_name=typed).text
    assert ("Zoé" in found, "Maëlle" in found) == (typed != "Le Goff", typed == "Le Goff")

"""Accounts as the administrator handles them: a password is seen once, a person followed is never browsed."""

import re

import pytest

from parcours_app.extensions import db
from parcours_app.models import Account, ApiToken, Case, Organisation, SignInSession
from parcours_app.services.accounts import create_token
from tests.walks import Walk
from workflows.engine import Role


def by_email(email: str) -> Account | None:
    return db.session.query(Account).filter_by(email=email).one_or_none()


def password_on(answer) -> str:
    assert answer.status_code == 200
    return re.search(r"<code>([a-z0-9-]+)</code>", answer.get_data(as_text=True)).group(1)


def test_a_new_counsellor_signs_in_with_the_password_shown_once(office, nadia, client, app):
    data = {
        "email": "Karim@Example.org",
        "display_name": "Karim",
        "role": "counsellor",
        "organisation": nadia.organisation_id,
    }
    password = password_on(office.submit("/admin/accounts/new", data))
    assert client.submit("/login", {"email": "karim@example.org", "password": password}).status_code == 302
    made = by_email("karim@example.org")
    assert password not in office.get(f"/admin/accounts/{made.id}").get_data(as_text=True)


@pytest.mark.parametrize(("change", "said"), [
    ({"email": "nadia@example.org"}, "Un compte existe déjà"),
    ({"email": "pas une adresse"}, "n’est pas une adresse"),
    ({"role": "operator"}, "Choisissez le rôle du compte dans la liste."),
    ({"organisation": ""}, "Un conseiller travaille dans une structure"),
    ({"organisation": "inconnue"}, "Cette structure n’existe pas"),
    ({"region": "53"}, "se trouve dans la région Île-de-France"),
    ({"role": "supervisor", "organisation": "", "region": "99"}, "Choisissez la région dans la liste."),
    ({"role": "beneficiary", "organisation": "", "case_number": "INCONNU"}, "Aucun dossier n’a le numéro"),
])  # fmt: skip
def test_a_bad_answer_is_refused_and_what_was_typed_kept(office, nadia, change, said):
    data = {
        "email": "karim@example.org",
        "display_name": "Karim Typé",
        "role": "counsellor",
        "organisation": nadia.organisation_id,
    }
    answer = office.submit("/admin/accounts/new", {**data, **change})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert said in page
    assert "Karim Typé" in page
    assert by_email("karim@example.org") is None


@pytest.mark.parametrize("between", ["-", "", " "])
def test_a_person_followed_is_named_by_their_case_number_and_never_shown(office, nadia, clock, between):
    walk = Walk(nadia, clock, given_name="Canari", family_name="Secret").open("2026-03-02")
    number = db.session.get(Case, walk.case_id).number
    typed = number.replace("-", between)
    data = {"email": "canari@example.org", "display_name": "Canari", "role": "beneficiary", "case_number": typed}
    password_on(office.submit("/admin/accounts/new", data))
    made = by_email("canari@example.org")
    assert made.person_id == walk.person.id
    for url in ("/admin/", "/admin/?q=canari", f"/admin/accounts/{made.id}"):
        page = office.get(url).get_data(as_text=True)
        assert "Secret" not in page
        assert "Canari" not in page
        assert "canari@example.org" not in page
    assert "c…@example.org" in office.get("/admin/?q=canari@example.org").get_data(as_text=True)


def test_the_list_is_filtered_and_paged(office, nadia, make_account, monkeypatch):
    monkeypatch.setattr("parcours_app.queries.administration.PAGE", 1)
    page = office.get("/admin/?role=counsellor").get_data(as_text=True)
    assert "nadia@example.org" in page
    assert "admin@example.org" not in page
    first = office.get("/admin/").get_data(as_text=True)
    assert "after=admin@example.org" in first
    assert "nadia@example.org" in office.get("/admin/?after=admin@example.org").get_data(as_text=True)
    assert "Aucun compte ne correspond." in office.get("/admin/?q=personne").get_data(as_text=True)


def test_a_new_password_ends_the_sessions(office, nadia, client_of):
    browser = client_of(nadia)
    assert browser.get("/counsellor/").status_code == 200
    url = f"/admin/accounts/{nadia.id}"
    password = password_on(office.submit(url, at=f"{url}/password"))
    assert browser.get("/counsellor/").status_code == 302
    assert client_of_password(browser, password) == 302


def client_of_password(browser, password: str) -> int:
    return browser.submit("/login", {"email": "nadia@example.org", "password": password}).status_code


def test_a_closed_account_is_out_at_once_and_may_come_back(office, nadia, client_of, clock):
    browser = client_of(nadia)
    create_token(nadia.email, clock.now())
    url = f"/admin/accounts/{nadia.id}"
    assert office.submit(url, {"close": "1"}, at=f"{url}/state").status_code == 302
    assert browser.get("/counsellor/").status_code == 302
    assert db.session.query(ApiToken).one().revoked_at is not None
    assert office.submit(url, {"open": "1"}, at=f"{url}/state").status_code == 302
    assert db.session.get(Account, nadia.id).active


def test_an_administrator_cannot_shut_themselves_out(office, root):
    url = f"/admin/accounts/{root.id}"
    answer = office.submit(url, {"close": "1"}, at=f"{url}/state")
    assert answer.status_code == 422
    assert "Vous ne pouvez pas fermer votre propre compte" in answer.get_data(as_text=True)
    answer = office.submit(url, {"display_name": "Alex", "role": "supervisor", "organisation": "", "region": ""})
    assert answer.status_code == 422
    assert db.session.get(Account, root.id).role is Role.ADMINISTRATOR


def test_another_role_and_another_organisation_end_the_sessions(office, nadia, client_of, clock):
    client_of(nadia)
    db.session.add(Organisation(id="other", name="Cap emploi", region="93"))
    url = f"/admin/accounts/{nadia.id}"
    data = {"display_name": "Nadia B.", "role": "supervisor", "organisation": "other", "region": ""}
    assert office.submit(url, data).status_code == 302
    changed = db.session.get(Account, nadia.id)
    assert (changed.role, changed.organisation_id, changed.display_name) == (Role.SUPERVISOR, "other", "Nadia B.")
    assert db.session.query(SignInSession).filter_by(account_id=nadia.id).count() == 0


@pytest.mark.parametrize(("change", "said"), [
    ({"display_name": ""}, "Écrivez le nom affiché"),
    ({"display_name": "x" * 201}, "200 caractères au plus"),
    ({"role": "beneficiary"}, "garde son rôle"),
    ({"organisation": "nulle"}, "Cette structure n’existe pas"),
    ({"organisation": ""}, "Un conseiller travaille dans une structure"),
])  # fmt: skip
def test_a_bad_change_is_refused(office, nadia, change, said):
    data = {
        "display_name": "Nadia",
        "role": "counsellor",
        "organisation": nadia.organisation_id,
        "region": "",
        **change,
    }
    answer = office.submit(f"/admin/accounts/{nadia.id}", data)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_an_account_that_does_not_exist_is_not_found(office):
    assert office.get("/admin/accounts/nobody").status_code == 404
    token = office.token("/admin/accounts/new")
    for at in ("", "/state", "/password"):
        assert office.post(f"/admin/accounts/nobody{at}", data={"csrf_token": token}).status_code == 404


def test_a_token_is_listed_without_its_secret_and_revoked(office, nadia, clock):
    secret = create_token(nadia.email, clock.now())
    page = office.get("/admin/tokens").get_data(as_text=True)
    assert "nadia@example.org" in page
    assert secret not in page
    (token,) = db.session.query(ApiToken).all()
    assert token.token_hash not in page
    assert office.submit("/admin/tokens", {"token": token.id}, at="/admin/tokens/revoke").status_code == 302
    assert "Aucun jeton n’ouvre l’API en ce moment." in office.get("/admin/tokens").get_data(as_text=True)
    assert "révoqué le 15 juin 2026" in office.get(f"/admin/accounts/{nadia.id}").get_data(as_text=True)

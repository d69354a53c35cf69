"""Every page of every audience, drawn from the site maps: axe finds nothing, nothing scrolls sideways.

A page that needs the key of something is given that of the one case, session or publication there is.
"""

from collections.abc import Iterator

import pytest
from flask import Flask

from parcours_app.extensions import db
from parcours_app.models import TrainingSession
from parcours_app.scope import operator
from parcours_app.services.imports import import_offers
from tests.lheo import lheo, session, training
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
ROLES = {
    "counsellor": Role.COUNSELLOR,
    "beneficiary": Role.BENEFICIARY,
    "supervisor": Role.SUPERVISOR,
    "admin": Role.ADMINISTRATOR,
}
# Pages that need the key of something a journey of their own makes: a move, an entry, a run, an account, a publication.
ELSEWHERE = {"move", "entry_id", "run_id", "account_id", "organisation_id", "publication_id", "n", "token"}
# Lists that answer a question only, and the question.
ASKED = {"/supervisor/cases": "what=followed"}
# The lists behind counts: one person is a masked count, which opens nothing. Their own tests read them.
MASKED = {"/supervisor/totals/cases", "/supervisor/totals/reconciliation/cases"}
# Files to download and probes are no pages.
NO_PAGE = (".csv", ".xlsx", ".json", ".zip", ".ics", "/report")


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def keys(app, counsellor, clock):
    """One person whose refresher ends soon, one session to go on to: the keys that addresses ask for."""
    following = session("S1", "20260629", "20261218", extras={"places": "2"})
    import_offers(operator(clock), lheo(training(following, title="Agent de propreté et d’hygiène", rncp="278")))
    walk = Walk(counsellor, clock, email="elodie@example.org").open("2026-03-02")
    walk.orient("2026-03-04", "2026-03-20", refresher=True)
    walk.prescribe("refresher", "2026-03-20", "2026-04-01", "2026-06-26").start("refresher", "2026-04-01")
    found = db.session.query(TrainingSession.id).scalar()
    return {"case_id": walk.case_id, "person_id": walk.person.id, "session_id": found, "name": "completion"}


def pages(app: Flask, audience: str, keys: dict[str, str]) -> Iterator[str]:
    """The addresses of an audience that open with a GET and the keys there are."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint.split(".")[0] != audience or "GET" not in (rule.methods or set()) or rule.rule in MASKED:
            continue
        if rule.rule.endswith(NO_PAGE) or rule.arguments - set(keys):
            assert rule.rule.endswith(NO_PAGE) or rule.arguments & ELSEWHERE, f"{rule.rule}: no key for it"
            continue
        address = rule.build({name: keys[name] for name in rule.arguments})
        assert address
        yield f"{address[1]}?{ASKED.get(rule.rule, '')}"


@pytest.mark.parametrize("audience", ROLES)
def test_every_page_is_accessible_on_a_phone_and_on_a_desk(app, visit, keys, make_account, counsellor, seen, audience):
    role = ROLES[audience]
    more = {"person_id": keys["person_id"]} if role is Role.BENEFICIARY else {}
    page = visit(counsellor if role is Role.COUNSELLOR else make_account(role, **more))
    addresses = list(pages(app, audience, keys))
    assert addresses
    for address in addresses:
        answer = page.goto(address)
        assert answer.status < 400, f"{address}: {answer.status}"
        seen(page)

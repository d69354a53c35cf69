"""The caseload page and one move, each against its floor: the same statements through the bare driver."""

import contextvars

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import Case, EntryRow, EpisodeRow, Organisation
from parcours_app.models.keys import new_id
from parcours_app.services import accounts, sign_in
from tests.bench.floor import Bare, overheard
from tests.bench.pairs import compared
from tests.bench.programme import simulated
from tests.conftest import PASSWORD
from tests.frozen import FrozenClock
from tests.walks import Walk
from workflows.engine import Role

URL = "/counsellor/cases?tab=organisation&lang=fr"
FEWEST = 30


# As many as two organisations share: each then has more than a page of people.
CROWD = 149


@pytest.fixture
def crowded(installed):
    app = simulated(installed("page"), CROWD)
    with app.app_context():
        yield app
        db.session.remove()


def counsellor(app, organisation, region=None):
    stored = app.extensions["parcours_passwords"].hash(PASSWORD)
    asked = accounts.NewAccount(
        Role.COUNSELLOR, f"{new_id(FrozenClock().now())}@bench.example", "Banc", organisation, region
    )
    return accounts.create_account(asked, stored, FrozenClock().now())


def test_the_caseload_page_against_its_statements_and_a_string_of_the_same_bytes(crowded, note, rounds):
    most = select(Case.organisation_id).group_by(Case.organisation_id).order_by(func.count().desc()).limit(1)
    account = counsellor(
        crowded, db.session.scalar(select(Organisation.name).where(Organisation.id == most.scalar_subquery()))
    )
    keeper = crowded.extensions["parcours_passwords"]
    browser = crowded.test_client()
    with browser.session_transaction() as cookie:
        secret = sign_in.open_session(account.email, PASSWORD, "127.0.0.1", keeper, FrozenClock().now())
        cookie["_user_id"], cookie["_fresh"] = secret, True
    db.session.commit()

    def page():
        return contextvars.Context().run(browser.get, URL)

    page()
    with overheard(db.engine) as statements:
        shown = page()
    assert shown.status_code == 200
    text = shown.get_data(as_text=True)
    lines = text.count("<tr") - 1
    assert lines >= FEWEST, f"{lines} lines"
    bare, length = Bare(db.engine), len(text) // lines
    parts = [text[n * length : (n + 1) * length] for n in range(lines + 1)]

    def floor():
        rows = bare.send(statements)
        assert rows > lines
        return "".join(parts).encode()

    assert floor().decode() == text
    note(compared(f"caseload page of {lines} lines ÷ its SQL and a string", page, floor, bar=6.0, rounds=rounds))
    bare.close()


def test_one_move_against_its_statements(installed, note, rounds):
    app = installed("moves")
    with app.app_context():
        account = counsellor(app, "Mission locale", "11")
        walks = [
            Walk(account, FrozenClock()).open("2026-01-05").orient("2026-01-12", "2026-02-02")
            for _ in range(2 * rounds + 5)
        ]
        db.session.commit()
        pattern, *others = walks
        with overheard(db.engine) as statements:
            paused(pattern)
        bare, waiting = Bare(db.engine), iter(others)
        ready = [about(pattern, next(waiting), statements) for _ in range(rounds + 1)]
        note(
            compared(
                "one move through the service ÷ its SQL",
                lambda: paused(next(waiting)),
                lambda: bare.send(ready.pop()),
                bar=2.5,
                rounds=rounds,
            )
        )
        bare.close()
        db.session.rollback()
        assert (
            db.session.scalar(select(func.count()).select_from(EntryRow).where(EntryRow.move == "pause"))
            == 2 * rounds + 3
        )


def paused(walk):
    return walk.move("pause", "2026-06-01", category="other", until="2026-06-10")


def about(pattern, walk, statements):
    """The statements of the pattern’s move, about another case with the same history."""
    keys = {pattern.last.entry.id: new_id(FrozenClock().now())}
    return [sent.about(keys | dict(zip(keys_of(pattern), keys_of(walk), strict=True))) for sent in statements]


def keys_of(walk):
    episodes = select(EpisodeRow.id).where(EpisodeRow.case_id == walk.case_id).order_by(EpisodeRow.n)
    return [walk.case_id, walk.person.id, *db.session.scalars(episodes)]

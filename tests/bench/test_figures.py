"""Totals and the programme's months cost cells and not people: ten times the people, today and for any past month."""

import contextvars
from datetime import date

import pytest

from parcours_app.extensions import db
from parcours_app.queries.months import gains
from parcours_app.queries.territory import kept_in
from parcours_app.scope import bounded_by, operator
from parcours_app.services import accounts, sign_in
from tests.bench.crowds import crowd
from tests.bench.pairs import compared
from tests.bench.programme import PEOPLE
from tests.conftest import PASSWORD
from tests.frozen import FrozenClock
from workflows.engine import Role

pytestmark = pytest.mark.timeout(0)

FEW, MANY = 10, 100
# The day of the week says how far the nearest day folded is, three at most; the last of a month is folded.
QUESTIONS = {
    "today": "",
    "a past month": "&on=2024-02-29",
    "a past Saturday": "&on=2022-05-14",
    "a past Thursday": "&on=2022-05-12",
    "a past month, as then known": "&on=2024-02-29&known=2024-02-29",
    "a past Wednesday, as then known": "&on=2023-05-17&known=2023-05-17",
    "by year and public": "&by=year,public",
}


@pytest.fixture(scope="module")
def crowds(installed):
    return crowd(installed("few"), PEOPLE, FEW), crowd(installed("many"), PEOPLE, MANY)


def reader(app, region):
    """reading(url): the job that asks for a page as the supervisor of a region, or of the nation."""
    with app.app_context():
        keeper = app.extensions["parcours_passwords"]
        email = f"{region or 'nation'}@bench.example"
        asked = accounts.NewAccount(Role.SUPERVISOR, email, "Banc", region=region)
        account = accounts.create_account(asked, keeper.hash(PASSWORD), FrozenClock().now())
        secret = sign_in.open_session(account.email, PASSWORD, "127.0.0.1", keeper, FrozenClock().now())
        db.session.commit()
        db.session.remove()
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = secret, True

    def reading(url):
        def read():
            answer = contextvars.Context().run(browser.get, url)
            assert answer.status_code == 200
            return answer.get_data(as_text=True)

        return read

    return reading


@pytest.mark.parametrize("region", [None, "11"])
def test_the_page_of_totals_of_ten_times_the_people(crowds, note, rounds, region):
    few, many = (reader(app, region) for app in crowds)
    for what, query in QUESTIONS.items():
        url = f"/supervisor/totals?lang=fr{query}"
        assert "personnes" in many(url)()
        name = f"totals of {region or 'all'}, {what}, {MANY * PEOPLE} ÷ {FEW * PEOPLE}"
        note(compared(name, many(url), few(url), bar=1.5, rounds=rounds))


def test_the_months_of_the_programme_of_ten_times_the_people(crowds, note, rounds):
    few, many = crowds

    def reading(app):
        def read():
            with app.app_context():
                looking = operator(FrozenClock())
                return gains("trained", "public", (), on, known, kept_in(bounded_by(looking)))

        return read

    for on, known in ((date(2022, 12, 31), FrozenClock().today()), (date(2022, 5, 14), date(2022, 5, 14))):
        assert reading(many)()
        name = f"months up to {on} known on {known}, {MANY * PEOPLE} people ÷ {FEW * PEOPLE}"
        note(compared(name, reading(many), reading(few), bar=1.5, rounds=rounds))

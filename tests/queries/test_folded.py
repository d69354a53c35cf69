"""The counts read from the stocks are the sums of the deltas, whatever was folded, for any day as known on any day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from parcours_app.extensions import db
from parcours_app.journal.cells import COLUMN
from parcours_app.journal.lateness import lag
from parcours_app.models import Case, CountClosing, CountDelta, CountStock
from parcours_app.queries.balance import balances
from parcours_app.queries.counted import cells
from parcours_app.queries.crossed import CROSSED
from parcours_app.queries.reconcile import differences
from parcours_app.queries.remembered import remembered
from parcours_app.scope import Viewer, operator
from parcours_app.services import folding
from parcours_app.services.folding import fold
from parcours_app.services.recounting import recount
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import corrected, seeded
from workflows.balance import STOCKS, Change, Window, balance
from workflows.engine import Role

BREAKDOWNS = (
    (),
    ("region", "stage"),
    ("public",),
    ("organisation",),
    ("year", "public", "pact"),
    ("organisation", "year"),
    ("region", "year", "public", "stage", "organisation", "pact"),
    ("provider", "sex"),
)
FIRST, LAST = date(2018, 3, 1), date(2019, 6, 30)
YEAR = date(2018, 12, 31)


@pytest.fixture
def programme(session, clock):
    simulate(Asked(25, seed=20, until=LAST))
    return clock


def viewers(clock):
    """The operator, and supervisors of a region and of an organisation that have people."""
    region, organisation = db.session.execute(
        select(Case.region, Case.organisation_id).order_by(Case.id).limit(1)
    ).one()
    now, today = clock.now(), clock.today()
    return (
        operator(clock),
        Viewer(Role.SUPERVISOR, now, today, region=region),
        Viewer(Role.SUPERVISOR, now, today, organisation=organisation),
    )


def summed(viewer, deltas, on, known, by):
    """The same question, asked of every delta."""
    found = Counter()
    for delta in deltas:
        mine = not viewer.region or delta.region == viewer.region
        mine = mine and (not viewer.organisation or delta.organisation_id == viewer.organisation)
        if mine and delta.effective_on <= on and delta.recorded_on <= known:
            found[tuple(getattr(delta, COLUMN[name]) for name in by), delta.measure] += delta.amount
    return {key: amount for key, amount in found.items() if amount}


def agree(clock, rng, how_many=6):
    """Ask at random, and on the days around the last week folded."""
    deltas = db.session.execute(select(CountDelta.__table__)).all()
    last = db.session.scalar(select(func.max(CountClosing.on))) or LAST
    span = (LAST - FIRST).days + 60
    draw = lambda: FIRST + timedelta(days=rng.randrange(span))  # noqa: E731
    days = [(draw(), draw()) for _ in range(how_many)] + [(draw(), clock.today()) for _ in range(how_many // 2)]
    days += [(last, last), (last + timedelta(1), last), (last, clock.today()), (last - timedelta(1), last)]
    days += [(day, day + timedelta(days=rng.randrange(20))) for day in (draw(), draw())]
    for on, known in days:
        for viewer in viewers(clock):
            by = rng.choice(BREAKDOWNS)
            found = cells(viewer, on, known, by)
            told = {(place, m): n for place, counts in found.items() for m, n in counts.items() if n}
            assert told == summed(viewer, deltas, on, known, by), (on, known, by)


def test_any_question_has_the_answer_of_the_deltas_before_between_and_after_folds(programme, clock):
    rng = seeded(11)
    agree(clock, rng)
    assert fold(date(2019, 1, 9)) > 3
    assert db.session.scalar(select(func.max(CountClosing.on))) == date(2019, 1, 9)
    agree(clock, rng)
    corrected(clock, rng, 10)
    agree(clock, rng)
    fold(date(2019, 3, 1))
    simulate(Asked(10, seed=21, until=LAST))
    agree(clock, rng)
    fold(date(2019, 8, 1))
    corrected(clock, rng, 5)
    agree(clock, rng, 12)
    fold(date(2019, 8, 1))
    agree(clock, rng, 12)
    assert fold(date(2019, 8, 1)) == 0
    assert list(differences()) == []


def test_the_stocks_of_the_last_day_closed_give_way_to_the_next_and_those_of_a_month_stay(programme, clock):
    rng = seeded(13)
    for day in (date(2019, 3, 26), date(2019, 3, 27), date(2019, 4, 2), date(2019, 4, 4)):
        fold(day)
        agree(clock, rng, 1)
        corrected(clock, rng, 2)
    fold(date(2019, 4, 4))
    agree(clock, rng, 2)
    since = select(CountStock.on).where(CountStock.cuboid == "places", CountStock.on > date(2019, 3, 20)).distinct()
    days = (date(2019, 3, 24), date(2019, 3, 31), date(2019, 4, 4))
    assert tuple(db.session.scalars(since.order_by(CountStock.on))) == days
    assert list(differences()) == []


def test_the_present_day_is_folded_too_and_what_it_adds_since_is_read_beside(programme, clock):
    rng = seeded(17)
    today = clock.today()
    fold(today)
    assert db.session.scalar(select(func.max(CountClosing.on))) == today
    agree(clock, rng, 2)
    corrected(clock, rng, 4)
    simulate(Asked(4, seed=23, until=today))
    assert db.session.scalar(select(func.count()).where(~CountDelta.folded)) > 0
    agree(clock, rng, 2)
    assert fold(today) > 0
    assert db.session.scalar(select(func.count()).where(~CountDelta.folded)) == 0
    agree(clock, rng, 2)
    assert list(differences()) == []


def test_as_then_known_a_day_is_read_from_what_was_then_known(programme, clock):
    corrected(clock, seeded(3), 30)
    fold(date(2019, 6, 1))
    day = date(2019, 1, 31)
    told = cells(operator(clock), day, day, ("region", "stage"))
    assert sum(counts["persons"] for counts in told.values()) > 0
    late = (CountDelta.effective_on <= day, CountDelta.recorded_on > day)
    assert db.session.execute(update(CountDelta).where(*late).values(amount=99)).rowcount > 0
    assert cells(operator(clock), day, day, ("region", "stage")) == told
    db.session.rollback()


def test_too_much_learnt_late_is_folded_anew(programme, clock, monkeypatch):
    monkeypatch.setattr(folding, "MOST_LATE", 3)
    fold(date(2019, 3, 1))
    corrected(clock, seeded(4), 6)
    simulate(Asked(5, seed=22, until=LAST))
    fold(date(2019, 4, 1))
    agree(clock, seeded(5))
    assert list(differences()) == []


def test_people_counted_again_leave_no_stale_stock_nor_year_past(programme, clock):
    def publics():
        years = remembered(("", ""), date(2019, 3, 1), date(2019, 3, 1), over=True).then
        return {record[CROSSED.index("public")] for record, _persons in years[YEAR]["persons"]}

    db.session.execute(update(CountDelta).where(CountDelta.n == 1).values(public="elsewhere"))
    fold(date(2019, 3, 1))
    assert "elsewhere" in publics()
    assert recount() > 0
    assert "elsewhere" not in publics()
    agree(clock, seeded(6))
    fold(date(2019, 3, 1))
    assert "elsewhere" not in publics()
    agree(clock, seeded(7))
    assert list(differences()) == []


def test_a_past_day_is_read_from_the_nearest_stocks_and_the_changes_between(programme, clock):
    day = date(2019, 1, 19)  # a Saturday
    fold(date(2019, 6, 1))
    for known, at in ((clock.today(), CountDelta.effective_on), (day, CountDelta.known_on)):
        told = cells(operator(clock), day, known, ("organisation", "year"))
        assert sum(counts["persons"] for counts in told.values()) > 0
        far = [at > day + timedelta(3), at <= day - timedelta(3)]
        moved = [db.session.execute(update(CountDelta).where(side).values(measure="elsewhere")) for side in far]
        assert all(each.rowcount > 0 for each in moved)
        assert cells(operator(clock), day, known, ("organisation", "year")) == told
        db.session.rollback()


def test_a_change_recorded_before_it_happened_is_found_too(programme, clock):
    some = db.session.scalars(select(CountDelta).order_by(CountDelta.effective_on).limit(200)).all()[-1]
    some.recorded_on = some.effective_on - timedelta(days=3)
    some.known_on, some.lag = some.effective_on, lag(some.effective_on, some.recorded_on)
    db.session.commit()
    deltas = db.session.execute(select(CountDelta.__table__)).all()
    for _folded in (0, fold(date(2019, 6, 1))):
        for days in range(-5, 3):
            known = some.effective_on + timedelta(days=days)
            found = cells(operator(clock), some.effective_on, known, ("stage",))
            told = {(place, m): n for place, counts in found.items() for m, n in counts.items() if n}
            assert told == summed(operator(clock), deltas, some.effective_on, known, ("stage",))


def test_the_stocks_of_a_reconciliation_are_read_from_the_folded_counts(programme, clock):
    corrected(clock, seeded(5), 10)
    window = Window(date(2018, 12, 31), date(2018, 12, 31), date(2019, 4, 30), clock.today())
    before = balances(operator(clock), window)
    fold(date(2019, 6, 1))
    assert balances(operator(clock), window) == before
    for code, stock in STOCKS.items():
        rows = db.session.query(CountDelta).filter_by(measure=stock.measure).all()
        kept = [row for row in rows if stock.stages is None or row.stage in stock.stages]
        changes = [Change(row.person_id, row.effective_on, row.recorded_on, row.amount) for row in kept]
        assert before[code] == balance(window, changes)


def test_a_stock_that_was_touched_is_named(programme):
    fold(date(2019, 3, 1))
    week = db.session.scalar(select(func.max(CountClosing.on)))
    db.session.execute(
        update(CountStock)
        .where(CountStock.on == week, CountStock.cuboid == "places")
        .values(amount=CountStock.amount + 1)
    )
    told = list(differences())
    assert told
    assert all(f"stocks of {week}, places" in difference.where for difference in told)


LAGS = {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 7: 3, 8: 4, 365: 9, 20_000: 15, 100_000: 15, -1: -1, -9: -1}


@pytest.mark.parametrize("days", LAGS)
def test_how_late_a_change_was_recorded_is_a_class_of_twice_as_many_days(days):
    on = date(1700, 1, 1)
    assert lag(on, on + timedelta(days=days)) == LAGS[days]

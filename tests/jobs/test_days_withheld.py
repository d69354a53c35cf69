"""What is withheld of the days remembered is decided once, by the worker, for every process."""

from dataclasses import replace

import pytest

from parcours_app.extensions import db, reading
from parcours_app.jobs import figures as job
from parcours_app.models import Account, DaysWithheld
from parcours_app.queries import crossed, redrawn, remembered, withheld
from parcours_app.queries.totals import totals
from parcours_app.queries.withheld_days import undecided
from parcours_app.scope import Viewer
from parcours_app.services.folding import fold, forget
from parcours_app.services.simulation import Asked, simulate
from parcours_app.services.unit import unit_of_work
from workflows.engine import Role

BY = ("region", "year")


@pytest.fixture
def programme(app, session, clock, make_account):
    """Simulated people whose supervisors are those of the nation and of a region."""
    clock.set("2020-05-04")
    simulate(Asked(60, seed=5, until=clock.today()))
    for account in db.session.query(Account).filter_by(role=Role.SUPERVISOR):
        account.active = False
    make_account(Role.SUPERVISOR, email="nation@example.org")
    make_account(Role.SUPERVISOR, email="region@example.org", region="11")
    db.session.commit()
    fold(clock.today())


@pytest.fixture
def read(clock):
    """read(region=None): the rows of its supervisor’s totals."""

    def rows(region=None):
        looking = Viewer(Role.SUPERVISOR, clock.now(), clock.today(), region=region)
        db.session.commit()
        with reading():
            return totals(looking, clock.today(), clock.today(), BY if region is None else ("year",)).rows

    return rows


@pytest.fixture
def chosen(monkeypatch):
    """How many veils of days remembered were chosen, and not drawn again, since it was emptied."""
    found, drawn = [], crossed.redrawn

    def noted(units, tables, draw, beside):
        def choose():
            found.append(len(units))
            return draw()

        return drawn(units, tables, choose, beside)

    monkeypatch.setattr(crossed, "redrawn", noted)
    return found


def forget_all():
    """Start as a process does."""
    for kept in (crossed._of_the_past, crossed._of_a_day, withheld._kept):
        kept.cache_clear()
    for held in (redrawn._WAITING, redrawn._DRAWN):
        held.clear()
    remembered._READ.clear()


def test_another_process_reads_the_same_and_chooses_nothing(programme, read, work, chosen):
    forget_all()
    nation, region = read(), read("11")
    assert len(chosen) > 5, "a page decides what nobody decided before"
    assert db.session.query(DaysWithheld).count() == 0
    assert work() == 2
    assert {(row.organisation_id, row.region) for row in db.session.query(DaysWithheld)} == {("", ""), ("", "11")}
    forget_all()
    chosen.clear()
    assert (read(), read("11")) == (nation, region)
    assert chosen == []
    assert work() == 0
    kept = db.session.get(DaysWithheld, ("", ""))
    kept.decisions = {name: {} for name in kept.decisions}
    db.session.commit()
    forget_all()
    assert read() == nation
    assert chosen, "what cannot be of these counts is decided again"


def test_a_quarter_a_recount_another_threshold_and_another_release_are_decided_anew(
    programme, app, work, clock, monkeypatch
):
    assert work() == 2
    clock.set("2020-07-01")
    assert undecided(clock.today())[0] == ("", "")
    assert work() == 2
    with unit_of_work() as session:
        forget(session)
    assert undecided(clock.today()) is None, "nothing is folded"
    fold(clock.today())
    assert work() == 2
    with monkeypatch.context() as patched:
        settings = replace(app.extensions["parcours_settings"], largest_masked=5)
        patched.setitem(app.extensions, "parcours_settings", settings)
        assert undecided(clock.today())[0] == ("", "")
    assert undecided(clock.today()) is None
    monkeypatch.setattr("parcours_app.queries.withheld_days.chosen_by", lambda: "another release")
    assert undecided(clock.today())[0] == ("", "")


def test_a_territory_that_cannot_be_decided_stops_no_other(programme, read, work, monkeypatch):
    decided = job.decided

    def failing(viewer):
        if viewer.region is None:
            raise KeyError(viewer.role)
        return decided(viewer)

    monkeypatch.setattr(job, "decided", failing)
    assert work() == 2
    kept = {row.region: bool(row.decisions) for row in db.session.query(DaysWithheld)}
    assert kept == {"": False, "11": True}
    assert read(), "its pages decide by themselves"

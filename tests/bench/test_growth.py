"""What must not grow with the programme, and what may only grow in step with the work."""

import itertools

from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import EntryRow
from parcours_app.queries.reconcile import differences
from parcours_app.queries.totals import totals
from parcours_app.scope import operator
from parcours_app.services.imports import import_actions
from tests.bench.pairs import compared
from tests.bench.programme import PEOPLE
from tests.frozen import FrozenClock

TIMES = 10
HEADER = (
    "identifiant_unique_de;codeaction;lblaction;objectif_formation;date_prescription;date_realisation_action;"
    "date_prev_debut;date_debut;date_fin;formation;adr.dc_commune_id"
)


def within(app, job):
    """The job, inside the application; its session is given back."""

    def run():
        with app.app_context():
            try:
                return job()
            finally:
                db.session.remove()

    return run


def read_totals():
    clock = FrozenClock()
    return totals(operator(clock), clock.today(), clock.today(), ("region", "stage")).total


def written():
    return db.session.scalar(select(func.count()).select_from(EntryRow))


def test_totals_of_ten_times_the_people(programmes, note, rounds):
    small, large = (within(app, read_totals) for app in programmes)
    assert large() > 5 * small()
    note(compared(f"totals of {TIMES * PEOPLE} people ÷ {PEOPLE}", large, small, bar=1.5, rounds=rounds))


def test_reconcile_takes_as_long_per_entry(programmes, note, rounds):
    small, large = programmes
    times = within(large, written)() / within(small, written)()
    jobs = [within(app, lambda: list(differences())) for app in (large, small)]
    assert jobs[1]() == []
    note(
        compared("reconcile, per entry, ten times the people", *jobs, bar=1.5, rounds=max(1, rounds // 5), scale=times)
    )


def test_an_import_takes_as_long_per_line(installed, note, rounds):
    app, numbers = installed("imports"), itertools.count()

    def of(lines):
        def job():
            first = next(numbers) * 100_000
            actions = (
                f"p{first + n};EFO;FORMATION;Certification;2022-01-10;NULL;NULL;2022-02-01;NULL;CUISINE;59350"
                for n in range(lines)
            )
            report = import_actions(operator(FrozenClock()), "\n".join((HEADER, *actions)).encode())
            assert report.totals["created"] == lines

        return within(app, job)

    note(
        compared(
            f"import, per line, {PEOPLE} lines ÷ {PEOPLE // 4}",
            of(PEOPLE),
            of(PEOPLE // 4),
            bar=1.5,
            rounds=max(2, rounds // 5),
            scale=4,
        )
    )

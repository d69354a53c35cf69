"""Simulates a programme: organisations, counsellors and people walked through moves the rules accept, from a seed."""

from collections.abc import Callable

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from parcours_app.journal.bulk import Bulk
from parcours_app.journal.history import gather
from parcours_app.services.simulated_lives import FIRST_DAY, Asked, Life, lives
from parcours_app.services.simulated_staff import Staff, staff_of
from parcours_app.services.unit import unit_of_work

BATCH = 1000


class SeedUsed(ValueError):
    """The people of this seed are in the database already; the message says what to do."""


def simulate(asked: Asked, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Simulate people; how many cases were written. Committed batch by batch; the same request makes the same rows.

    Raises SeedUsed when this database holds the people of that seed already.
    """
    try:
        return _simulated(asked, progress)
    except IntegrityError as error:
        raise SeedUsed(gettext("Seed %(seed)s is used here already: choose another.", seed=asked.seed)) from error


def _simulated(asked: Asked, progress: Callable[[int], None]) -> int:
    with unit_of_work() as session:
        staff = staff_of(session, asked.people, asked.seed, FIRST_DAY)
    cases = 0
    for first in range(0, asked.people, BATCH):
        last = min(first + BATCH, asked.people)
        cases += _write(asked, staff, range(first, last))
        progress(last)
    return cases


def _write(asked: Asked, staff: Staff, people: range) -> int:
    """Live some people's lives and write them in one transaction; how many cases."""
    bulk, cases = Bulk(), 0
    for n in people:
        for life in lives(asked, staff, n):
            _gather(bulk, life)
            cases += len(life.histories)
    with unit_of_work() as session:
        bulk.write(session)
    return cases


def _gather(bulk: Bulk, life: Life) -> None:
    bulk.add(life.person)
    for history in life.histories:
        gather(bulk, history)
    for contact in life.contacts:
        bulk.add(contact)

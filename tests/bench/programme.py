"""Programmes of simulated people for the benchmarks."""

import os

from flask import Flask

from parcours_app.extensions import db
from parcours_app.services.folding import fold
from parcours_app.services.simulation import Asked, simulate
from tests.frozen import FrozenClock

PEOPLE = int(os.environ.get("PARCOURS_BENCH_PEOPLE", "200"))


def simulated(app: Flask, people: int) -> Flask:
    """The application, with that many people in its database, their counts folded as after `parcours simulate`."""
    with app.app_context():
        simulate(Asked(people, 1, FrozenClock().today()))
        fold(FrozenClock().today())
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    return app

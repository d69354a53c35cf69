"""Programmes of many people for the figures: the deltas of some simulated people, copied in the database as others'.

Walking two hundred thousand people through their moves would take longer than what is measured, which reads nothing
but counts. A copy keeps the days and the cells of its pattern, under a person of its own.
"""

from flask import Flask
from sqlalchemy import text

from parcours_app.extensions import db
from parcours_app.journal.cells import COLUMN
from parcours_app.models import CountDelta
from parcours_app.services.folding import fold, forget
from tests.bench.programme import simulated
from tests.frozen import FrozenClock

APART = 1_000_000
SAME = ("case_id", "seq", "effective_on", "recorded_on", "known_on", "measure", *COLUMN.values(), "amount", "lag")


def crowd(app: Flask, people: int, copies: int) -> Flask:
    """The application, with that many people counted that many times; everything folded."""
    simulated(app, people)
    with app.app_context():
        same, numbers = ", ".join(SAME), ", ".join(f"({n})" for n in range(1, copies))
        person = "CAST(1000 + copy.k AS VARCHAR(4)) || SUBSTR(person_id, 5)"
        copied = f"SELECT n + copy.k * {APART}, {person}, TRUE, {same} FROM count_deltas, copy"  # noqa: S608 - names
        columns, order = f"n, person_id, folded, {same}", "ORDER BY case_id, copy.k, n"
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SET LOCAL statement_timeout = 0"))  # making a crowd is not what is measured
        indexes = CountDelta.__table__.indexes
        for index in indexes:
            index.drop(db.session.connection())
        copy = f"WITH copy(k) AS (VALUES {numbers}) INSERT INTO count_deltas ({columns})"
        db.session.execute(text(f"{copy} {copied} {order}"))
        for index in indexes:
            index.create(db.session.connection())
        forget(db.session())
        db.session.commit()
        fold(FrozenClock().today())
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    return app

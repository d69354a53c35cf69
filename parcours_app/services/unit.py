"""One unit of work: everything a service writes is committed once, or nothing is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from parcours_app.extensions import db


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """The session of a public service function: commit at the end, roll everything back on any refusal or error."""
    session: Session = db.session()
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise

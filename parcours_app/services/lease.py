"""Who works in the background: one process at a time, whatever the number started. Others wait for their turn.

A lease ends by itself when its holder stops renewing it; nothing relies on a lock of the database's session.
"""

import os
import socket
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from parcours_app.models import WorkerLease
from parcours_app.services.unit import unit_of_work

NAME = "worker"
LASTS = timedelta(seconds=30)


def this_process() -> str:
    """The name under which this process holds the lease."""
    return f"{socket.gethostname()}:{os.getpid()}"


def hold(holder: str, now: datetime) -> bool:
    """Take or renew the lease; False while another process holds it."""
    try:
        with unit_of_work() as session:
            lease = session.scalars(select(WorkerLease).where(WorkerLease.name == NAME)).first()
            if lease is None:
                session.add(WorkerLease(name=NAME, holder=holder, since=now, until=now + LASTS))
                return True
            if lease.holder != holder and lease.until > now and not _dead(lease.holder):
                return False
            since = lease.since if lease.holder == holder else now
            unchanged = (WorkerLease.name == NAME, WorkerLease.holder == lease.holder, WorkerLease.until == lease.until)
            taken = update(WorkerLease).where(*unchanged).values(holder=holder, since=since, until=now + LASTS)
            return session.scalar(taken.returning(WorkerLease.name)) is not None
    except IntegrityError:
        return False  # another process was the first by a moment


def release(holder: str, now: datetime) -> None:
    """Give the lease back, so that the next process need not wait."""
    with unit_of_work() as session:
        held = (WorkerLease.name == NAME, WorkerLease.holder == holder)
        session.execute(update(WorkerLease).where(*held).values(until=now))


def _dead(holder: str) -> bool:
    """Whether the holder was a process of this machine that is no more: nobody need wait for its lease to end."""
    host, _, number = holder.rpartition(":")
    if host != socket.gethostname() or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False

"""The durable engine: work given under a key is done once, even when the process is killed in the middle.

Around dbos; knows nothing of messages. One process at a time may start it: `lease` sees to that.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy import Engine, create_engine, event

from parcours_app.settings import Settings, make_folder

# One name and one version for every release: what a former release left unfinished is taken up by the next.
NAME, VERSION = "parcours", "1"
# No act is given up because the process died too often while it ran.
RECOVERIES = 1_000_000
AT_ONCE = 1000
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "busy_timeout = 30000", "foreign_keys = ON")

Act = Callable[[str], dict[str, Any]]


class DurableEngine:
    """Runs named acts, each once per key. An act takes an argument and gives a JSON answer, which is remembered.

    Acts run one at a time, with the writing of their answer: a kill leaves at most one of them done and unrecorded,
    which is done again. An act must not raise: an exception would be its answer for ever.
    """

    def __init__(self, settings: Settings, acts: Mapping[str, Act]) -> None:
        self._one_at_a_time = threading.Lock()
        DBOS(config=_configuration(settings))
        self._flows = {name: self._durable(name, act) for name, act in acts.items()}
        DBOS.launch()

    def run(self, act: str, key: str, argument: str) -> dict[str, Any]:
        """The answer of the act under this key, now or the first time; waits when it is being taken up again."""
        with SetWorkflowID(key):
            return self._flows[act](argument)

    def forget(self, before: datetime) -> int:
        """Forget acts that ended well before an instant, whose keys never come again; how many, a thousand at most."""
        ended = DBOS.list_workflows(
            status="SUCCESS", completed_before=before.isoformat(), limit=AT_ONCE, load_input=False, load_output=False
        )
        DBOS.delete_workflows([act.workflow_id for act in ended])
        return len(ended)

    def close(self) -> None:
        """Stop the engine; what is running ends first."""
        DBOS.destroy(workflow_completion_timeout_sec=30)

    def _durable(self, name: str, act: Act) -> Act:
        @DBOS.step(name=name)
        def step(argument: str) -> dict[str, Any]:
            return act(argument)

        @DBOS.workflow(name=name, max_recovery_attempts=RECOVERIES)
        def flow(argument: str) -> dict[str, Any]:
            with self._one_at_a_time:
                return step(argument)

        return flow


def _configuration(settings: Settings) -> DBOSConfig:
    logging.getLogger("dbos").setLevel(logging.ERROR)
    configuration: DBOSConfig = {
        "name": NAME,
        "application_version": VERSION,
        "executor_id": NAME,
        "log_level": "ERROR",
        "use_listen_notify": False,
    }
    if settings.on_sqlite:
        make_folder(settings.home)
        url = f"sqlite:///{settings.home / 'jobs.sqlite'}"
        return {**configuration, "system_database_url": url, "system_database_engine": _sqlite(url)}
    return {**configuration, "system_database_url": settings.database_url, "sys_db_pool_size": 4}


def _sqlite(url: str) -> Engine:
    """The engine's own file, written ahead: without it each act waits several times for the disk."""
    engine = create_engine(url)

    def on_connect(connection: Any, record: Any) -> None:
        del record
        connection.isolation_level = "IMMEDIATE"
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", on_connect)
    return engine

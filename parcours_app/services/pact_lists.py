"""Keeps the files of pact amounts an administrator uploads; a later one completes those before. History stays."""

from datetime import date

from parcours_app.models import PactAmount, PactList
from parcours_app.readers.pacts import read_pacts
from parcours_app.scope import Viewer
from parcours_app.services.unit import unit_of_work

LONGEST_NAME = 200


def keep_amounts(viewer: Viewer, valid_from: date, file_name: str, content: bytes) -> int:
    """Store what a file says from a day on; how many regions it names. Raises UnusableFile."""
    amounts = read_pacts(content)
    with unit_of_work() as session:
        row = PactList(
            id=viewer.new_id(),
            valid_from=valid_from,
            file_name=file_name[-LONGEST_NAME:],
            account_id=viewer.account,
            created_at=viewer.now,
        )
        session.add(row)
        session.flush()
        session.add_all(
            PactAmount(
                list_id=row.id,
                region=each.region,
                state_euros=each.state_euros,
                region_euros=each.region_euros,
                target=each.target,
                source=each.source,
            )
            for each in amounts
        )
    return len(amounts)

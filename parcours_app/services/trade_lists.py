"""Keeps the dated lists of trades an administrator uploads: shortage in a region, transitions. History stays."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from parcours_app.models import Trade, TradeList
from parcours_app.readers.trades import read_trades
from parcours_app.scope import Viewer
from parcours_app.services.unit import unit_of_work

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class NewList:
    """What is uploaded: kind (shortage, green, digital), region of a shortage list, first day in force, the file."""

    kind: str
    region: str | None
    valid_from: date
    file_name: str
    content: bytes


def keep_list(viewer: Viewer, new: NewList) -> int:
    """Store a list; how many trades it names. It replaces none: the latest in force is read. Raises UnusableFile."""
    trades = read_trades(new.content)
    with unit_of_work() as session:
        write_list(session, viewer, new, trades)
    return len(trades)


def write_list(session: Session, viewer: Viewer, new: NewList, trades: dict[str, str]) -> None:
    """The work of keep_list inside a caller's transaction."""
    row = TradeList(
        id=viewer.new_id(),
        kind=new.kind,
        region=new.region if new.kind == "shortage" else None,
        valid_from=new.valid_from,
        file_name=new.file_name[-LONGEST_NAME:],
        account_id=viewer.account,
        created_at=viewer.now,
    )
    session.add(row)
    session.flush()
    session.add_all(Trade(list_id=row.id, rome=rome, label=label) for rome, label in trades.items())

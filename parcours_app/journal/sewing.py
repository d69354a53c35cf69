"""Projects the seam ledger of a person onto her cases: a move in one may open, close or shorten a gap of another."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parcours_app.journal.rows import Row, write_rows
from parcours_app.models import Case, SeamRow
from workflows.ledger import ledger
from workflows.seams import Seam
from workflows.standing import Standing


def lines_of(standings: Mapping[str, Standing]) -> dict[str, list[Seam]]:
    """The lines of one person by case, as of the last day anything happened; the whole of her cases must be there."""
    lines: dict[str, list[Seam]] = {case: [] for case in standings}
    for line in ledger(standings, max((s.last_on or date.min for s in standings.values()), default=date.min)):
        lines[line.case].append(line.seam)
    return lines


def sewing_values(standing: Standing, lines: Iterable[Seam]) -> dict[str, Any]:
    """The columns of the case row that its lines decide: a gap now open, an end that nothing accepted follows."""
    kept = [line for line in lines if not line.not_a_gap]
    return {
        "seam_since": next((line.since for line in kept if line.open), None),
        "sew_by": next((line.since for line in kept if line.ahead and not line.accepted), None),
        "next_accepted": standing.accepted_next is not None,
    }


def seam_rows(case_id: str, lines: Iterable[Seam]) -> Iterable[Row]:
    """The rows of a case's lines. Days of an open seam depend on the reader's date: they are left out."""
    for n, seam in enumerate(lines, 1):
        over = seam.until is not None
        values = {
            "case_id": case_id,
            "n": n,
            "after": seam.after,
            "before": seam.before,
            "since": seam.since,
            "until": seam.until,
            "days": seam.days if over else None,
            "net_days": seam.net_days if over else None,
            "seamless": seam.seamless,
            "cause": seam.cause,
            "open": seam.open,
            "kind_after": seam.kind_after,
            "kind_before": seam.kind_before,
            "accepted": seam.accepted,
            "not_a_gap": seam.not_a_gap,
            "ahead": seam.ahead,
            "booked_on": seam.booked_on,
        }
        yield SeamRow, values


def sew(session: Session, standings: Mapping[str, Standing], lines: Mapping[str, list[Seam]]) -> None:
    """Rewrite the lines of these cases, and what their rows say of them."""
    for key, standing in standings.items():
        case = session.get_one(Case, key)
        for name, value in sewing_values(standing, lines[key]).items():
            setattr(case, name, value)
        session.execute(delete(SeamRow).where(SeamRow.case_id == key))
        write_rows(session, seam_rows(key, lines[key]))

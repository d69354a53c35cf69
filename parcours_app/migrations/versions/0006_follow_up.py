"""Beside each case: the first check on employment still to be made, and what its entries leave unsaid.

Revision ID: 0006
Revises: 0005
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CHECKS = (3, 6, 12)
LASTING = ("cdi", "creation", "public")
YOUNG_FROM, YOUNG_TO = 16, 29


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("check_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("check_due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("omissions", sa.String(length=120), server_default="", nullable=False))
    _fill(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("omissions")
        batch_op.drop_column("check_due_on")
        batch_op.drop_column("check_months")


CASES = sa.table(
    "cases",
    *(sa.column(name) for name in ("id", "stage", "live", "counts", "public", "check_months", "omissions")),
    sa.column("exit_motive"),
    sa.column("exit_on", sa.Date()),
    sa.column("check_due_on", sa.Date()),
)
ENTRIES = sa.table(
    "entries",
    *(sa.column(name) for name in ("id", "case_id", "move", "supersedes", "void")),
    sa.column("effective_on", sa.Date()),
    sa.column("data", sa.JSON()),
)
SUPPORTS = sa.table("supports", *(sa.column(name) for name in ("case_id", "level", "referent_id", "ended_on")))


def _fill(connection: sa.Connection) -> None:
    """Case by case, for those that live: what the entries that hold tell."""
    for case in connection.execute(sa.select(CASES).where(CASES.c.live, CASES.c.counts)).all():
        rows = connection.execute(sa.select(ENTRIES).where(ENTRIES.c.case_id == case.id)).all()
        superseded = {row.supersedes for row in rows}
        held = [row for row in rows if not row.void and row.id not in superseded]
        values = {**_check(case, held), "omissions": " ".join(_unsaid(connection, case, held))}
        connection.execute(sa.update(CASES).where(CASES.c.id == case.id).values(**values))


def _check(case: sa.Row[Any], held: list[sa.Row[Any]]) -> dict[str, Any]:
    if case.stage != "follow_up":
        return {}
    told = {
        row.data["at_months"] for row in held if row.move == "check_employment" and row.effective_on >= case.exit_on
    }
    waiting = [months for months in CHECKS if months not in told]
    return {"check_months": waiting[0], "check_due_on": _later(case.exit_on, waiting[0])} if waiting else {}


def _unsaid(connection: sa.Connection, case: sa.Row[Any], held: list[sa.Row[Any]]) -> Iterator[str]:
    opening: dict[str, Any] = next((row.data for row in held if row.move == "open"), {})
    job = next((row.data.get("job") for row in reversed(held) if row.move == "leave"), None) or {}
    dated = job.get("contract") in LASTING or (job.get("starts_on") and job.get("ends_on"))
    if case.exit_motive == "employment" and case.exit_on and not dated:
        yield "exit_dates"
    answers, age = opening.get("eligibility") or {}, opening.get("age")
    busy = any(answers.get(name) for name in ("employed", "in_school", "in_training"))
    young = age is not None and YOUNG_FROM <= age <= YOUNG_TO
    if answers.get("neet") and young and not busy and not answers.get("neet_proof_on"):
        yield "neet_proof"
    if (opening.get("level") or {}).get("reached") is None and case.public == "other":
        yield "level"
    unnamed = sa.select(SUPPORTS.c.case_id).where(
        SUPPORTS.c.case_id == case.id,
        SUPPORTS.c.level == "reinforced",
        SUPPORTS.c.referent_id.is_(None),
        SUPPORTS.c.ended_on.is_(None),
    )
    if connection.execute(unnamed).first():
        yield "support_referent"


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""The clock of handovers, why they were declined, and the stand-ins: columns, filled for the requests there are.

Revision ID: 0008
Revises: 0007
"""

import json
from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# The delays of the day this was written: a migration outlives the rules.
REMINDER, EXPIRY, READING = timedelta(days=10), timedelta(days=30), timedelta(days=29)
NEW = ("remind_on", "expires_on", "readable_until", "answer_days", "temporary_until", "motive", "reason", "alternative")


def upgrade() -> None:
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remind_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("expires_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("readable_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("answer_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("temporary_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("motive", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("alternative", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("alternative_organisation", sa.String(length=36), nullable=True))
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handover_expires_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("stand_in_id", sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column("stand_in_until", sa.Date(), nullable=True))
        batch_op.create_index("ix_cases_stand_in_id", ["stand_in_id"], unique=False)
    _fill(op.get_bind())
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.alter_column("remind_on", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("expires_on", existing_type=sa.Date(), nullable=False)
        batch_op.create_index("ix_handovers_to_organisation_state", ["to_organisation", "state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_stand_in_id")
        for name in ("stand_in_until", "stand_in_id", "handover_expires_on"):
            batch_op.drop_column(name)
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_index("ix_handovers_to_organisation_state")
        for name in ("alternative_organisation", *reversed(NEW)):
            batch_op.drop_column(name)


def _fill(connection: sa.Connection) -> None:
    """Give the requests already there their clock, their texts, and their cases the day they expire."""
    rows = sa.table(
        "handovers",
        *(sa.column(name, sa.Date()) for name in ("requested_on", "decided_on", "remind_on", "expires_on")),
        sa.column("readable_until", sa.Date()),
        *(sa.column(name) for name in ("case_id", "n", "state", "answer_days", "temporary_until", "reason")),
        sa.column("alternative"),
    )
    cases = sa.table("cases", sa.column("id"), sa.column("handover_to"), sa.column("handover_expires_on", sa.Date()))
    for row in connection.execute(sa.select(rows)).all():
        read = row.decided_on + READING if row.state == "accepted" else None
        values = {
            "remind_on": row.requested_on + REMINDER,
            "expires_on": row.requested_on + EXPIRY,
            "readable_until": read,
            "answer_days": (row.decided_on - row.requested_on).days if row.decided_on else None,
            **(_said(connection, row.case_id, row.decided_on) if row.state == "declined" else {}),
        }
        connection.execute(rows.update().where(rows.c.case_id == row.case_id, rows.c.n == row.n).values(**values))
        if row.state == "requested":
            waiting = cases.update().where(cases.c.id == row.case_id, cases.c.handover_to.is_not(None))
            connection.execute(waiting.values(handover_expires_on=row.requested_on + EXPIRY))


def _said(connection: sa.Connection, case_id: str, on: object) -> dict[str, object]:
    """The digests of what was said when a request was declined."""
    entries = sa.table(
        "entries",
        *(sa.column(name) for name in ("case_id", "seq", "move", "void", "data")),
        sa.column("effective_on", sa.Date()),
    )
    query = sa.select(entries.c.data).where(
        entries.c.case_id == case_id, entries.c.move == "decline_handover", entries.c.effective_on == on
    )
    data = connection.scalars(query.order_by(entries.c.seq.desc())).first() or {}
    found = json.loads(data) if isinstance(data, str) else data
    return {name: found.get(name) for name in ("reason", "alternative")}

"""Appointments, and the private calendars that show them elsewhere.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointments",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("cancelled_by", sa.String(length=12), nullable=True),
        sa.Column("moved_to", sa.Integer(), nullable=True),
        sa.Column("unable_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "state IN ('planned', 'held', 'no_show', 'cancelled', 'moved')", name=op.f("ck_appointments_state_known")
        ),
        sa.CheckConstraint("way IN ('in_person', 'phone', 'video')", name=op.f("ck_appointments_way_known")),
        sa.CheckConstraint("minutes BETWEEN 5 AND 480", name=op.f("ck_appointments_minutes_possible")),
        sa.CheckConstraint(
            "(cancelled_by IS NOT NULL) = (state = 'cancelled')", name=op.f("ck_appointments_cancelled_by_somebody")
        ),
        sa.CheckConstraint(
            "cancelled_by IN ('person', 'organisation')", name=op.f("ck_appointments_cancelled_by_known")
        ),
        sa.CheckConstraint("(moved_to IS NOT NULL) = (state = 'moved')", name=op.f("ck_appointments_moved_somewhere")),
        sa.CheckConstraint("(state = 'planned') = (noted_at IS NULL)", name=op.f("ck_appointments_noted_once_over")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appointments_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_appointments")),
    )
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.create_index("uq_appointments_uid_sequence", ["uid", "sequence"], unique=True)
        batch_op.create_index("ix_appointments_account_id_state_at", ["account_id", "state", "at"], unique=False)
        batch_op.create_index("ix_appointments_state_on", ["state", "on"], unique=False)

    op.create_table(
        "calendar_feeds",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_calendar_feeds_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("calendar_feeds")
    op.drop_table("appointments")

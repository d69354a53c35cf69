"""What the counts add up to at the end of each week, and how late each change was recorded.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

LATEST = 15


def upgrade() -> None:
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lag", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("folded", sa.Boolean(), nullable=False, server_default=sa.false()))
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    days = "recorded_on - effective_on" if on_postgresql else "julianday(recorded_on) - julianday(effective_on)"
    op.execute(f"UPDATE count_deltas SET lag = -1 WHERE {days} < 0")  # noqa: S608 - an expression of our own
    for each in range(1, LATEST + 1):
        upper = f" AND {days} < {2**each}" if each < LATEST else ""
        op.execute(f"UPDATE count_deltas SET lag = {each} WHERE {days} >= {2 ** (each - 1)}{upper}")  # noqa: S608
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.alter_column("lag", server_default=None)
        batch_op.alter_column("folded", server_default=None)
        batch_op.create_index(
            "ix_count_deltas_lag_effective_on_recorded_on", ["lag", "effective_on", "recorded_on"], unique=False
        )
        batch_op.create_index(
            "ix_count_deltas_unfolded_effective_on",
            ["effective_on"],
            unique=False,
            postgresql_where=sa.text("NOT folded"),
            sqlite_where=sa.text("folded = 0"),
        )
    op.create_table(
        "count_stocks",
        sa.Column("cuboid", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("region", sa.String(length=16), nullable=False),
        sa.Column("measure", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("public", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("pact", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "cuboid",
            "on",
            "organisation_id",
            "region",
            "measure",
            "year",
            "public",
            "stage",
            "pact",
            name=op.f("pk_count_stocks"),
        ),
    )
    op.create_table(
        "count_weeks",
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("on", name=op.f("pk_count_weeks")),
    )


def downgrade() -> None:
    op.drop_table("count_weeks")
    op.drop_table("count_stocks")
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.drop_index("ix_count_deltas_unfolded_effective_on")
        batch_op.drop_index("ix_count_deltas_lag_effective_on_recorded_on")
        batch_op.drop_column("folded")
        batch_op.drop_column("lag")

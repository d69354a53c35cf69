"""Figures from outside: pact amounts and monthly series.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pact_lists",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pact_lists")),
    )
    op.create_index("ix_pact_lists_valid_from", "pact_lists", ["valid_from"])
    op.create_table(
        "pact_amounts",
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("region", sa.String(length=3), nullable=False),
        sa.Column("state_euros", sa.BigInteger(), nullable=True),
        sa.Column("region_euros", sa.BigInteger(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "state_euros >= 0 AND region_euros >= 0 AND target >= 0", name=op.f("ck_pact_amounts_not_negative")
        ),
        sa.ForeignKeyConstraint(["list_id"], ["pact_lists.id"], name=op.f("fk_pact_amounts_list_id_pact_lists")),
        sa.PrimaryKeyConstraint("list_id", "region", name=op.f("pk_pact_amounts")),
    )
    op.create_table(
        "series_points",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("perimeter", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("extracted_on", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=24), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_series_points_month_of_a_year")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_series_points_value_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_points")),
        sa.UniqueConstraint(
            "series", "perimeter", "source", "year", "month", "extracted_on", name=op.f("uq_series_points_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("series_points")
    op.drop_table("pact_amounts")
    op.drop_index("ix_pact_lists_valid_from", table_name="pact_lists")
    op.drop_table("pact_lists")

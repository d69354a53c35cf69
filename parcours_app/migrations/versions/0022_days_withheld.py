"""What is withheld of the days remembered is decided once for every process: each territory's decisions are kept.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "days_withheld",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("region", sa.String(length=16), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("folding", sa.String(length=36), nullable=False),
        sa.Column("chosen_by", sa.String(length=64), nullable=False),
        sa.Column("decisions", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "region", name=op.f("pk_days_withheld")),
    )


def downgrade() -> None:
    op.drop_table("days_withheld")

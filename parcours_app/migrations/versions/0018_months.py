"""Stocks of the counts at the end of each month: the counts are folded anew, within the hour or by `db fold`.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM count_weeks")
    op.execute("DELETE FROM count_stocks")


def downgrade() -> None:
    op.execute("DELETE FROM count_stocks WHERE cuboid IN ('months', 'house_months')")

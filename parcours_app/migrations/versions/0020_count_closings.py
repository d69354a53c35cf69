"""The counts are closed day by day, and their stocks kept at each end of a month: they are folded anew.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _replaced("count_weeks", "count_closings")


def downgrade() -> None:
    _replaced("count_closings", "count_weeks")


def _replaced(old: str, new: str) -> None:
    op.execute("DELETE FROM count_stocks")
    op.drop_table(old)
    op.create_table(
        new, sa.Column("on", sa.Date(), nullable=False), sa.PrimaryKeyConstraint("on", name=op.f(f"pk_{new}"))
    )

"""The counts as then known, by region, public and stage: stocks of their own, and the present day is folded too.

Revision ID: 0023
Revises: 0022
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget()


def downgrade() -> None:
    _forget()


def _forget() -> None:
    """The worker folds them anew; until then totals read every delta."""
    op.execute("DELETE FROM count_closings")
    op.execute("DELETE FROM count_stocks")

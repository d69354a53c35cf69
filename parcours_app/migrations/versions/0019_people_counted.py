"""Finds the people ever counted in an organisation or a region among all.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COUNTED = sa.text("amount > 0")


def upgrade() -> None:
    for place in ("organisation_id", "region"):
        op.create_index(
            f"ix_count_deltas_{place}_person_id",
            "count_deltas",
            [place, "person_id"],
            unique=False,
            postgresql_where=COUNTED,
            sqlite_where=COUNTED,
        )


def downgrade() -> None:
    for place in ("region", "organisation_id"):
        op.drop_index(f"ix_count_deltas_{place}_person_id", table_name="count_deltas")

"""Messages: found by their reader, for the page that lists them.

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_notices_to_person_created_at", "notices", ["to_person", "created_at"])
    op.create_index("ix_notices_to_account_created_at", "notices", ["to_account", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_notices_to_account_created_at", table_name="notices")
    op.drop_index("ix_notices_to_person_created_at", table_name="notices")

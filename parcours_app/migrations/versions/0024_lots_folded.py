"""How many lots of late changes each closing took in: with it the state of the counts has a name.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default stays: a worker of the release before may still close a day.
    op.add_column("count_closings", sa.Column("lots", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("count_closings", schema=None) as batch_op:
        batch_op.drop_column("lots")

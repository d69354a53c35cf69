"""When each change had both happened and been recorded, and which folding a closing is of: the counts are folded anew.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

INDEX = "ix_count_deltas_known_on"


def upgrade() -> None:
    _forget()
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.add_column(sa.Column("known_on", sa.Date(), nullable=False, server_default="1970-01-01"))
    op.execute(
        "UPDATE count_deltas SET known_on = CASE WHEN recorded_on > effective_on THEN recorded_on ELSE effective_on END"
    )
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.alter_column("known_on", server_default=None)
        batch_op.create_index(INDEX, ["known_on"], unique=False)
    with op.batch_alter_table("count_closings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("folding", sa.String(length=36), nullable=False))


def downgrade() -> None:
    _forget()
    with op.batch_alter_table("count_closings", schema=None) as batch_op:
        batch_op.drop_column("folding")
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.drop_index(INDEX)
        batch_op.drop_column("known_on")


def _forget() -> None:
    op.execute("DELETE FROM count_closings")
    op.execute("DELETE FROM count_stocks")

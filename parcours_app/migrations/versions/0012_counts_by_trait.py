"""Counts by sex, age, level, neighbourhood, disability, provider and funder.

What was counted before is counted as not known: `parcours db project` counts it again from the journal.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TRAITS = (("sex", 8, "unknown"), ("age", 12, "unknown"), ("level", 8, "unknown"), ("qpv", 3, "no"), ("rqth", 3, "no"))
OF_ENTRIES = (("provider", 200), ("funder", 24))


def upgrade() -> None:
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        for name, length, default in TRAITS:
            batch_op.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=default))
        for name, length in OF_ENTRIES:
            batch_op.add_column(sa.Column(name, sa.String(length=length), nullable=True))
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        for name, _length, _default in TRAITS:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        for name in ("funder", "provider", "rqth", "qpv", "level", "age", "sex"):
            batch_op.drop_column(name)

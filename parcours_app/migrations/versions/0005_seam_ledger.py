"""The seam ledger: what is said of a seam, the ends to come and the steps accepted.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_accepted", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("sew_by", sa.Date(), nullable=True))
    with op.batch_alter_table("seams", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind_after", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("kind_before", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("accepted", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("not_a_gap", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("ahead", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.drop_constraint(op.f("ck_seams_open_until_closed"), type_="check")
        batch_op.create_check_constraint(op.f("ck_seams_open_until_closed"), "(open OR ahead) = (until IS NULL)")


def downgrade() -> None:
    op.execute("DELETE FROM seams WHERE ahead")
    with op.batch_alter_table("seams", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_seams_open_until_closed"), type_="check")
        batch_op.create_check_constraint(op.f("ck_seams_open_until_closed"), "open = (until IS NULL)")
        for name in ("ahead", "not_a_gap", "accepted", "kind_before", "kind_after"):
            batch_op.drop_column(name)
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("sew_by")
        batch_op.drop_column("next_accepted")

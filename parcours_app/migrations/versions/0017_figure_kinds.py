"""Figures of several kinds prepared in the background.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INDEX = "uq_figure_questions_asked"
TERRITORY, DAYS = ["organisation_id", "region"], ["since", "until", "on", "known"]


def upgrade() -> None:
    op.drop_index(INDEX, table_name="figure_questions")
    with op.batch_alter_table("figure_questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=16), nullable=False, server_default="indicators"))
        batch_op.alter_column("by", new_column_name="terms", existing_type=sa.String(length=200))
    with op.batch_alter_table("figure_questions", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
    op.create_index(INDEX, "figure_questions", [*TERRITORY, "kind", *DAYS, "terms"], unique=True)


def downgrade() -> None:
    op.drop_index(INDEX, table_name="figure_questions")
    op.execute(
        "DELETE FROM figure_answers WHERE question_id IN (SELECT id FROM figure_questions WHERE kind <> 'indicators')"
    )
    op.execute("DELETE FROM figure_questions WHERE kind <> 'indicators'")
    with op.batch_alter_table("figure_questions", schema=None) as batch_op:
        batch_op.drop_column("kind")
        batch_op.alter_column("terms", new_column_name="by", existing_type=sa.String(length=200))
    op.create_index(INDEX, "figure_questions", [*TERRITORY, *DAYS, "by"], unique=True)

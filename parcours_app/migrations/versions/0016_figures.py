"""Figures prepared in the background for large territories.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
ASKED = ["organisation_id", "region", "since", "until", "on", "known", "by"]


def upgrade() -> None:
    op.create_table(
        "figure_questions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("region", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.String(length=36), nullable=True),
        sa.Column("error", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_questions")),
    )
    op.create_index("uq_figure_questions_asked", "figure_questions", ASKED, unique=True)
    op.create_table(
        "figure_answers",
        sa.Column("question_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rows", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["figure_questions.id"], name=op.f("fk_figure_answers_question_id_figure_questions")
        ),
        sa.PrimaryKeyConstraint("question_id", "name", name=op.f("pk_figure_answers")),
    )


def downgrade() -> None:
    op.drop_table("figure_answers")
    op.drop_index("uq_figure_questions_asked", table_name="figure_questions")
    op.drop_table("figure_questions")

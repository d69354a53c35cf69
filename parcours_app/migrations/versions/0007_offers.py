"""The catalogue: offers, sessions, lists of trades; and the mark of a place held in a session.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("line_digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("formation", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("search_text", sa.String(length=700), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("rncp", sa.String(length=20), nullable=True),
        sa.Column("certifying", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("funder", sa.String(length=24), nullable=True),
        sa.Column("permanent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=True),
        sa.Column("commune", sa.String(length=100), nullable=True),
        sa.Column("department", sa.String(length=3), nullable=True),
        sa.Column("region", sa.String(length=3), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("key", name=op.f("uq_offers_key")),
    )
    op.create_index("ix_offers_kind", "offers", ["kind"], unique=False)
    op.create_index("ix_offers_region_department", "offers", ["region", "department"], unique=False)
    op.create_table(
        "trade_lists",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=3), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'shortage') = (region IS NOT NULL)", name=op.f("ck_trade_lists_shortage_of_a_region")
        ),
        sa.CheckConstraint("kind IN ('shortage', 'green', 'digital')", name=op.f("ck_trade_lists_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_lists")),
    )
    op.create_index(
        "ix_trade_lists_kind_region_valid_from", "trade_lists", ["kind", "region", "valid_from"], unique=False
    )
    op.create_table(
        "offer_codes",
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("scheme", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_offer_codes_offer_id_offers")),
        sa.PrimaryKeyConstraint("offer_id", "scheme", "code", name=op.f("pk_offer_codes")),
    )
    op.create_index("ix_offer_codes_scheme_code", "offer_codes", ["scheme", "code"], unique=False)
    op.create_table(
        "trades",
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("rome", sa.String(length=5), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["trade_lists.id"], name=op.f("fk_trades_list_id_trade_lists")),
        sa.PrimaryKeyConstraint("list_id", "rome", name=op.f("pk_trades")),
    )
    op.create_index("ix_trades_rome", "trades", ["rome"], unique=False)
    op.create_table(
        "training_sessions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("line_digest", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("places_by", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)",
            name=op.f("ck_training_sessions_cancelled_at_an_instant"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'closed', 'suspended', 'cancelled')", name=op.f("ck_training_sessions_state_known")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_training_sessions_ends_after_start")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_training_sessions_places_not_negative")),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_training_sessions_offer_id_offers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_sessions")),
        sa.UniqueConstraint("key", name=op.f("uq_training_sessions_key")),
    )
    op.create_index("ix_training_sessions_offer_id", "training_sessions", ["offer_id"], unique=False)
    op.create_index("ix_training_sessions_starts_on_id", "training_sessions", ["starts_on", "id"], unique=False)
    op.add_column("episodes", sa.Column("seat", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(op.f("ix_episodes_session"), "episodes", ["session"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_episodes_session"), table_name="episodes")
    op.drop_column("episodes", "seat")
    op.drop_index("ix_training_sessions_starts_on_id", table_name="training_sessions")
    op.drop_index("ix_training_sessions_offer_id", table_name="training_sessions")
    op.drop_table("training_sessions")
    op.drop_index("ix_trades_rome", table_name="trades")
    op.drop_table("trades")
    op.drop_index("ix_offer_codes_scheme_code", table_name="offer_codes")
    op.drop_table("offer_codes")
    op.drop_index("ix_trade_lists_kind_region_valid_from", table_name="trade_lists")
    op.drop_table("trade_lists")
    op.drop_index("ix_offers_region_department", table_name="offers")
    op.drop_index("ix_offers_kind", table_name="offers")
    op.drop_table("offers")

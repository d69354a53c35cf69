"""The first schema: accounts, people, cases, their journal and what is projected from it.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("account", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_table(
        "import_runs",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("report", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("region", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("name", name=op.f("uq_organisations_name")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "counsellor",
                "beneficiary",
                "supervisor",
                "administrator",
                "operator",
                name="role",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("region", sa.String(length=16), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("locale", sa.String(length=16), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role <> 'beneficiary' OR person_id IS NOT NULL", name=op.f("ck_accounts_beneficiary_is_a_person")
        ),
        sa.CheckConstraint(
            "role IN ('counsellor', 'beneficiary', 'supervisor', 'administrator')",
            name=op.f("ck_accounts_role_signs_in"),
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_accounts_email_lower")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_accounts_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index("ix_accounts_organisation_id_role", ["organisation_id", "role"], unique=False)
        batch_op.create_index(batch_op.f("ix_accounts_person_id"), ["person_id"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("given_name", sa.String(length=100), nullable=True),
        sa.Column("family_name", sa.String(length=100), nullable=True),
        sa.Column("search_name", sa.String(length=220), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=8), nullable=True),
        sa.Column("ft_id", sa.String(length=11), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("region", sa.String(length=16), nullable=True),
        sa.Column("postcode", sa.String(length=10), nullable=True),
        sa.Column("level_scheme", sa.String(length=16), nullable=True),
        sa.Column("level_code", sa.String(length=16), nullable=True),
        sa.Column("diploma_obtained", sa.Boolean(), nullable=True),
        sa.Column("situations", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("needs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("to_complete", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=True),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_people_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index("ix_people_ft_id_birth_date", ["ft_id", "birth_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_people_search_name_birth_date", ["search_name", "birth_date"], unique=False)

    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_api_tokens_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    with op.batch_alter_table("api_tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_tokens_account_id"), ["account_id"], unique=False)

    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("programme", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("referent_id", sa.String(length=36), nullable=True),
        sa.Column("region", sa.String(length=16), nullable=True),
        sa.Column("public", sa.String(length=20), nullable=False),
        sa.Column("pact", sa.String(length=40), nullable=True),
        sa.Column("eligibility_flagged", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("current_kind", sa.String(length=20), nullable=True),
        sa.Column("current_provider", sa.String(length=200), nullable=True),
        sa.Column("current_since", sa.Date(), nullable=True),
        sa.Column("current_planned_end", sa.Date(), nullable=True),
        sa.Column("next_kind", sa.String(length=20), nullable=True),
        sa.Column("next_provider", sa.String(length=200), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("seam_since", sa.Date(), nullable=True),
        sa.Column("paused_from", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("support_level", sa.String(length=12), nullable=True),
        sa.Column("exit_motive", sa.String(length=24), nullable=True),
        sa.Column("exit_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.String(length=36), nullable=True),
        sa.Column("handover_to", sa.String(length=36), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(stage <> 'follow_up') OR (exit_on IS NOT NULL)", name=op.f("ck_cases_follow_up_after_exit")
        ),
        sa.CheckConstraint("live = (stage <> 'closed')", name=op.f("ck_cases_live_until_closed")),
        sa.CheckConstraint(
            "stage IN ('referred', 'orientation', 'between', 'refresher', 'qualification', 'awaiting_result', 'follow_up', 'closed')",
            name=op.f("ck_cases_stage_known"),
        ),
        sa.CheckConstraint("(paused_from IS NULL) = (paused_until IS NULL)", name=op.f("ck_cases_pause_whole")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_cases_version_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_cases_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cases_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("ix_cases_handover_to", ["handover_to"], unique=False)
        batch_op.create_index("ix_cases_organisation_id_live_stage", ["organisation_id", "live", "stage"], unique=False)
        batch_op.create_index("ix_cases_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_cases_referent_id_live", ["referent_id", "live"], unique=False)
        batch_op.create_index("ix_cases_region_live", ["region", "live"], unique=False)
        batch_op.create_index(
            "uq_cases_person_id_programme_live",
            ["person_id", "programme"],
            unique=True,
            postgresql_where=sa.text("live"),
            sqlite_where=sa.text("live"),
        )

    op.create_table(
        "person_sources",
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("identifier", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("line_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_person_sources_person_id_people")),
        sa.PrimaryKeyConstraint("source", "identifier", name=op.f("pk_person_sources")),
    )
    with op.batch_alter_table("person_sources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_sources_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_account_id"), ["account_id"], unique=False)

    op.create_table(
        "contacts",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_contacts_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_contacts")),
    )
    op.create_table(
        "count_deltas",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(length=12), nullable=False),
        sa.Column("region", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("public", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("pact", sa.String(length=40), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_count_deltas_amount_says_something")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_count_deltas_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_count_deltas")),
    )
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.create_index("ix_count_deltas_effective_on_recorded_on", ["effective_on", "recorded_on"], unique=False)
        batch_op.create_index("ix_count_deltas_person_id", ["person_id"], unique=False)

    op.create_table(
        "entries",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("move", sa.String(length=32), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_role", sa.String(length=16), nullable=False),
        sa.Column("actor_account", sa.String(length=36), nullable=True),
        sa.Column("data", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("supersedes", sa.String(length=36), nullable=True),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("overrides", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(supersedes IS NOT NULL) OR NOT void", name=op.f("ck_entries_only_a_correction_voids")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_entries_seq_from_one")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_entries_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_entries")),
    )
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.create_index("uq_entries_id", ["id"], unique=True)

    op.create_table(
        "episodes",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=True),
        sa.Column("prescribed_on", sa.Date(), nullable=True),
        sa.Column("planned_start", sa.Date(), nullable=True),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("planned_end_original", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("motive", sa.String(length=24), nullable=True),
        sa.Column("result", sa.String(length=12), nullable=True),
        sa.Column("rncp", sa.String(length=200), nullable=True),
        sa.Column("blocs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("programme", sa.String(length=200), nullable=True),
        sa.Column("session", sa.String(length=200), nullable=True),
        sa.Column("funder", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "(ended_on IS NOT NULL) = (state IN ('completed', 'dropped_out', 'excluded', 'interrupted'))",
            name=op.f("ck_episodes_ended_when_over"),
        ),
        sa.CheckConstraint(
            "(started_on IS NOT NULL) = (state IN ('in_progress', 'completed', 'dropped_out', 'excluded', 'interrupted'))",
            name=op.f("ck_episodes_started_when_begun"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'prescribed', 'waitlisted', 'admitted', 'in_progress', 'completed', 'dropped_out', 'excluded', 'interrupted', 'refused', 'declined', 'no_place', 'no_show', 'cancelled')",
            name=op.f("ck_episodes_state_known"),
        ),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_episodes_ends_after_start")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_episodes_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_episodes")),
    )
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        batch_op.create_index("uq_episodes_id", ["id"], unique=True)

    op.create_table(
        "handovers",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("from_organisation", sa.String(length=36), nullable=True),
        sa.Column("to_organisation", sa.String(length=36), nullable=False),
        sa.Column("to_counsellor", sa.String(length=36), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('requested', 'accepted', 'declined')", name=op.f("ck_handovers_state_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_handovers_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_handovers")),
    )
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.create_index("ix_handovers_from_organisation_state", ["from_organisation", "state"], unique=False)

    op.create_table(
        "imported_actions",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("line_digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("training", sa.String(length=200), nullable=True),
        sa.Column("prescribed_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("episode", sa.String(length=36), nullable=True),
        sa.Column("warnings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_imported_actions_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_imported_actions")),
    )
    with op.batch_alter_table("imported_actions", schema=None) as batch_op:
        batch_op.create_index("uq_imported_actions_key", ["key"], unique=True)

    op.create_table(
        "paused_days",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_paused_days_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "day", name=op.f("pk_paused_days")),
    )
    op.create_table(
        "pauses",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_pauses_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_pauses")),
    )
    op.create_table(
        "questions",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_questions_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index("ix_questions_case_id_answered_at", ["case_id", "answered_at"], unique=False)

    op.create_table(
        "reveals",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reveals_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveals")),
    )
    with op.batch_alter_table("reveals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reveals_case_id"), ["case_id"], unique=False)

    op.create_table(
        "seams",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("after", sa.String(length=36), nullable=False),
        sa.Column("before", sa.String(length=36), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("net_days", sa.Integer(), nullable=True),
        sa.Column("seamless", sa.Boolean(), nullable=True),
        sa.Column("cause", sa.String(length=24), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("open = (until IS NULL)", name=op.f("ck_seams_open_until_closed")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_seams_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_seams")),
    )
    with op.batch_alter_table("seams", schema=None) as batch_op:
        batch_op.create_index("ix_seams_open_since", ["open", "since"], unique=False)

    op.create_table(
        "supports",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("referent_id", sa.String(length=36), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("motive", sa.String(length=24), nullable=True),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_supports_ends_after_start")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_supports_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_supports")),
    )
    with op.batch_alter_table("supports", schema=None) as batch_op:
        batch_op.create_index(
            "uq_supports_case_id_live",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("ended_on IS NULL"),
            sqlite_where=sa.text("ended_on IS NULL"),
        )

    op.create_table(
        "entry_texts",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=80), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"], ["entries.case_id", "entries.seq"], name=op.f("fk_entry_texts_case_id_seq_entries")
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", "field", name=op.f("pk_entry_texts")),
    )


def downgrade() -> None:
    op.drop_table("entry_texts")
    with op.batch_alter_table("supports", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_supports_case_id_live",
            postgresql_where=sa.text("ended_on IS NULL"),
            sqlite_where=sa.text("ended_on IS NULL"),
        )

    op.drop_table("supports")
    with op.batch_alter_table("seams", schema=None) as batch_op:
        batch_op.drop_index("ix_seams_open_since")

    op.drop_table("seams")
    with op.batch_alter_table("reveals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reveals_case_id"))

    op.drop_table("reveals")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index("ix_questions_case_id_answered_at")

    op.drop_table("questions")
    op.drop_table("pauses")
    op.drop_table("paused_days")
    with op.batch_alter_table("imported_actions", schema=None) as batch_op:
        batch_op.drop_index("uq_imported_actions_key")

    op.drop_table("imported_actions")
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_index("ix_handovers_from_organisation_state")

    op.drop_table("handovers")
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        batch_op.drop_index("uq_episodes_id")

    op.drop_table("episodes")
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.drop_index("uq_entries_id")

    op.drop_table("entries")
    with op.batch_alter_table("count_deltas", schema=None) as batch_op:
        batch_op.drop_index("ix_count_deltas_person_id")
        batch_op.drop_index("ix_count_deltas_effective_on_recorded_on")

    op.drop_table("count_deltas")
    op.drop_table("contacts")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_account_id"))

    op.drop_table("sessions")
    with op.batch_alter_table("person_sources", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_sources_person_id"))

    op.drop_table("person_sources")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_cases_person_id_programme_live", postgresql_where=sa.text("live"), sqlite_where=sa.text("live")
        )
        batch_op.drop_index("ix_cases_region_live")
        batch_op.drop_index("ix_cases_referent_id_live")
        batch_op.drop_index("ix_cases_person_id")
        batch_op.drop_index("ix_cases_organisation_id_live_stage")
        batch_op.drop_index("ix_cases_handover_to")

    op.drop_table("cases")
    with op.batch_alter_table("api_tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_tokens_account_id"))

    op.drop_table("api_tokens")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index("ix_people_search_name_birth_date")
        batch_op.drop_index(batch_op.f("ix_people_organisation_id"))
        batch_op.drop_index("ix_people_ft_id_birth_date")

    op.drop_table("people")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_person_id"))
        batch_op.drop_index("ix_accounts_organisation_id_role")

    op.drop_table("accounts")
    op.drop_table("organisations")
    op.drop_table("import_runs")
    op.drop_table("idempotency_keys")
    op.drop_table("attempts")

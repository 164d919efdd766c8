"""The first slice: institutions, modules, learners, decisions, credentials, status, audit.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

# What a trigger refuses, per table: evidence may not be changed by any program, ours included.
# Erasing a learner needs three exceptions: they may only ever delete, never alter.
_TRIGGERS = {
    "module_version": ("UPDATE", "DELETE"),
    "decision": ("UPDATE", "DELETE"),
    "audit": ("UPDATE", "DELETE"),
    "status_event": ("DELETE",),
    "status_index": ("UPDATE", "DELETE"),
    "status_list": ("UPDATE", "DELETE"),
    "credential": ("DELETE",),
    "proposed_award": ("DELETE",),
}
_STATUS_EVENT_MAY_LOSE_ITS_EXPLANATION = """
CREATE TRIGGER status_event_no_update BEFORE UPDATE ON status_event
WHEN NEW.explanation <> '' OR NEW.sequence <> OLD.sequence OR NEW.credential_id <> OLD.credential_id
  OR NEW.institution_id <> OLD.institution_id OR NEW.action <> OLD.action OR NEW.reason <> OLD.reason
  OR NEW.decision_number <> OLD.decision_number OR NEW.decided_by <> OLD.decided_by OR NEW.at <> OLD.at
BEGIN SELECT RAISE(ABORT, 'status_event is append-only'); END
"""
_CREDENTIAL_MAY_LOSE_ITS_CONTENT = """
CREATE TRIGGER credential_no_update BEFORE UPDATE ON credential
WHEN NEW.data_integrity IS NOT NULL OR NEW.jwt IS NOT NULL OR NEW.sequence <> OLD.sequence
  OR NEW.id <> OLD.id OR NEW.institution_id <> OLD.institution_id OR NEW.award_id <> OLD.award_id
  OR NEW.module_version_id <> OLD.module_version_id OR NEW.learner_id <> OLD.learner_id
  OR NEW.decision_id <> OLD.decision_id OR NEW.data_integrity_sha256 IS NOT OLD.data_integrity_sha256
  OR NEW.jwt_sha256 IS NOT OLD.jwt_sha256 OR NEW.valid_from <> OLD.valid_from
  OR NEW.valid_until IS NOT OLD.valid_until
BEGIN SELECT RAISE(ABORT, 'a credential is never changed'); END
"""
_DECIDED_AWARD_MAY_LOSE_ITS_RECIPIENT = """
CREATE TRIGGER proposed_award_no_update BEFORE UPDATE ON proposed_award
WHEN OLD.decision_id IS NOT NULL AND (NEW.recipient_name <> '' OR NEW.decision_id IS NOT OLD.decision_id
  OR NEW.module_version_id <> OLD.module_version_id OR NEW.learner_id <> OLD.learner_id
  OR NEW.language <> OLD.language OR NEW.id <> OLD.id OR NEW.institution_id <> OLD.institution_id)
BEGIN SELECT RAISE(ABORT, 'what was decided on is never changed'); END
"""


def upgrade() -> None:
    """Make every table, and the triggers that keep evidence as it is."""
    op.create_table(
        "institution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_base_url", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("locality", sa.String(), nullable=True),
        sa.Column("brin", sa.String(), nullable=True),
        sa.Column("kvk", sa.String(), nullable=True),
        sa.Column("rio", sa.String(), nullable=True),
        sa.Column("parent_organisation", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
        sa.UniqueConstraint("controller", name=op.f("uq_institution_controller")),
    )
    op.create_table(
        "audit",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_audit_institution_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.JSON(), nullable=False),
        sa.Column("first_decider", sa.String(), nullable=False),
        sa.Column("second_decider", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("first_decider <> second_decider", name=op.f("ck_decision_two_different_people")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_decision_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("institution_id", "number", name=op.f("uq_decision_institution_id_number")),
    )
    op.create_table(
        "learner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("student_number", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT erased OR (name = '' AND student_number IS NULL AND email IS NULL)",
            name=op.f("ck_learner_erased_is_empty"),
        ),
        sa.CheckConstraint(
            "erased OR student_number IS NOT NULL OR email IS NOT NULL", name=op.f("ck_learner_recognisable")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_learner_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner")),
        sa.UniqueConstraint("institution_id", "email", name=op.f("uq_learner_institution_id_email")),
        sa.UniqueConstraint(
            "institution_id", "student_number", name=op.f("uq_learner_institution_id_student_number")
        ),
    )
    op.create_table(
        "module_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_module_version_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_version")),
        sa.UniqueConstraint(
            "institution_id",
            "module_id",
            "version",
            name=op.f("uq_module_version_institution_id_module_id_version"),
        ),
    )
    op.create_table(
        "result_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("skipped_rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_result_import_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_import")),
        sa.UniqueConstraint(
            "institution_id", "file_sha256", name=op.f("uq_result_import_institution_id_file_sha256")
        ),
    )
    op.create_table(
        "status_list",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_status_list_institution_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_status_list")),
        sa.UniqueConstraint("institution_id", "name", name=op.f("uq_status_list_institution_id_name")),
        sa.UniqueConstraint("url", name=op.f("uq_status_list_url")),
    )
    op.create_table(
        "proposed_award",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("module_version_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_name", sa.String(), nullable=False),
        sa.Column("recipient_email", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("activity_start", sa.Date(), nullable=True),
        sa.Column("activity_end", sa.Date(), nullable=True),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("replaces", sa.String(), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_proposed_award_decision_id")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["result_import.id"], name=op.f("fk_proposed_award_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_proposed_award_institution_id")
        ),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=op.f("fk_proposed_award_learner_id")),
        sa.ForeignKeyConstraint(
            ["module_version_id"], ["module_version.id"], name=op.f("fk_proposed_award_module_version_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_proposed_award")),
        sa.UniqueConstraint("id", name=op.f("uq_proposed_award_id")),
    )
    op.create_index(
        op.f("ix_proposed_award_institution_id_decision_id"),
        "proposed_award",
        ["institution_id", "decision_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_proposed_award_institution_id_learner_id"),
        "proposed_award",
        ["institution_id", "learner_id"],
        unique=False,
    )
    op.create_index(
        "uq_proposed_award_open",
        "proposed_award",
        ["institution_id", "module_version_id", "learner_id"],
        unique=True,
        sqlite_where=sa.text("decision_id IS NULL"),
    )
    op.create_table(
        "credential",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("module_version_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("data_integrity", sa.LargeBinary(), nullable=True),
        sa.Column("data_integrity_sha256", sa.String(length=64), nullable=True),
        sa.Column("jwt", sa.LargeBinary(), nullable=True),
        sa.Column("jwt_sha256", sa.String(length=64), nullable=True),
        sa.Column("valid_from", sa.DateTime(), nullable=False),
        sa.Column("valid_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["award_id"], ["proposed_award.id"], name=op.f("fk_credential_award_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_credential_decision_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_credential_institution_id")
        ),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=op.f("fk_credential_learner_id")),
        sa.ForeignKeyConstraint(
            ["module_version_id"], ["module_version.id"], name=op.f("fk_credential_module_version_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_credential")),
        sa.UniqueConstraint("award_id", name=op.f("uq_credential_award_id")),
        sa.UniqueConstraint("id", name=op.f("uq_credential_id")),
        sa.UniqueConstraint(
            "institution_id",
            "module_version_id",
            "learner_id",
            "decision_id",
            name=op.f("uq_credential_institution_id_module_version_id_learner_id_decision_id"),
        ),
    )
    op.create_table(
        "status_event",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decided_by", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk_status_event_credential_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_status_event_institution_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_status_event")),
    )
    op.create_index(op.f("ix_status_event_credential_id"), "status_event", ["credential_id"], unique=False)
    op.create_table(
        "status_index",
        sa.Column("status_list", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credential.id"],
            name=op.f("fk_status_index_credential_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["status_list"], ["status_list.sequence"], name=op.f("fk_status_index_status_list")
        ),
        sa.PrimaryKeyConstraint("status_list", "position", name=op.f("pk_status_index")),
    )
    op.create_index(op.f("ix_status_index_credential_id"), "status_index", ["credential_id"], unique=False)
    for table, actions in _TRIGGERS.items():
        for action in actions:
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(_STATUS_EVENT_MAY_LOSE_ITS_EXPLANATION)
    op.execute(_CREDENTIAL_MAY_LOSE_ITS_CONTENT)
    op.execute(_DECIDED_AWARD_MAY_LOSE_ITS_RECIPIENT)

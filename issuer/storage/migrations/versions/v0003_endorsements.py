"""Signatures of others: organisations, what they were asked to sign, and what they signed.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

_NEVER = {
    "signing_organisation": ("DELETE",),
    "signing_request": ("UPDATE", "DELETE"),
    "award_endorsement": ("DELETE",),
    "module_endorsement": ("UPDATE", "DELETE"),
}
# Erasing a learner may only ever delete what was signed.
_SIGNATURE_MAY_LOSE_ITS_CONTENT = """
CREATE TRIGGER award_endorsement_no_update BEFORE UPDATE ON award_endorsement
WHEN OLD.content_sha256 IS NOT NULL AND (NEW.content IS NOT NULL OR NEW.role <> OLD.role
  OR NEW.credential_id <> OLD.credential_id OR NEW.organisation_id <> OLD.organisation_id
  OR NEW.content_sha256 IS NOT OLD.content_sha256 OR NEW.received_at IS NOT OLD.received_at)
BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END
"""


def upgrade() -> None:
    """Make the four tables, and the triggers that keep what was signed as it is."""
    op.create_table(
        "signing_organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kvk", sa.String(), nullable=True),
        sa.Column("controller", sa.String(), nullable=True),
        sa.Column("did_document", sa.LargeBinary(), nullable=True),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.Column("registered_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_signing_organisation_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_organisation")),
        sa.UniqueConstraint(
            "institution_id", "name", name=op.f("uq_signing_organisation_institution_id_name")
        ),
        sa.UniqueConstraint(
            "institution_id", "controller", name=op.f("uq_signing_organisation_institution_id_controller")
        ),
    )
    op.create_table(
        "signing_request",
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_signing_request_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["award_id"], ["proposed_award.id"], name=op.f("fk_signing_request_award_id")
        ),
        sa.PrimaryKeyConstraint("credential_id", name=op.f("pk_signing_request")),
        sa.UniqueConstraint("award_id", name=op.f("uq_signing_request_award_id")),
    )
    op.create_table(
        "award_endorsement",
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "content IS NULL OR content_sha256 IS NOT NULL", name=op.f("ck_award_endorsement_has_digest")
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["signing_request.credential_id"],
            name=op.f("fk_award_endorsement_credential_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["signing_organisation.id"],
            name=op.f("fk_award_endorsement_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("credential_id", "role", name=op.f("pk_award_endorsement")),
        sa.UniqueConstraint("content_sha256", name=op.f("uq_award_endorsement_content_sha256")),
    )
    op.create_table(
        "module_endorsement",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("module_version_id", sa.Uuid(), nullable=False),
        sa.Column("achievement_id", sa.String(), nullable=False),
        sa.Column("endorser", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_module_endorsement_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["module_version_id"], ["module_version.id"], name=op.f("fk_module_endorsement_module_version_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_module_endorsement")),
        sa.UniqueConstraint("content_sha256", name=op.f("uq_module_endorsement_content_sha256")),
    )
    op.create_index(
        op.f("ix_module_endorsement_module_version_id"),
        "module_endorsement",
        ["module_version_id"],
        unique=False,
    )
    for table, actions in _NEVER.items():
        for action in actions:
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(_SIGNATURE_MAY_LOSE_ITS_CONTENT)

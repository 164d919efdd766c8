"""Keys that are no longer used: which there were, how they ended; and signatures that were replaced since.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None

_NEVER = {"former_signing_key": ("UPDATE", "DELETE"), "superseded_endorsement": ("DELETE",)}
# Erasing a learner deletes what was signed; for the rest a signature makes way only for a copy of itself.
_SIGNATURE_STAYS = """
CREATE TRIGGER award_endorsement_no_update BEFORE UPDATE ON award_endorsement
WHEN OLD.content_sha256 IS NOT NULL
  AND (NEW.content IS NOT NULL OR NEW.role <> OLD.role OR NEW.credential_id <> OLD.credential_id
    OR NEW.organisation_id <> OLD.organisation_id OR NEW.content_sha256 IS NOT OLD.content_sha256
    OR NEW.received_at IS NOT OLD.received_at)
  AND (NEW.role <> OLD.role OR NEW.credential_id <> OLD.credential_id OR NEW.content IS NOT NULL
    OR NEW.content_sha256 IS NOT NULL OR NEW.received_at IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM superseded_endorsement AS kept
      WHERE kept.credential_id = OLD.credential_id AND kept.role = OLD.role
        AND kept.organisation_id = OLD.organisation_id AND kept.content_sha256 = OLD.content_sha256
        AND kept.content IS OLD.content AND kept.received_at IS OLD.received_at))
BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END
"""
_SUPERSEDED_MAY_LOSE_ITS_CONTENT = """
CREATE TRIGGER superseded_endorsement_no_update BEFORE UPDATE ON superseded_endorsement
WHEN NEW.content IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.role <> OLD.role
  OR NEW.credential_id <> OLD.credential_id OR NEW.organisation_id <> OLD.organisation_id
  OR NEW.content_sha256 <> OLD.content_sha256 OR NEW.received_at IS NOT OLD.received_at
  OR NEW.superseded_at <> OLD.superseded_at OR NEW.superseded_by <> OLD.superseded_by
  OR NEW.because <> OLD.because
BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END
"""


def upgrade() -> None:
    """Make the two tables, and let a signature that no longer holds make way for another."""
    op.create_table(
        "former_signing_key",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("did_document", sa.LargeBinary(), nullable=True),
        sa.Column("ended_as", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["signing_organisation.id"],
            name=op.f("fk_former_signing_key_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_former_signing_key")),
    )
    op.create_index(
        op.f("ix_former_signing_key_organisation_id"), "former_signing_key", ["organisation_id"], unique=False
    )
    op.create_table(
        "superseded_endorsement",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_by", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["signing_request.credential_id"],
            name=op.f("fk_superseded_endorsement_credential_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["signing_organisation.id"],
            name=op.f("fk_superseded_endorsement_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_superseded_endorsement")),
    )
    op.create_index(
        op.f("ix_superseded_endorsement_credential_id"),
        "superseded_endorsement",
        ["credential_id"],
        unique=False,
    )
    for table, actions in _NEVER.items():
        for action in actions:
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute("DROP TRIGGER award_endorsement_no_update")
    op.execute(_SIGNATURE_STAYS)
    op.execute(_SUPERSEDED_MAY_LOSE_ITS_CONTENT)

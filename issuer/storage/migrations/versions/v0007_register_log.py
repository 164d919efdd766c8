"""The issuer's own register: what happened to credentials, and how they stand with registers of others.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

_APPEND_ONLY = ("register_event", "register_standing")


def upgrade() -> None:
    """Make the tables, and the triggers that keep their rows as they are."""
    op.create_table(
        "register_event",
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("module_version_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_register_event_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk_register_event_credential_id")
        ),
        sa.ForeignKeyConstraint(
            ["module_version_id"], ["module_version.id"], name=op.f("fk_register_event_module_version_id")
        ),
        sa.PrimaryKeyConstraint("institution_id", "number", name=op.f("pk_register_event")),
        sa.UniqueConstraint(
            "credential_id", "event", "at", name=op.f("uq_register_event_credential_id_event_at")
        ),
    )
    op.create_table(
        "register_standing",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("register_id", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_register_standing_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk_register_standing_credential_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_register_standing")),
    )
    op.create_index(
        op.f("ix_register_standing_institution_id_register_credential_id"),
        "register_standing",
        ["institution_id", "register", "credential_id"],
    )
    for table in _APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )

"""The national registers: what was imported, and everything that was in it.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables, and the triggers that keep them as they are: awards were checked with them."""
    op.create_table(
        "register_import",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("files_sha256", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_register_import_institution_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_register_import")),
        sa.UniqueConstraint("id", name=op.f("uq_register_import_id")),
    )
    op.create_index(op.f("ix_register_import_institution_id"), "register_import", ["institution_id"])
    op.create_table(
        "register_entry",
        sa.Column("import_sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_sequence"],
            ["register_import.sequence"],
            name=op.f("fk_register_entry_import_sequence"),
        ),
        sa.PrimaryKeyConstraint("import_sequence", "kind", "code", name=op.f("pk_register_entry")),
    )
    op.create_index(op.f("ix_register_entry_code"), "register_entry", ["code"])
    for table in ("register_import", "register_entry"):
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )

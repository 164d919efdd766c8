"""Descriptions of modules, and what a school says of itself.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables, and the triggers that keep a published description as it is."""
    op.create_table(
        "module_description",
        sa.Column("module_version_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_module_description_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["module_version_id"],
            ["module_version.id"],
            name=op.f("fk_module_description_module_version_id"),
        ),
        sa.PrimaryKeyConstraint("module_version_id", name=op.f("pk_module_description")),
    )
    for operation in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER module_description_no_{operation.lower()} BEFORE {operation}"
            " ON module_description BEGIN SELECT RAISE(ABORT, 'module_description is append-only'); END"
        )
    op.create_table(
        "school_profile",
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_school_profile_institution_id")
        ),
        sa.PrimaryKeyConstraint("institution_id", name=op.f("pk_school_profile")),
    )

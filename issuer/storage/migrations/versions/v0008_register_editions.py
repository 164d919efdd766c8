"""Editions: which registers a module was published with, and which there were when the board decided.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Add two columns to what is judged. What was judged before gets none: nobody kept it."""
    for table in ("module_version", "decision"):
        # SQLite adds a foreign key with its column or not at all, and Alembic writes it apart.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN register_import_id CHAR(32) "
            f"CONSTRAINT fk_{table}_register_import_id REFERENCES register_import (id)"
        )
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN register_extract_sha256 VARCHAR(64) "
            f"CONSTRAINT ck_{table}_one_edition "
            "CHECK (register_import_id IS NULL OR register_extract_sha256 IS NULL)"
        )

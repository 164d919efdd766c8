"""The cards of credentials.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

_CARD_MAY_LOSE_ITS_CONTENT = """
CREATE TRIGGER card_no_update BEFORE UPDATE ON card
WHEN NEW.content IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.credential_id <> OLD.credential_id
  OR NEW.made_at <> OLD.made_at
BEGIN SELECT RAISE(ABORT, 'a card is never changed'); END
"""
_CARD_STAYS = """
CREATE TRIGGER card_no_delete BEFORE DELETE ON card
BEGIN SELECT RAISE(ABORT, 'card is append-only'); END
"""


def upgrade() -> None:
    """Make the table, and the triggers that keep a card as it was signed."""
    op.create_table(
        "card",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["credential_id"], ["credential.id"], name=op.f("fk_card_credential_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_card")),
    )
    op.create_index(op.f("ix_card_credential_id"), "card", ["credential_id"], unique=False)
    op.execute(_CARD_MAY_LOSE_ITS_CONTENT)
    op.execute(_CARD_STAYS)

"""Award files: what is written down about one award, and the two things of it that its credential says.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

# Erasing a learner may only ever delete: the content, and never its digest.
_FACTS_MAY_LOSE_THEIR_CONTENT = """
CREATE TRIGGER award_facts_no_update BEFORE UPDATE ON award_facts
WHEN NEW.content IS NOT NULL OR NEW.award_id <> OLD.award_id OR NEW.institution_id <> OLD.institution_id
  OR NEW.content_sha256 <> OLD.content_sha256 OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'what was written down about an award is never changed'); END
"""


def upgrade() -> None:
    """Make the table, the trigger that keeps it as it is, and two columns of the proposed award."""
    op.add_column("proposed_award", sa.Column("provider", sa.String(), nullable=True))
    op.add_column("proposed_award", sa.Column("evidence", sa.JSON(), nullable=True))
    op.create_table(
        "award_facts",
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["proposed_award.id"], name=op.f("fk_award_facts_award_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_award_facts_institution_id")
        ),
        sa.PrimaryKeyConstraint("award_id", name=op.f("pk_award_facts")),
    )
    op.execute(
        "CREATE TRIGGER award_facts_no_delete BEFORE DELETE ON award_facts "
        "BEGIN SELECT RAISE(ABORT, 'award_facts is append-only'); END"
    )
    op.execute(_FACTS_MAY_LOSE_THEIR_CONTENT)

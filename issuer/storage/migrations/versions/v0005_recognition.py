"""Recognition: agreements between institutions, and decisions on modules and awards of others.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

_EVIDENCE = ("agreement", "recognition_decision")


def upgrade() -> None:
    """Make the tables, and the triggers that keep their rows as they are."""
    op.create_table(
        "agreement",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_agreement_institution_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_agreement")),
        sa.UniqueConstraint("institution_id", "number", name=op.f("uq_agreement_institution_id_number")),
    )
    op.create_table(
        "recognition_decision",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_sha256", sa.String(length=64), nullable=True),
        sa.Column("is_positive", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("motivation", sa.String(), nullable=False),
        sa.Column("first_decider", sa.String(), nullable=False),
        sa.Column("second_decider", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "first_decider <> second_decider", name=op.f("ck_recognition_decision_two_different_people")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_recognition_decision_institution_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_recognition_decision")),
        sa.UniqueConstraint("id", name=op.f("uq_recognition_decision_id")),
        sa.UniqueConstraint(
            "institution_id",
            "number",
            "kind",
            "subject",
            name=op.f("uq_recognition_decision_institution_id_number_kind_subject"),
        ),
    )
    for table in _EVIDENCE:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )

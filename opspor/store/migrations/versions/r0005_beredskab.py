"""The beredskabsplan: what is decided on a track, where a step leads, and days of absence."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables, and what a step of a track ended with."""
    op.add_column("track_step", sa.Column("outcome", sa.String(length=40), server_default="", nullable=False))
    op.add_column("track_step", sa.Column("again_on", sa.Date(), nullable=True))
    op.create_table(
        "absence",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("share", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_absence_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_absence_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_child_id_day", "absence", ["child_id", "day"], unique=False)
    op.create_table(
        "track_decision",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.record_id"], name=op.f("fk_track_decision_concern_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_track_decision_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_track_decision")),
    )
    op.create_index(op.f("ix_track_decision_concern_id"), "track_decision", ["concern_id"], unique=False)

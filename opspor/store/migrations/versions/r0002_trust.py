"""People who leave, concerns kept to named people, checkpoints of the log, and what was deleted for good."""

import sqlalchemy as sa
from alembic import op

from opspor.store.schema import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables and the column."""
    op.add_column("staff_member", sa.Column("left_at", Moment(), nullable=True))
    op.create_table(
        "concern_audience",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.record_id"], name=op.f("fk_concern_audience_concern_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_concern_audience_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_concern_audience")),
    )
    op.create_index(op.f("ix_concern_audience_concern_id"), "concern_audience", ["concern_id"], unique=False)
    op.create_table(
        "concern_reader",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["concern_audience.record_id"], name=op.f("fk_concern_reader_record_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_concern_reader_staff_id")),
        sa.PrimaryKeyConstraint("record_id", "staff_id", name=op.f("pk_concern_reader")),
    )
    op.create_table(
        "log_checkpoint",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("slot_id", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_checkpoint")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )

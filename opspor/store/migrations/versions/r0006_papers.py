"""Papers that are answered, noted and journalised, and the forum that a brief is taken to."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables, and when and as which file a paper was sent."""
    op.add_column("paper_sent", sa.Column("sent_at", sa.String(length=5), server_default="", nullable=False))
    op.add_column("paper_sent", sa.Column("sha256", sa.String(length=64), server_default="", nullable=False))
    op.create_table(
        "forum",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("forum_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("minutes_each", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["record.id"], name=op.f("fk_forum_forum_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_forum_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_forum")),
    )
    op.create_index(op.f("ix_forum_forum_id"), "forum", ["forum_id"], unique=False)
    op.create_table(
        "forum_agreement",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("conclusion_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("who_id", sa.String(length=36), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_forum_agreement_agreement_id")),
        sa.ForeignKeyConstraint(["conclusion_id"], ["record.id"], name=op.f("fk_forum_agreement_conclusion_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_forum_agreement_record_id")),
        sa.ForeignKeyConstraint(["who_id"], ["staff_member.id"], name=op.f("fk_forum_agreement_who_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_forum_agreement")),
    )
    op.create_index(op.f("ix_forum_agreement_agreement_id"), "forum_agreement", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_forum_agreement_conclusion_id"), "forum_agreement", ["conclusion_id"], unique=False)
    op.create_table(
        "forum_conclusion",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["record.id"], name=op.f("fk_forum_conclusion_item_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_forum_conclusion_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_forum_conclusion")),
    )
    op.create_index(op.f("ix_forum_conclusion_item_id"), "forum_conclusion", ["item_id"], unique=False)
    op.create_table(
        "forum_day",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("day_id", sa.String(length=36), nullable=False),
        sa.Column("forum_id", sa.String(length=36), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("cancelled", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["record.id"], name=op.f("fk_forum_day_day_id")),
        sa.ForeignKeyConstraint(["forum_id"], ["record.id"], name=op.f("fk_forum_day_forum_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_forum_day_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_forum_day")),
    )
    op.create_index(op.f("ix_forum_day_day_id"), "forum_day", ["day_id"], unique=False)
    op.create_index(op.f("ix_forum_day_forum_id"), "forum_day", ["forum_id"], unique=False)
    op.create_table(
        "forum_item",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("day_id", sa.String(length=36), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["record.id"], name=op.f("fk_forum_item_day_id")),
        sa.ForeignKeyConstraint(["item_id"], ["record.id"], name=op.f("fk_forum_item_item_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.record_id"], name=op.f("fk_forum_item_paper_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_forum_item_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_forum_item")),
    )
    op.create_index(op.f("ix_forum_item_day_id"), "forum_item", ["day_id"], unique=False)
    op.create_index(op.f("ix_forum_item_item_id"), "forum_item", ["item_id"], unique=False)
    op.create_index(op.f("ix_forum_item_paper_id"), "forum_item", ["paper_id"], unique=False)
    op.create_table(
        "paper_cpr",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("cpr", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.record_id"], name=op.f("fk_paper_cpr_paper_id")),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_cpr")),
    )
    op.create_table(
        "paper_note",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("again_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.record_id"], name=op.f("fk_paper_note_paper_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_paper_note_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_paper_note")),
    )
    op.create_index(op.f("ix_paper_note_paper_id"), "paper_note", ["paper_id"], unique=False)
    op.create_table(
        "paper_reply",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.record_id"], name=op.f("fk_paper_reply_paper_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_paper_reply_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_paper_reply")),
    )
    op.create_index(op.f("ix_paper_reply_paper_id"), "paper_reply", ["paper_id"], unique=False)

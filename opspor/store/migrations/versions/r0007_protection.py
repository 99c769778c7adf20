"""Consents, what the family asked for, what was journalised, requests for access, and who the DPO is."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables, whom parents write to about data protection, and beside each child whether it is protected."""
    op.add_column("child", sa.Column("protected", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(
        "UPDATE child SET protected = COALESCE((SELECT p.protected FROM particulars p JOIN record r ON r.id = p.record_id"
        " WHERE r.child_id = child.id AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces = r.id)), false)"
    )
    op.add_column("institution", sa.Column("dpo", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "consent",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("consent_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_consent_child_id")),
        sa.ForeignKeyConstraint(["consent_id"], ["record.id"], name=op.f("fk_consent_consent_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_consent_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_child_id"), "consent", ["child_id"], unique=False)
    op.create_index(op.f("ix_consent_consent_id"), "consent", ["consent_id"], unique=False)
    op.create_table(
        "filing",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("about_id", sa.String(length=36), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_filing_about_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_filing_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_filing")),
    )
    op.create_index(op.f("ix_filing_about_id"), "filing", ["about_id"], unique=False)
    op.create_table(
        "rights_note",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about_id", sa.String(length=36), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_rights_note_about_id")),
        sa.ForeignKeyConstraint(["answers_id"], ["rights_note.record_id"], name=op.f("fk_rights_note_answers_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_rights_note_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_rights_note_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_rights_note")),
    )
    op.create_index(op.f("ix_rights_note_about_id"), "rights_note", ["about_id"], unique=False)
    op.create_index(op.f("ix_rights_note_answers_id"), "rights_note", ["answers_id"], unique=False)
    op.create_index(op.f("ix_rights_note_child_id"), "rights_note", ["child_id"], unique=False)
    op.create_table(
        "subject_access",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_subject_access_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_subject_access_record_id")),
        sa.ForeignKeyConstraint(["request_id"], ["record.id"], name=op.f("fk_subject_access_request_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_subject_access")),
    )
    op.create_index(op.f("ix_subject_access_child_id"), "subject_access", ["child_id"], unique=False)
    op.create_index(op.f("ix_subject_access_request_id"), "subject_access", ["request_id"], unique=False)
    for table in ("enrolment", "own_assessment", "round_child_assessor", "round_reason"):
        op.create_index(op.f(f"ix_{table}_child_id"), table, ["child_id"], unique=False)

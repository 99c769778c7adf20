"""What the family agreed to and asked for, and what lies in the municipality's own system."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, String, Table, Text

from opspor.store.schema.base import id_, metadata

# A yes to sharing, or the rule in place of it (``domain.consent``).
consent = Table(
    "consent",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("consent_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("body", Text, nullable=False),
)

# A remark, an objection, a restriction, and what was decided about them (``domain.rights``).
rights_note = Table(
    "rights_note",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("about_id", id_(), ForeignKey("record.id"), index=True),  # None: the whole file
    Column("noted_on", Date, nullable=False),
    Column("from_whom", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("answers_id", id_(), ForeignKey("rights_note.record_id"), index=True),
)

# That a record lies in the municipality's own system, so that it may be deleted here.
filing = Table(
    "filing",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("about_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("filed_on", Date, nullable=False),
    Column("reference", Text, nullable=False),
)

# Somebody asks to read what is written about a child (``domain.subject_access``).
subject_access = Table(
    "subject_access",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("request_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("closed", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)

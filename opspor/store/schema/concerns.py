"""Concerns, their tracks and papers."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table, Text

from opspor.store.schema.base import id_, metadata

concern = Table(
    "concern",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("typed_name", Text, nullable=False),
    Column("danger", String(16), nullable=False),
    Column("topic", String(16), nullable=False),
    Column("what", Text, nullable=False),
)

concern_closing = Table(
    "concern_closing",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", id_(), ForeignKey("concern.record_id"), nullable=False, unique=True),
    Column("reason", Text, nullable=False),
)

# Who may open a concern that is kept to named people; the newest record of a concern counts.
concern_audience = Table(
    "concern_audience",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", id_(), ForeignKey("concern.record_id"), nullable=False, index=True),
    Column("kept", Boolean, nullable=False),  # false: open again to those who see it by its topic
)

concern_reader = Table(
    "concern_reader",
    metadata,
    Column("record_id", id_(), ForeignKey("concern_audience.record_id"), primary_key=True),
    Column("staff_id", id_(), ForeignKey("staff_member.id"), primary_key=True),
)

track_step = Table(
    "track_step",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", id_(), ForeignKey("concern.record_id"), nullable=False, index=True),
    Column("step_id", String(40), nullable=False),
    Column("state", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("outcome", String(40), nullable=False, server_default=""),  # the way on, where the step has several
    Column("again_on", Date),
)

# What is usually lost: who was told, why nobody was, why nothing was reported (``domain.beredskab.Decision``).
track_decision = Table(
    "track_decision",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", id_(), ForeignKey("concern.record_id"), nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("body", Text, nullable=False),
)

# Days on which a pupil was away, as the school's own list says.
absence = Table(
    "absence",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("share", String(8), nullable=False),  # a whole day, or a part of it
    Index("ix_absence_child_id_day", "child_id", "day"),
)

paper = Table(
    "paper",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", id_(), ForeignKey("concern.record_id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
)

paper_sent = Table(
    "paper_sent",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("paper_id", id_(), ForeignKey("paper.record_id"), nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("receiver", Text, nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("sent_at", String(5), nullable=False, server_default=""),  # the time of day, "14.02"
    Column("sha256", String(64), nullable=False, server_default=""),
)

# What the municipality answered.
paper_reply = Table(
    "paper_reply",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("paper_id", id_(), ForeignKey("paper.record_id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("came_on", Date, nullable=False),
    Column("sender", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# What else happened to a finished paper (``domain.paper.PaperEvent``).
paper_note = Table(
    "paper_note",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("paper_id", id_(), ForeignKey("paper.record_id"), nullable=False, index=True),
    Column("event", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("noted_on", Date, nullable=False),
    Column("again_on", Date),
)

# Typed at the end where the receiver needs it, and gone when the paper is journalised: the one row that is not kept.
paper_cpr = Table(
    "paper_cpr",
    metadata,
    Column("paper_id", id_(), ForeignKey("paper.record_id"), primary_key=True),
    Column("cpr", String(10), nullable=False),
)

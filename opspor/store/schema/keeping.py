"""Drafts, the log, and what was deleted for good."""

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Text

from opspor.store.schema.base import Moment, id_, metadata

draft = Table(
    "draft",
    metadata,
    Column("owner_id", id_(), ForeignKey("staff_member.id"), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("body", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

log_entry = Table(
    "log_entry",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor_id", id_(), nullable=False),
    Column("slot_id", String(64), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject_id", String(36), nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# What retention took away of the log: the last entry that is gone, signed, so that the chain goes on from it.
log_checkpoint = Table(
    "log_checkpoint",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("actor_id", id_(), nullable=False),
    Column("slot_id", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# What was deleted for good, so that a restore deletes it again: ids and days, nothing else.
erasure = Table(
    "erasure",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("erased_on", Date, nullable=False),
)

"""The forum, its days, their agendas, and what was concluded."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text

from opspor.store.schema.base import id_, metadata

# ``forum_id``, ``day_id`` and ``item_id`` are the record of the first version.
forum = Table(
    "forum",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("forum_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("members", Text, nullable=False),
    Column("minutes_each", Integer, nullable=False),
    Column("ended", Boolean, nullable=False),
)

forum_day = Table(
    "forum_day",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("day_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("forum_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("held_on", Date, nullable=False),
    Column("begins", String(5), nullable=False),
    Column("ends", String(5), nullable=False),
    Column("place", Text, nullable=False),
    Column("cancelled", Text, nullable=False),
)

forum_item = Table(
    "forum_item",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("item_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("day_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("paper_id", id_(), ForeignKey("paper.record_id"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
)

forum_conclusion = Table(
    "forum_conclusion",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("item_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("next_on", Date),  # as in the body
    Column("body", Text, nullable=False),
)

# Who does what by when; written again with each version of the conclusion, ``agreement_id`` is the first time.
forum_agreement = Table(
    "forum_agreement",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("agreement_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("conclusion_id", id_(), ForeignKey("record.id"), nullable=False, index=True),  # its record
    Column("place", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("who_id", id_(), ForeignKey("staff_member.id")),  # None: somebody without a login
    Column("due_on", Date, nullable=False),
)

"""Children, the header of every record, and what is written about a child."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, false, text

from opspor.store.schema.base import Moment, id_, metadata

child = Table(
    "child",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("birth_date", Date),
    Column("cpr", String(10), nullable=False),
    Column("protected", Boolean, nullable=False, server_default=false()),  # navne- og adressebeskyttelse
    Column("search", Text, nullable=False),  # casefolded: LIKE and lower() ignore only ASCII case
    Column("sort_key", Text, nullable=False, index=True),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False),
    Column("group_id", id_(), ForeignKey("child_group.id"), nullable=False, index=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
)
Index(None, enrolment.c.child_id)  # the one below holds only those who are there now
Index(
    "uq_enrolment_now",
    enrolment.c.child_id,
    enrolment.c.group_id,
    unique=True,
    sqlite_where=text("until IS NULL"),
    postgresql_where=text("until IS NULL"),
)

record = Table(
    "record",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("child_id", id_(), ForeignKey("child.id"), index=True),
    Column("concern_id", id_(), ForeignKey("record.id"), index=True),
    Column("author_id", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("replaces", id_(), ForeignKey("record.id"), unique=True),  # one successor a record
)
Index(  # about whom something was seen since a day, without the table
    None, record.c.kind, record.c.seen_at, record.c.child_id, record.c.concern_id
)

particulars = Table(
    "particulars",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("birth_date", Date),
    Column("cpr", String(10), nullable=False),
    Column("address", Text, nullable=False),
    Column("protected", Boolean, nullable=False),
    Column("contact_person", Text, nullable=False),
    Column("interpreter", Boolean),
    Column("language", Text, nullable=False),
    Column("note", Text, nullable=False),
)

carer = Table(
    "carer",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("carer_id", id_(), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("custody", String(10), nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("protected", Boolean, nullable=False),
    Column("lives_with_child", Boolean, nullable=False),
)

sibling = Table(
    "sibling",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
)

help_given = Table(
    "help_given",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("effect", Text, nullable=False),
    Column("ongoing", Boolean, nullable=False),
)

# The day a child's parents were told that it is assessed, and how.
information_notice = Table(
    "information_notice",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("given_on", Date, nullable=False),
    Column("how", Text, nullable=False),
)

observation = Table(
    "observation",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("place", Text, nullable=False),
    Column("text", Text, nullable=False),
)

childs_words = Table(
    "childs_words",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("place", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("how", String(16)),  # None: not noted, as before it was kept
    Column("asked_by", Text),  # None: the author, or nobody
)

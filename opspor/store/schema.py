"""Every table. Portable types only: the same tables are to run on PostgreSQL.

Records are added, never edited: ``record`` is the header that every kind shares, and a kind has a table of its own.
What is current is what nothing replaces. ``child`` is the one index that is kept up to date beside them, so that
lists and searches need one table.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in time: aware in Python, UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time: nobody knows what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time back in the PC's own zone."""
        return None if value is None else value.replace(tzinfo=UTC).astimezone()


def _id() -> String:
    return String(36)


institution = Table(
    "institution",
    metadata,
    Column("id", _id(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("controller", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("forum_name", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

staff_member = Table(
    "staff_member",
    metadata,
    Column("id", _id(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("slot_id", String(64), nullable=False, unique=True),
    Column("invited_at", Moment),
    Column("joined_at", Moment),
    Column("left_at", Moment),  # the name stays on what they wrote
)

# The public half of every key that ever signed a log entry: also of those who have left.
signing_key = Table(
    "signing_key",
    metadata,
    Column("slot_id", String(64), primary_key=True),
    Column("staff_id", _id(), ForeignKey("staff_member.id"), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
)

child_group = Table(
    "child_group",
    metadata,
    Column("id", _id(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
)

staff_group = Table(
    "staff_group",
    metadata,
    Column("staff_id", _id(), ForeignKey("staff_member.id"), primary_key=True),
    Column("group_id", _id(), ForeignKey("child_group.id"), primary_key=True),
)

child = Table(
    "child",
    metadata,
    Column("id", _id(), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("birth_date", Date),
    Column("cpr", String(10), nullable=False),
    Column("search", Text, nullable=False),  # casefolded: LIKE and lower() ignore only ASCII case
    Column("sort_key", Text, nullable=False, index=True),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", _id(), primary_key=True),
    Column("child_id", _id(), ForeignKey("child.id"), nullable=False),
    Column("group_id", _id(), ForeignKey("child_group.id"), nullable=False, index=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
)
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
    Column("id", _id(), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("child_id", _id(), ForeignKey("child.id"), index=True),
    Column("concern_id", _id(), ForeignKey("record.id"), index=True),
    Column("author_id", _id(), ForeignKey("staff_member.id"), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("replaces", _id(), ForeignKey("record.id"), unique=True),  # one successor a record
)

particulars = Table(
    "particulars",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
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
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("carer_id", _id(), primary_key=True),
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
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
)

help_given = Table(
    "help_given",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("effect", Text, nullable=False),
    Column("ongoing", Boolean, nullable=False),
)

assessment_round = Table(
    "assessment_round",
    metadata,
    Column("id", _id(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("one_is_enough_because", Text, nullable=False),
    Column("opened_by", _id(), ForeignKey("staff_member.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
)

round_group = Table(
    "round_group",
    metadata,
    Column("round_id", _id(), ForeignKey("assessment_round.id"), primary_key=True),
    Column("group_id", _id(), ForeignKey("child_group.id"), primary_key=True),
    Column("context", String(16), nullable=False),
)

round_assessor = Table(
    "round_assessor",
    metadata,
    Column("round_id", _id(), ForeignKey("assessment_round.id"), primary_key=True),
    Column("group_id", _id(), ForeignKey("child_group.id"), primary_key=True),
    Column("staff_id", _id(), ForeignKey("staff_member.id"), primary_key=True),
)

form_copy = Table(
    "form_copy",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("form_id", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

own_assessment = Table(
    "own_assessment",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("round_id", _id(), ForeignKey("assessment_round.id"), nullable=False),
    Column("child_id", _id(), ForeignKey("child.id"), nullable=False),
    Column("author_id", _id(), ForeignKey("staff_member.id"), nullable=False),
    Column("position", String(24), nullable=False),
    Column("trivsel", String(24), nullable=False),
    Column("body", Text, nullable=False),
    Column("position_form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("trivsel_form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("nonce", LargeBinary, nullable=False),  # keys the HMAC that binds the answers in the log
    Column("first", Boolean, nullable=False),
)
Index(None, own_assessment.c.round_id, own_assessment.c.child_id)
Index(
    "uq_own_assessment_first",
    own_assessment.c.round_id,
    own_assessment.c.child_id,
    own_assessment.c.author_id,
    unique=True,
    sqlite_where=text("first"),
    postgresql_where=text("first"),
)

joint_assessment = Table(
    "joint_assessment",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("round_id", _id(), ForeignKey("assessment_round.id"), nullable=False),
    Column("child_id", _id(), ForeignKey("child.id"), nullable=False),
    Column("position", String(24), nullable=False),
    Column("trivsel", String(24), nullable=False),
    Column("follow_up_on", Date),
    Column("body", Text, nullable=False),
    Column("environment_form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("first", Boolean, nullable=False),
)
Index(None, joint_assessment.c.round_id, joint_assessment.c.child_id)
Index(None, joint_assessment.c.child_id, joint_assessment.c.record_id)  # the newest of a child, without the table
Index(
    "uq_joint_assessment_first",
    joint_assessment.c.round_id,
    joint_assessment.c.child_id,
    unique=True,
    sqlite_where=text("first"),
    postgresql_where=text("first"),
)

observation = Table(
    "observation",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("place", Text, nullable=False),
    Column("text", Text, nullable=False),
)

childs_words = Table(
    "childs_words",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("place", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("asked", Text, nullable=False),
)

concern = Table(
    "concern",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("typed_name", Text, nullable=False),
    Column("danger", String(16), nullable=False),
    Column("topic", String(16), nullable=False),
    Column("what", Text, nullable=False),
)

concern_closing = Table(
    "concern_closing",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", _id(), ForeignKey("concern.record_id"), nullable=False, unique=True),
    Column("reason", Text, nullable=False),
)

# Who may open a concern that is kept to named people; the newest record of a concern counts.
concern_audience = Table(
    "concern_audience",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", _id(), ForeignKey("concern.record_id"), nullable=False, index=True),
    Column("kept", Boolean, nullable=False),  # false: open again to those who see it by its topic
)

concern_reader = Table(
    "concern_reader",
    metadata,
    Column("record_id", _id(), ForeignKey("concern_audience.record_id"), primary_key=True),
    Column("staff_id", _id(), ForeignKey("staff_member.id"), primary_key=True),
)

track_step = Table(
    "track_step",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", _id(), ForeignKey("concern.record_id"), nullable=False, index=True),
    Column("step_id", String(40), nullable=False),
    Column("state", String(16), nullable=False),
    Column("note", Text, nullable=False),
)

paper = Table(
    "paper",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("concern_id", _id(), ForeignKey("concern.record_id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
)

paper_sent = Table(
    "paper_sent",
    metadata,
    Column("record_id", _id(), ForeignKey("record.id"), primary_key=True),
    Column("paper_id", _id(), ForeignKey("paper.record_id"), nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("receiver", Text, nullable=False),
    Column("sent_on", Date, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("owner_id", _id(), ForeignKey("staff_member.id"), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("body", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

log_entry = Table(
    "log_entry",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor_id", _id(), nullable=False),
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
    Column("actor_id", _id(), nullable=False),
    Column("slot_id", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# What was deleted for good, so that a restore deletes it again: ids and days, nothing else.
erasure = Table(
    "erasure",
    metadata,
    Column("id", _id(), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("erased_on", Date, nullable=False),
)

"""Institution, settings, staff and their groups."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, Text

from opspor.store.schema.base import Moment, id_, metadata

institution = Table(
    "institution",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("controller", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("forum_name", Text, nullable=False),
    Column("dpo", Text, nullable=False, server_default=""),
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
    Column("id", id_(), primary_key=True),
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
    Column("staff_id", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
)

child_group = Table(
    "child_group",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("kind", String(16), nullable=False, server_default="room"),
    Column("lead_id", id_(), ForeignKey("staff_member.id")),  # tovholder: klasselærer
)

staff_group = Table(
    "staff_group",
    metadata,
    Column("staff_id", id_(), ForeignKey("staff_member.id"), primary_key=True),
    Column("group_id", id_(), ForeignKey("child_group.id"), primary_key=True),
)

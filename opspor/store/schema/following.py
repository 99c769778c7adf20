"""What follows from an assessment: analyses, focus points, plans, follow-ups, contacts, networks and meetings.

``point_id``, ``plan_id`` and ``meeting_id`` are the id of the first version and stay the same from one to the next:
what is said about one of them later points there. ``context`` is where it was written; what is written at home is not
shown in the child's rooms.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from opspor.store.schema.base import id_, metadata

analysis = Table(
    "analysis",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("context", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
)

# Of a child, or of a whole group: then without a child.
focus_point = Table(
    "focus_point",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("point_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("child_id", id_(), ForeignKey("child.id"), index=True),
    Column("group_id", id_(), ForeignKey("child_group.id"), index=True),
    Column("context", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("responsible_id", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("follow_up_on", Date),
    Column("body", Text, nullable=False),
)

action_plan = Table(
    "action_plan",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("plan_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("context", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("holder_id", id_(), ForeignKey("staff_member.id"), nullable=False),  # when it was written; see baton
    Column("follow_up_on", Date),
    Column("expected_until", Date),
    Column("body", Text, nullable=False),
)

# Who holds a plan from now on, once they have said yes.
baton = Table(
    "baton",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("plan_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("to_id", id_(), ForeignKey("staff_member.id"), nullable=False, index=True),
    Column("words", Text, nullable=False),
)

baton_answer = Table(
    "baton_answer",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("baton_id", id_(), ForeignKey("baton.record_id"), nullable=False, unique=True),
    Column("accepted", Boolean, nullable=False),
    Column("words", Text, nullable=False),
)

# One looked again, or put it off with a reason: about an assessment, a visit, a focus point, a plan or an agreement.
follow_up = Table(
    "follow_up",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("subject_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("effect", String(16)),
    Column("next_on", Date),  # None: it ends here
    Column("body", Text, nullable=False),
)

# The local catalogue (tilbudsvifte). Whoever keeps it edits it; nothing about a child stands in it.
offer = Table(
    "offer",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("body", Text, nullable=False),
    Column("checked_on", Date, nullable=False),
    Column("ended_on", Date),
)

parent_contact = Table(
    "parent_contact",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False),
    Column("context", String(16), nullable=False),
    Column("held_on", Date, nullable=False),
    Column("talked", Boolean, nullable=False),  # false: tried in vain
    Column("next_on", Date),
    Column("body", Text, nullable=False),
)
Index(None, parent_contact.c.child_id, parent_contact.c.held_on)
Index(None, parent_contact.c.next_on)

network_map = Table(
    "network_map",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("context", String(16), nullable=False),
    Column("body", Text, nullable=False),
)

meeting = Table(
    "meeting",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("meeting_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("context", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("held_on", Date, nullable=False),
    Column("next_on", Date),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
)

# Who does what by when, as it was agreed on at a meeting: all are written again with each version of the minutes, and
# ``agreement_id`` is the record of the first time.
meeting_agreement = Table(
    "meeting_agreement",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("agreement_id", id_(), ForeignKey("record.id"), nullable=False, index=True),
    Column("version_id", id_(), ForeignKey("record.id"), nullable=False, index=True),  # the meeting's record
    Column("place", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("who_id", id_(), ForeignKey("staff_member.id")),  # None: somebody without a login
    Column("due_on", Date, nullable=False),
)

transition = Table(
    "transition",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("context", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
)

"""Rounds, forms, assessments, home visits and what pupils say."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from opspor.store.schema.base import Moment, id_, metadata

assessment_round = Table(
    "assessment_round",
    metadata,
    Column("id", id_(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("one_is_enough_because", Text, nullable=False),
    Column("opened_by", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("bands", Text, nullable=False, server_default=""),  # age bands with commas between; "" is all
    Column("closed_at", Moment),
    Column("closed_by", id_(), ForeignKey("staff_member.id")),
)

round_group = Table(
    "round_group",
    metadata,
    Column("round_id", id_(), ForeignKey("assessment_round.id"), primary_key=True),
    Column("group_id", id_(), ForeignKey("child_group.id"), primary_key=True),
    Column("context", String(16), nullable=False),
)

round_assessor = Table(
    "round_assessor",
    metadata,
    Column("round_id", id_(), ForeignKey("assessment_round.id"), primary_key=True),
    Column("group_id", id_(), ForeignKey("child_group.id"), primary_key=True),
    Column("staff_id", id_(), ForeignKey("staff_member.id"), primary_key=True),
)

# Who assesses one child instead of all of the group's; no row means all of them.
round_child_assessor = Table(
    "round_child_assessor",
    metadata,
    Column("round_id", id_(), ForeignKey("assessment_round.id"), primary_key=True),
    Column("group_id", id_(), ForeignKey("child_group.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), primary_key=True, index=True),
    Column("staff_id", id_(), ForeignKey("staff_member.id"), primary_key=True),
)

# Why a child is begun without informed parents, not assessed, or opened before all are in.
round_reason = Table(
    "round_reason",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("round_id", id_(), ForeignKey("assessment_round.id"), nullable=False, index=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("context", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("reason", Text, nullable=False),
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
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("round_id", id_(), ForeignKey("assessment_round.id"), nullable=False),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False),
    Column("author_id", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("context", String(16), nullable=False, server_default="daycare"),
    Column("position", String(24), nullable=False),
    Column("trivsel", String(24), nullable=False),
    Column("body", Text, nullable=False),
    Column("position_form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("trivsel_form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("nonce", LargeBinary, nullable=False),  # keys the HMAC that binds the answers in the log
    Column("first", Boolean, nullable=False),
)
Index(None, own_assessment.c.round_id, own_assessment.c.child_id)
Index(None, own_assessment.c.child_id)  # of a child, when it is deleted
Index(  # who has submitted in a round, without the table: after each write its pages are decrypted again
    None,
    own_assessment.c.round_id,
    own_assessment.c.first,
    own_assessment.c.child_id,
    own_assessment.c.context,
    own_assessment.c.author_id,
)
Index(  # what somebody answered last about each child, and whether they know enough, without the table
    "ix_own_assessment_author_newest",
    own_assessment.c.author_id,
    own_assessment.c.child_id,
    own_assessment.c.context,
    own_assessment.c.record_id,
    own_assessment.c.position,
    own_assessment.c.trivsel,
)
Index(
    "uq_own_assessment_first",
    own_assessment.c.round_id,
    own_assessment.c.child_id,
    own_assessment.c.author_id,
    own_assessment.c.context,
    unique=True,
    sqlite_where=text("first"),
    postgresql_where=text("first"),
)

joint_assessment = Table(
    "joint_assessment",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("round_id", id_(), ForeignKey("assessment_round.id"), nullable=False),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False),
    Column("context", String(16), nullable=False, server_default="daycare"),
    Column("position", String(24), nullable=False),
    Column("trivsel", String(24), nullable=False),
    Column("follow_up_on", Date),
    Column("find_out_on", Date),  # what the team does not know yet: until when, and whose task it is
    Column("find_out_by", id_(), ForeignKey("staff_member.id")),
    Column("body", Text, nullable=False),
    Column("environment_form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("first", Boolean, nullable=False),
    Column("spread", Text, nullable=False, server_default="{}"),  # how many chose what: nobody's name
)
Index(None, joint_assessment.c.round_id, joint_assessment.c.child_id)
Index(  # who is agreed on in a round, without the table
    None,
    joint_assessment.c.round_id,
    joint_assessment.c.first,
    joint_assessment.c.context,
    joint_assessment.c.child_id,
)
Index(None, joint_assessment.c.child_id, joint_assessment.c.record_id)  # the newest of a child, without the table
Index(None, joint_assessment.c.child_id, joint_assessment.c.context, joint_assessment.c.record_id)  # and of a context
Index(
    "uq_joint_assessment_first",
    joint_assessment.c.round_id,
    joint_assessment.c.child_id,
    joint_assessment.c.context,
    unique=True,
    sqlite_where=text("first"),
    postgresql_where=text("first"),
)

# Who sees it differently from what the team agreed on, and whose hand wrote it down. The words stand in the agreement.
minority_view = Table(
    "minority_view",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("staff_id", id_(), ForeignKey("staff_member.id"), primary_key=True, index=True),
    Column("written_by", id_(), ForeignKey("staff_member.id"), nullable=False),
)

# What somebody says of a minority view that was typed for them at the common PC.
minority_answer = Table(
    "minority_answer",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("joint_id", id_(), ForeignKey("joint_assessment.record_id"), nullable=False),
    Column("staff_id", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("text", Text, nullable=False),
)
Index("uq_minority_answer", minority_answer.c.joint_id, minority_answer.c.staff_id, unique=True)

# One person's answers about the adults and the frame, once for a group in a round; sealed as an own assessment.
own_environment = Table(
    "own_environment",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("round_id", id_(), ForeignKey("assessment_round.id"), nullable=False),
    Column("group_id", id_(), ForeignKey("child_group.id"), nullable=False),
    Column("author_id", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("first", Boolean, nullable=False),
)
Index(
    "uq_own_environment_first",
    own_environment.c.round_id,
    own_environment.c.group_id,
    own_environment.c.author_id,
    unique=True,
    sqlite_where=text("first"),
    postgresql_where=text("first"),
)

home_visit = Table(
    "home_visit",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False),
    Column("visit_type", String(24), nullable=False),
    Column("visited_on", Date, nullable=False),
    Column("position", String(24)),
    Column("trivsel", String(24)),
    Column("follow_up_on", Date),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
)
# What a district, its matrix and Start ask of every visit, without the table: its texts are long.
Index(
    "ix_home_visit_district", home_visit.c.child_id, home_visit.c.visited_on, home_visit.c.record_id,
    home_visit.c.visit_type, home_visit.c.position, home_visit.c.trivsel, home_visit.c.follow_up_on,
)  # fmt: skip

# A visit that is needed beside the ordinary ones; a later record of it with ``done`` ends it.
visit_need = Table(
    "visit_need",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("due_on", Date, nullable=False),
    Column("why", Text, nullable=False),
    Column("done", Boolean, nullable=False),
)

# A visit that came to nothing. It stands beside the visits, so that no count of those can take it for one.
visit_not_held = Table(
    "visit_not_held",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("visit_type", String(24), nullable=False),
    Column("day", Date, nullable=False),
    Column("why", Text, nullable=False),
)

pupil_view = Table(
    "pupil_view",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("child_id", id_(), ForeignKey("child.id"), nullable=False, index=True),
    Column("round_id", id_(), ForeignKey("assessment_round.id")),
    Column("body", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
    Column("on_screen", Boolean, nullable=False),  # false: typed in from paper by the author
)

practice_answer = Table(
    "practice_answer",
    metadata,
    Column("record_id", id_(), ForeignKey("record.id"), primary_key=True),
    Column("case_id", String(40), nullable=False),
    Column("staff_id", id_(), ForeignKey("staff_member.id"), nullable=False),
    Column("position", String(24), nullable=False),
    Column("trivsel", String(24), nullable=False),
    Column("note", Text, nullable=False),
    Column("form", String(64), ForeignKey("form_copy.sha256"), nullable=False),
)
Index("uq_practice_answer", practice_answer.c.case_id, practice_answer.c.staff_id, unique=True)

"""What follows from an assessment: analyses, focus points, plans, follow-ups, contacts, networks, meetings."""

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables, how a child came to say what it said, and until when a team finds something out."""
    op.add_column("childs_words", sa.Column("how", sa.String(length=16), nullable=True))
    op.add_column("childs_words", sa.Column("asked_by", sa.Text(), nullable=True))
    _tasks()
    op.create_table(
        "offer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_table(
        "action_plan",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("holder_id", sa.String(length=36), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("expected_until", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_action_plan_child_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["staff_member.id"], name=op.f("fk_action_plan_holder_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["record.id"], name=op.f("fk_action_plan_plan_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_action_plan_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_action_plan")),
    )
    op.create_index(op.f("ix_action_plan_child_id"), "action_plan", ["child_id"], unique=False)
    op.create_index(op.f("ix_action_plan_plan_id"), "action_plan", ["plan_id"], unique=False)
    op.create_table(
        "analysis",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_analysis_child_id")),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_analysis_form")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_analysis_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_analysis")),
    )
    op.create_index(op.f("ix_analysis_child_id"), "analysis", ["child_id"], unique=False)
    op.create_table(
        "baton",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("to_id", sa.String(length=36), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["record.id"], name=op.f("fk_baton_plan_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_baton_record_id")),
        sa.ForeignKeyConstraint(["to_id"], ["staff_member.id"], name=op.f("fk_baton_to_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_baton")),
    )
    op.create_index(op.f("ix_baton_plan_id"), "baton", ["plan_id"], unique=False)
    op.create_index(op.f("ix_baton_to_id"), "baton", ["to_id"], unique=False)
    op.create_table(
        "focus_point",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("point_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=True),
        sa.Column("group_id", sa.String(length=36), nullable=True),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("responsible_id", sa.String(length=36), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_focus_point_child_id")),
        sa.ForeignKeyConstraint(["group_id"], ["child_group.id"], name=op.f("fk_focus_point_group_id")),
        sa.ForeignKeyConstraint(["point_id"], ["record.id"], name=op.f("fk_focus_point_point_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_focus_point_record_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["staff_member.id"], name=op.f("fk_focus_point_responsible_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_focus_point")),
    )
    op.create_index(op.f("ix_focus_point_child_id"), "focus_point", ["child_id"], unique=False)
    op.create_index(op.f("ix_focus_point_group_id"), "focus_point", ["group_id"], unique=False)
    op.create_index(op.f("ix_focus_point_point_id"), "focus_point", ["point_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("effect", sa.String(length=16), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_follow_up_record_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["record.id"], name=op.f("fk_follow_up_subject_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_subject_id"), "follow_up", ["subject_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_meeting_child_id")),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_meeting_form")),
        sa.ForeignKeyConstraint(["meeting_id"], ["record.id"], name=op.f("fk_meeting_meeting_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_meeting_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_child_id"), "meeting", ["child_id"], unique=False)
    op.create_index(op.f("ix_meeting_meeting_id"), "meeting", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_agreement",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("who_id", sa.String(length=36), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_meeting_agreement_agreement_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_meeting_agreement_record_id")),
        sa.ForeignKeyConstraint(["version_id"], ["record.id"], name=op.f("fk_meeting_agreement_version_id")),
        sa.ForeignKeyConstraint(["who_id"], ["staff_member.id"], name=op.f("fk_meeting_agreement_who_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_meeting_agreement")),
    )
    op.create_index(op.f("ix_meeting_agreement_agreement_id"), "meeting_agreement", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_meeting_agreement_version_id"), "meeting_agreement", ["version_id"], unique=False)
    op.create_table(
        "network_map",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_network_map_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_network_map_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_network_map")),
    )
    op.create_index(op.f("ix_network_map_child_id"), "network_map", ["child_id"], unique=False)
    op.create_table(
        "parent_contact",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("talked", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_parent_contact_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_parent_contact_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_parent_contact")),
    )
    op.create_index(op.f("ix_parent_contact_child_id_held_on"), "parent_contact", ["child_id", "held_on"], unique=False)
    op.create_index(op.f("ix_parent_contact_next_on"), "parent_contact", ["next_on"], unique=False)
    op.create_table(
        "transition",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_transition_child_id")),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_transition_form")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_transition_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_transition")),
    )
    op.create_index(op.f("ix_transition_child_id"), "transition", ["child_id"], unique=False)
    op.create_table(
        "baton_answer",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("baton_id", sa.String(length=36), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["baton_id"], ["baton.record_id"], name=op.f("fk_baton_answer_baton_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_baton_answer_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_baton_answer")),
        sa.UniqueConstraint("baton_id", name=op.f("uq_baton_answer_baton_id")),
    )
    for table, columns in (
        ("joint_assessment", ["round_id", "first", "context", "child_id"]),
        ("own_assessment", ["round_id", "first", "child_id", "context", "author_id"]),
        ("joint_assessment", ["child_id", "context", "record_id"]),
        ("record", ["kind", "seen_at", "child_id", "concern_id"]),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
    op.create_index(
        "ix_own_assessment_author_newest",
        "own_assessment",
        ["author_id", "child_id", "context", "record_id", "position", "trivsel"],
        unique=False,
    )


def _tasks() -> None:
    """The day and the person of what a team finds out, taken from what was agreed."""
    key = sa.ForeignKey("staff_member.id", name=op.f("fk_joint_assessment_find_out_by"))
    op.add_column("joint_assessment", sa.Column("find_out_on", sa.Date(), nullable=True))
    column = sa.Column("find_out_by", sa.String(length=36), key, nullable=True)
    op.add_column("joint_assessment", column, inline_references=True)
    rows = sa.table(
        "joint_assessment", sa.column("record_id"), sa.column("body"), sa.column("find_out_on", sa.Date()),
        sa.column("find_out_by"),
    )  # fmt: skip
    here = op.get_bind()
    for record_id, body in here.execute(sa.select(rows.c.record_id, rows.c.body)).all():
        task = json.loads(body).get("find_out")
        if task:
            on = date.fromisoformat(task["on"]) if task.get("on") else None
            values = {"find_out_on": on, "find_out_by": task.get("who")}
            here.execute(rows.update().where(rows.c.record_id == record_id).values(values))

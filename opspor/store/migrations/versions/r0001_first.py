"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

from opspor.store.schema import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "child",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("cpr", sa.String(length=10), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("number", name=op.f("uq_child_number")),
    )
    op.create_index(op.f("ix_child_sort_key"), "child", ["sort_key"], unique=False)
    op.create_table(
        "child_group",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_group")),
        sa.UniqueConstraint("name_key", name=op.f("uq_child_group_name_key")),
    )
    op.create_table(
        "form_copy",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("form_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_form_copy")),
    )
    op.create_table(
        "institution",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("controller", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("forum_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
    )
    op.create_table(
        "log_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("slot_id", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_entry")),
    )
    op.create_index(op.f("ix_log_entry_subject_id"), "log_entry", ["subject_id"], unique=False)
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "staff_member",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("slot_id", sa.String(length=64), nullable=False),
        sa.Column("invited_at", Moment(), nullable=True),
        sa.Column("joined_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member")),
        sa.UniqueConstraint("slot_id", name=op.f("uq_staff_member_slot_id")),
    )
    op.create_table(
        "assessment_round",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("one_is_enough_because", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by"], ["staff_member.id"], name=op.f("fk_assessment_round_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_round")),
    )
    op.create_table(
        "draft",
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["staff_member.id"], name=op.f("fk_draft_owner_id")),
        sa.PrimaryKeyConstraint("owner_id", "key", name=op.f("pk_draft")),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_enrolment_child_id")),
        sa.ForeignKeyConstraint(["group_id"], ["child_group.id"], name=op.f("fk_enrolment_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
    )
    op.create_index(op.f("ix_enrolment_group_id"), "enrolment", ["group_id"], unique=False)
    op.create_index(
        "uq_enrolment_now",
        "enrolment",
        ["child_id", "group_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=True),
        sa.Column("concern_id", sa.String(length=36), nullable=True),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("replaces", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["staff_member.id"], name=op.f("fk_record_author_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_record_child_id")),
        sa.ForeignKeyConstraint(["concern_id"], ["record.id"], name=op.f("fk_record_concern_id")),
        sa.ForeignKeyConstraint(["replaces"], ["record.id"], name=op.f("fk_record_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("replaces", name=op.f("uq_record_replaces")),
    )
    op.create_index(op.f("ix_record_child_id"), "record", ["child_id"], unique=False)
    op.create_index(op.f("ix_record_concern_id"), "record", ["concern_id"], unique=False)
    op.create_table(
        "signing_key",
        sa.Column("slot_id", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_signing_key_staff_id")),
        sa.PrimaryKeyConstraint("slot_id", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "staff_group",
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["child_group.id"], name=op.f("fk_staff_group_group_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_staff_group_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "group_id", name=op.f("pk_staff_group")),
    )
    op.create_table(
        "carer",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("carer_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("custody", sa.String(length=10), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("lives_with_child", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_carer_record_id")),
        sa.PrimaryKeyConstraint("record_id", "carer_id", name=op.f("pk_carer")),
    )
    op.create_table(
        "childs_words",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_childs_words_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_childs_words")),
    )
    op.create_table(
        "concern",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("typed_name", sa.Text(), nullable=False),
        sa.Column("danger", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_concern_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_concern")),
    )
    op.create_table(
        "help_given",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("ongoing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_help_given_record_id")),
        sa.PrimaryKeyConstraint("record_id", "place", name=op.f("pk_help_given")),
    )
    op.create_table(
        "joint_assessment",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.String(length=24), nullable=False),
        sa.Column("trivsel", sa.String(length=24), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("environment_form", sa.String(length=64), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_joint_assessment_child_id")),
        sa.ForeignKeyConstraint(
            ["environment_form"], ["form_copy.sha256"], name=op.f("fk_joint_assessment_environment_form")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_joint_assessment_record_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_joint_assessment_round_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_joint_assessment")),
    )
    op.create_index(
        op.f("ix_joint_assessment_child_id_record_id"), "joint_assessment", ["child_id", "record_id"], unique=False
    )
    op.create_index(
        op.f("ix_joint_assessment_round_id_child_id"), "joint_assessment", ["round_id", "child_id"], unique=False
    )
    op.create_index(
        "uq_joint_assessment_first",
        "joint_assessment",
        ["round_id", "child_id"],
        unique=True,
        sqlite_where=sa.text("first"),
        postgresql_where=sa.text("first"),
    )
    op.create_table(
        "observation",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_observation_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_observation")),
    )
    op.create_table(
        "own_assessment",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.String(length=24), nullable=False),
        sa.Column("trivsel", sa.String(length=24), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position_form", sa.String(length=64), nullable=False),
        sa.Column("trivsel_form", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["staff_member.id"], name=op.f("fk_own_assessment_author_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_own_assessment_child_id")),
        sa.ForeignKeyConstraint(["position_form"], ["form_copy.sha256"], name=op.f("fk_own_assessment_position_form")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_own_assessment_record_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_own_assessment_round_id")),
        sa.ForeignKeyConstraint(["trivsel_form"], ["form_copy.sha256"], name=op.f("fk_own_assessment_trivsel_form")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_own_assessment")),
    )
    op.create_index(
        op.f("ix_own_assessment_round_id_child_id"), "own_assessment", ["round_id", "child_id"], unique=False
    )
    op.create_index(
        "uq_own_assessment_first",
        "own_assessment",
        ["round_id", "child_id", "author_id"],
        unique=True,
        sqlite_where=sa.text("first"),
        postgresql_where=sa.text("first"),
    )
    op.create_table(
        "particulars",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("cpr", sa.String(length=10), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_particulars_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_particulars")),
    )
    op.create_table(
        "round_assessor",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["child_group.id"], name=op.f("fk_round_assessor_group_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_round_assessor_round_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_round_assessor_staff_id")),
        sa.PrimaryKeyConstraint("round_id", "group_id", "staff_id", name=op.f("pk_round_assessor")),
    )
    op.create_table(
        "round_group",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["child_group.id"], name=op.f("fk_round_group_group_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_round_group_round_id")),
        sa.PrimaryKeyConstraint("round_id", "group_id", name=op.f("pk_round_group")),
    )
    op.create_table(
        "sibling",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_sibling_record_id")),
        sa.PrimaryKeyConstraint("record_id", "place", name=op.f("pk_sibling")),
    )
    op.create_table(
        "concern_closing",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.record_id"], name=op.f("fk_concern_closing_concern_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_concern_closing_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_concern_closing")),
        sa.UniqueConstraint("concern_id", name=op.f("uq_concern_closing_concern_id")),
    )
    op.create_table(
        "paper",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.record_id"], name=op.f("fk_paper_concern_id")),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_paper_form")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_paper_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_paper")),
    )
    op.create_index(op.f("ix_paper_concern_id"), "paper", ["concern_id"], unique=False)
    op.create_table(
        "track_step",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("step_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.record_id"], name=op.f("fk_track_step_concern_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_track_step_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_track_step")),
    )
    op.create_index(op.f("ix_track_step_concern_id"), "track_step", ["concern_id"], unique=False)
    op.create_table(
        "paper_sent",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.record_id"], name=op.f("fk_paper_sent_paper_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_paper_sent_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_paper_sent")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_paper_sent_paper_id")),
    )

"""Groups of more kinds, contexts side by side, and what a round, a home visit, a pupil and a practice case leave."""

import json

import sqlalchemy as sa
from alembic import op

from opspor.store.schema import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables and columns, and read each assessment's context out of its body."""
    op.create_table(
        "home_visit",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("visit_type", sa.String(length=24), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("position", sa.String(length=24), nullable=True),
        sa.Column("trivsel", sa.String(length=24), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_home_visit_child_id")),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_home_visit_form")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_home_visit_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_home_visit")),
    )
    shown = ["child_id", "visited_on", "record_id", "visit_type", "position", "trivsel", "follow_up_on"]
    op.create_index("ix_home_visit_district", "home_visit", shown, unique=False)
    op.create_table(
        "information_notice",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_information_notice_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_information_notice_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_information_notice")),
    )
    op.create_index(op.f("ix_information_notice_child_id"), "information_notice", ["child_id"], unique=False)
    op.create_table(
        "own_environment",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["staff_member.id"], name=op.f("fk_own_environment_author_id")),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_own_environment_form")),
        sa.ForeignKeyConstraint(["group_id"], ["child_group.id"], name=op.f("fk_own_environment_group_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_own_environment_record_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_own_environment_round_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_own_environment")),
    )
    op.create_index(
        "uq_own_environment_first",
        "own_environment",
        ["round_id", "group_id", "author_id"],
        unique=True,
        sqlite_where=sa.text("first"),
        postgresql_where=sa.text("first"),
    )
    op.create_table(
        "practice_answer",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.String(length=24), nullable=False),
        sa.Column("trivsel", sa.String(length=24), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_practice_answer_form")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_practice_answer_record_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_practice_answer_staff_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_practice_answer")),
    )
    op.create_index("uq_practice_answer", "practice_answer", ["case_id", "staff_id"], unique=True)
    op.create_table(
        "pupil_view",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("round_id", sa.String(length=36), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("on_screen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_pupil_view_child_id")),
        sa.ForeignKeyConstraint(["form"], ["form_copy.sha256"], name=op.f("fk_pupil_view_form")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_pupil_view_record_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_pupil_view_round_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_pupil_view")),
    )
    op.create_index(op.f("ix_pupil_view_child_id"), "pupil_view", ["child_id"], unique=False)
    op.create_table(
        "round_child_assessor",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_round_child_assessor_child_id")),
        sa.ForeignKeyConstraint(["group_id"], ["child_group.id"], name=op.f("fk_round_child_assessor_group_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_round_child_assessor_round_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_round_child_assessor_staff_id")),
        sa.PrimaryKeyConstraint("round_id", "group_id", "child_id", "staff_id", name=op.f("pk_round_child_assessor")),
    )
    op.create_table(
        "round_reason",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("context", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_round_reason_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_round_reason_record_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_round_reason_round_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_round_reason")),
    )
    op.create_index(op.f("ix_round_reason_round_id"), "round_reason", ["round_id"], unique=False)
    op.create_table(
        "visit_need",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_visit_need_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_visit_need_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_visit_need")),
    )
    op.create_index(op.f("ix_visit_need_child_id"), "visit_need", ["child_id"], unique=False)
    op.create_table(
        "visit_not_held",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("child_id", sa.String(length=36), nullable=False),
        sa.Column("visit_type", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_visit_not_held_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_visit_not_held_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_visit_not_held")),
    )
    op.create_index(op.f("ix_visit_not_held_child_id"), "visit_not_held", ["child_id"], unique=False)
    op.create_table(
        "minority_answer",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("joint_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["joint_id"], ["joint_assessment.record_id"], name=op.f("fk_minority_answer_joint_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_minority_answer_record_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_minority_answer_staff_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_minority_answer")),
    )
    op.create_index("uq_minority_answer", "minority_answer", ["joint_id", "staff_id"], unique=True)
    op.create_table(
        "minority_view",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("written_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_minority_view_record_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_minority_view_staff_id")),
        sa.ForeignKeyConstraint(["written_by"], ["staff_member.id"], name=op.f("fk_minority_view_written_by")),
        sa.PrimaryKeyConstraint("record_id", "staff_id", name=op.f("pk_minority_view")),
    )
    op.create_index(op.f("ix_minority_view_staff_id"), "minority_view", ["staff_id"], unique=False)
    _columns()
    for table, author in (("own_assessment", ("author_id",)), ("joint_assessment", ())):
        _contexts(table, author)


def _columns() -> None:
    op.add_column("assessment_round", sa.Column("bands", sa.Text(), server_default="", nullable=False))
    op.add_column("assessment_round", sa.Column("closed_at", Moment(), nullable=True))
    _add_person("assessment_round", "closed_by")
    op.add_column("child_group", sa.Column("kind", sa.String(length=16), server_default="room", nullable=False))
    _add_person("child_group", "lead_id")
    op.add_column("joint_assessment", sa.Column("spread", sa.Text(), server_default="{}", nullable=False))


def _add_person(table: str, name: str) -> None:
    key = sa.ForeignKey("staff_member.id", name=op.f(f"fk_{table}_{name}"))
    op.add_column(table, sa.Column(name, sa.String(length=36), key, nullable=True), inline_references=True)


def _contexts(table: str, author: tuple[str, ...]) -> None:
    """A context for every row, taken from what was written: one child has one assessment in each of its contexts."""
    op.add_column(table, sa.Column("context", sa.String(length=16), server_default="daycare", nullable=False))
    rows = sa.table(table, sa.column("record_id"), sa.column("body"), sa.column("context"))
    here = op.get_bind()
    for record_id, body in here.execute(sa.select(rows.c.record_id, rows.c.body)).all():
        written = json.loads(body).get("context", "daycare")
        here.execute(rows.update().where(rows.c.record_id == record_id).values(context=written))
    op.drop_index(f"uq_{table}_first", table_name=table)
    op.create_index(
        f"uq_{table}_first", table, ["round_id", "child_id", *author, "context"],
        unique=True, sqlite_where=sa.text("first"), postgresql_where=sa.text("first"),
    )  # fmt: skip

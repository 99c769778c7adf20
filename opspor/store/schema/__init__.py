"""Every table. Portable types only: the same tables are to run on PostgreSQL.

Records are added, never edited: ``record`` is the header that every kind shares, and a kind has a table of its own.
What is current is what nothing replaces. ``child`` is the one index that is kept up to date beside them, so that
lists and searches need one table.
"""

from opspor.store.schema.assessing import (
    assessment_round,
    form_copy,
    home_visit,
    joint_assessment,
    minority_answer,
    minority_view,
    own_assessment,
    own_environment,
    practice_answer,
    pupil_view,
    round_assessor,
    round_child_assessor,
    round_group,
    round_reason,
    visit_need,
    visit_not_held,
)
from opspor.store.schema.base import Moment, metadata
from opspor.store.schema.children import (
    carer,
    child,
    childs_words,
    enrolment,
    help_given,
    information_notice,
    observation,
    particulars,
    record,
    sibling,
)
from opspor.store.schema.concerns import (
    concern,
    concern_audience,
    concern_closing,
    concern_reader,
    paper,
    paper_sent,
    track_step,
)
from opspor.store.schema.keeping import (
    draft,
    erasure,
    log_checkpoint,
    log_entry,
)
from opspor.store.schema.people import (
    child_group,
    institution,
    setting,
    signing_key,
    staff_group,
    staff_member,
)

__all__ = [
    "Moment",
    "assessment_round",
    "carer",
    "child",
    "child_group",
    "childs_words",
    "concern",
    "concern_audience",
    "concern_closing",
    "concern_reader",
    "draft",
    "enrolment",
    "erasure",
    "form_copy",
    "help_given",
    "home_visit",
    "information_notice",
    "institution",
    "joint_assessment",
    "log_checkpoint",
    "log_entry",
    "metadata",
    "minority_answer",
    "minority_view",
    "observation",
    "own_assessment",
    "own_environment",
    "paper",
    "paper_sent",
    "particulars",
    "practice_answer",
    "pupil_view",
    "record",
    "round_assessor",
    "round_child_assessor",
    "round_group",
    "round_reason",
    "setting",
    "sibling",
    "signing_key",
    "staff_group",
    "staff_member",
    "track_step",
    "visit_need",
    "visit_not_held",
]

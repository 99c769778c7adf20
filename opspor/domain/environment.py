"""The learning environment: what each of the adults answers about the adults and the frame, never about a child.

It is asked before the first child, once a person, round and group, and sealed as an own assessment is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from opspor.domain.assessment import FormRef
from opspor.domain.ids import Id


class Frame(StrEnum):
    """The answer to a question about the adults and the frame."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


FRAME_WORDS = {Frame.YES: "Ja", Frame.PARTLY: "Delvist", Frame.NO: "Nej", Frame.UNKNOWN: "Ved ikke"}


@dataclass(frozen=True, slots=True)
class EnvironmentAnswers:
    """What one person answers, as a draft while typing and unchanged in the record.

    ``answers`` maps the id of a question to a value of ``Frame``; what is not in it is not answered, and stays so.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnEnvironment:
    """One person's submitted answers about one group in one round."""

    id: Id
    round_id: Id
    group_id: Id
    author_id: Id
    author_name: str
    author_title: str
    written_at: datetime
    answers: EnvironmentAnswers
    form: FormRef

"""What goes along with a paper: named on it, and saved by itself."""

from datetime import date

from opspor.domain.absence import statement
from opspor.domain.beredskab import Track
from opspor.domain.concern import Concern
from opspor.domain.paper import PaperDraft, PaperKind
from opspor.store import Connection, absences


def attached(connection: Connection, concern: Concern, draft: PaperDraft, until: date) -> str:
    """What an underretning about absence names: the statement of the quarters that were written down ``until`` then.

    "" for every other paper (domain 4.4: the statement belongs to the track of absence).
    """
    child = concern.child_id
    if draft.kind is not PaperKind.UNDERRETNING or concern.track is not Track.ABSENCE or child is None:
        return ""
    return statement(absences.noted(connection, [child]).get(child, ()), until)

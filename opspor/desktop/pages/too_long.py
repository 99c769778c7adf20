"""A pasted file in a field: the page says there that it is too long."""

from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import TextField
from opspor.domain.assessment import NOTE_LIMIT, NOTE_TOO_LONG
from opspor.domain.errors import KnownError


def refuse_too_long(place: QWidget, error: KnownError) -> bool:
    """Shows VURD-LANG at the first field under ``place`` that is too long; False for every other error."""
    if error.fault is not NOTE_TOO_LONG:
        return False
    found = [field for field in place.findChildren(TextField) if len(field.text()) > NOTE_LIMIT]
    for field in found[:1]:
        field.refuse(str(error))
    return bool(found)

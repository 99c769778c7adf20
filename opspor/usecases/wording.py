"""The exact form versions that answers were given on: an assessment and a paper keep their wording for ever."""

from opspor.domain.assessment import FormRef
from opspor.domain.errors import KnownError
from opspor.forms.library import MISSING
from opspor.forms.model import Form
from opspor.forms.reader import read_form
from opspor.store import forms
from opspor.usecases.desk import Desk, Transaction


def find_form(desk: Desk, tx: Transaction, ref: FormRef) -> Form | None:
    """The form that ``ref`` names: from the program, else from the copy in the vault; None when neither has it."""
    if (form := desk.library.by_ref(ref)) is not None:
        return form
    text = forms.text(tx.connection, ref.sha256)
    return None if text is None else read_form(text)


def form_of(desk: Desk, tx: Transaction, ref: FormRef) -> Form:
    """The form of a record: its copy came into the vault with it. Raises FORM-MANGLER when it is not there."""
    form = find_form(desk, tx, ref)
    if form is None:
        raise KnownError(MISSING, name=f"{ref.kind}/{ref.id}/{ref.version}")
    return form


def keep(desk: Desk, tx: Transaction, ref: FormRef) -> None:
    """Keep a copy in the vault, unless it has one: a form that the program no longer has was kept when it was used."""
    if ref.sha256 not in forms.refs(tx.connection):
        forms.keep(tx.connection, ref, desk.library.text(ref))

"""The exact form versions that answers were given on: an assessment and a paper keep their wording for ever."""

from opspor.domain.assessment import FormRef
from opspor.forms.model import Form
from opspor.forms.reader import read_form
from opspor.store import forms
from opspor.usecases.desk import Desk, Transaction


def form_of(desk: Desk, tx: Transaction, ref: FormRef) -> Form:
    """The form that ``ref`` names: from the program, else from the copy in the vault."""
    return desk.library.by_ref(ref) or read_form(forms.text(tx.connection, ref.sha256))


def keep(desk: Desk, tx: Transaction, ref: FormRef) -> None:
    """Keep a copy in the vault, unless it has one: a form that the program no longer has was kept when it was used."""
    if ref.sha256 not in forms.refs(tx.connection):
        forms.keep(tx.connection, ref, desk.library.text(ref))

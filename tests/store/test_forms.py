"""The vault keeps a copy of every form it has used, byte for byte."""

from opspor.domain.assessment import FormRef
from opspor.store import forms
from tests.store.factories import PAPER_FORM, TRIVSEL_FORM, World

TEXT = 'id = "trivsel-3-5"\r\ntekst = "Barnet leger – »øver sig«"\n'


def test_a_copy_is_kept_byte_for_byte(world: World) -> None:
    ref = FormRef("trivsel", "trivsel-6-9", 3, "3" * 64)
    forms.keep(world.connection, ref, TEXT)

    assert forms.text(world.connection, ref.sha256) == TEXT
    assert forms.refs(world.connection)[ref.sha256] == ref


def test_every_form_that_was_used_is_there(world: World) -> None:
    assert forms.refs(world.connection) == {form.sha256: form for form in (TRIVSEL_FORM, PAPER_FORM)}
    assert forms.texts(world.connection) == {form: f"id = '{form.id}'" for form in (TRIVSEL_FORM, PAPER_FORM)}


def test_a_form_that_was_never_used_is_not_there(world: World) -> None:
    assert forms.text(world.connection, "f" * 64) is None

"""A known error is a code that stays, and a sentence that a person can act on."""

from opspor.domain.errors import Fault, KnownError

FULL = Fault("BOKS-FULD", "Drevet er fuldt: der mangler {missing} MB. Intet er ændret. Ryd op, og prøv igen.")


def test_the_sentence_is_filled_in_and_the_code_stays() -> None:
    error = KnownError(FULL, missing=12)

    assert str(error) == "Drevet er fuldt: der mangler 12 MB. Intet er ændret. Ryd op, og prøv igen."
    assert error.code == "BOKS-FULD"
    assert error.fault is FULL

"""What the lock screen says of why it locked."""

import pytest

from opspor.desktop.locked import Locked, Why


@pytest.mark.parametrize(
    ("locked", "words"),
    [
        (Locked(Why.SELF, "14.02"), "kl. 14.02. Du låste selv."),
        (Locked(Why.QUIET, "14.02", 5, True), "kl. 14.02. Der skete ikke noget i 5 minutter. Alt, du skrev, er gemt."),
        (Locked(Why.QUIET, "9.00", 1), "kl. 9.00. Der skete ikke noget i 1 minut."),
        (Locked(Why.SYSTEM, "8.00", saved=True), "kl. 8.00. Pc'en blev låst. Alt, du skrev, er gemt."),
        (Locked(Why.SLEEP, "8.00", saved=False),
         "kl. 8.00. Pc'en gik i dvale. Det sidste, du skrev, nåede måske ikke med."),
        (Locked(Why.CLOSED, "16.30"), "kl. 16.30. Vinduet blev lukket."),
    ],
)  # fmt: skip
def test_it_says_when_why_and_only_what_is_true_of_what_was_typed(locked: Locked, words: str) -> None:
    assert locked.words == words

"""What people write to have something stand in a field, and that tells the reader nothing."""

from functools import cache

import opspor


@cache
def empty_words() -> frozenset[str]:
    """The words, each a whole answer ("ved ikke", "n/a"), as ``opspor.domain.text.fold`` gives them."""
    return frozenset((opspor.data_folder("resources") / "words" / "tomme.txt").read_text("utf-8").splitlines())

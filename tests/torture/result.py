"""What a long proof says at its end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """``tried`` times something was done to the program; ``broken`` times a promise did not hold.

    ``words`` is one line for the reader: what was tried, and the first things that broke.
    """

    name: str
    tried: int
    broken: int
    words: str

"""What to say about the disk of this PC."""

from pathlib import Path

from opspor.vault import disk

_WORDS = {
    True: "Systemet krypterer disken, hvor mappen ligger.",
    False: "opspor kan se, at systemet ikke krypterer disken, hvor mappen ligger. Mappen er krypteret, men det, pc'en "
    "lægger til side, og de papirer, I gemmer, er det ikke. Bed it om at slå kryptering af disken til.",
    None: "opspor kan ikke se, om disken er krypteret. Spørg it: mappen er krypteret, men de papirer, I gemmer, er det "
    "ikke.",
}


def words_about(folder: Path) -> tuple[str, bool]:
    """Whether the disk that ``folder`` lies on is encrypted, in words, and whether all is well as far as can be seen.

    Asks the drive, which may take long: not on the window's thread. Advice, not a rule.
    """
    found = disk.encrypted(folder)
    return _WORDS[found], found is not False

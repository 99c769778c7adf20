"""Where copies lie, in words: on the vault's own drive, on a network drive, or in a synchronised folder."""

from pathlib import Path

from opspor.vault.faults import ON_NETWORK, SYNCED
from opspor.vault.share import place_findings

SAME_DRIVE = (
    "Kopierne ligger på det samme drev som mappen. Går drevet i stykker, eller bliver pc'en stjålet, er begge dele "
    "væk. Vælg hellere et netværksdrev, eller et drev, I kan tage ud."
)
NETWORK = "Kopierne ligger på et netværksdrev. Det er et godt sted: de er der stadig, hvis pc'en går i stykker."
IN_SYNC = (
    "Kopierne ligger i en mappe, som et andet program sender til internettet. De er krypteret, men det program gemmer "
    "gamle udgaver, så det, I sletter, bliver liggende der. Vælg hellere et netværksdrev."
)
OTHER_DRIVE = "Kopierne ligger på et andet drev end mappen. Det er et godt sted."


def words_about(folder: Path, vault: Path) -> tuple[str, bool]:
    """What to know about copies that lie in ``folder``, and whether it is a good place. Advice, not a rule.

    Asks the drive, which may take long: not on the window's thread. ("", True) when the drive does not answer.
    """
    codes = {found.code for found in place_findings(folder)}
    if SYNCED.code in codes:
        return IN_SYNC, False
    if ON_NETWORK.code in codes:
        return NETWORK, True
    try:
        same = _nearest(folder).stat().st_dev == vault.stat().st_dev
    except OSError:
        return "", True
    return (SAME_DRIVE, False) if same else (OTHER_DRIVE, True)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: it is made when the first copy is."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)

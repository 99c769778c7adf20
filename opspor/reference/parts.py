"""What others have made and is in this program: names, versions, licences, and where their texts lie.

Read from the packages themselves, in a run from source as in a packed program, so that it says what is really there.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions

_TOP = "opspor"
_SHORT = (
    ("GNU Lesser General Public License v2 or later (LGPLv2+)", "LGPL-2.1-or-later"),
    ("Python Software Foundation License", "PSF-2.0"),
    ("Apache Software License", "Apache-2.0"),
    ("BSD License", "BSD-3-Clause"),
    ("MIT License", "MIT"),
    ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "LGPL-3.0-only (eller GPL)"),
    ("dependency licenses", "m.fl."),
)
_UNSAID = {"sqlcipher3": "Zlib"}  # its own text says so, its description of itself does not


@dataclass(frozen=True, slots=True)
class Part:
    """One part, with the licence as a short name (SPDX where it has one)."""

    name: str
    version: str
    licence: str


# What lies in resources/ and is no package; the licence texts lie beside them.
DRAWN = (
    Part("Inter (skrift)", "", "OFL-1.1"),
    Part("Vazirmatn (skrift)", "", "OFL-1.1"),
    Part("Lucide (ikoner)", "", "ISC, nogle MIT"),
)


@cache
def parts() -> tuple[Part, ...]:
    """Every package that the program runs on, by name, and what is drawn with. Reads files: not before it is asked."""
    found = {_plain(one.metadata["Name"]): one for one in _packages()}
    packages = (Part(one.metadata["Name"], one.version, licence_of(one)) for _, one in sorted(found.items()))
    python = Part("Python", ".".join(map(str, sys.version_info[:3])), "PSF-2.0")
    return (python, *packages, *DRAWN)


def licence_of(package: Distribution) -> str:
    """The licence a package names, in short."""
    told = package.metadata
    kinds = [kind.rpartition(" :: ")[2] for kind in told.get_all("Classifier") or () if kind.startswith("License ::")]
    said = " / ".join(told.get_all("License-Expression") or kinds or told.get_all("License") or ())
    for long, short in _SHORT:
        said = said.replace(long, short)
    return said or _UNSAID.get(_plain(told["Name"]), "se teksten")


def where_the_texts_are() -> str:
    """Where the texts of the licences lie, in words."""
    if getattr(sys, "frozen", False):
        return "i mappen »licenser« ved siden af programmet"
    return "i NOTICE, i resources og i hver pakke"


def needed(asked: Iterable[str]) -> tuple[Distribution, ...]:
    """The packages that ``asked`` names (as ``pyproject.toml`` does), and those that they ask for themselves."""
    found: dict[str, Distribution] = {}
    ahead = list(asked)
    while ahead:
        line = ahead.pop()
        name = _plain(re.split(r"[^\w.-]", line, maxsplit=1)[0])
        if name not in found and not re.search(r"extra ==|python_version\s*<|sys_platform", line):
            found[name] = distribution(name)
            ahead += found[name].requires or ()
    return tuple(found.values())


def _packages() -> Iterable[Distribution]:
    """What the program asks for; in a packed one, which is no package itself, all that is there."""
    try:
        return needed(distribution(_TOP).requires or ())
    except PackageNotFoundError:
        return distributions()


def _plain(name: str) -> str:
    """As names of packages are compared."""
    return re.sub(r"[-_.]+", "-", name).casefold()

"""Writes the hashes of the forms into forms/RELEASED.toml: run it when a new form or version has been read through.

From then on the check refuses any change to those files, because old answers are shown with their words. A form that
the check finds fault with is not released, and a hash that stands there is never replaced.

    .venv/bin/python installer/release_forms.py
"""

import sys
from pathlib import Path

from opspor.forms.check import NOT_RELEASED, RELEASED, check_forms
from opspor.forms.finding import Finding
from opspor.forms.library import form_text
from opspor.forms.reader import read_form

_HEAD = """\
# SHA-256 of every released form. A released version is never edited: write a new one.
# Written by installer/release_forms.py.
"""


def release(folder: Path) -> list[Finding]:
    """Write the list of ``folder`` and return nothing, or return what stands in the way and write nothing."""
    found = [each for each in check_forms(folder) if each.code != NOT_RELEASED.code]
    if not found:
        names = sorted(file.relative_to(folder).with_suffix("").as_posix() for file in folder.glob("*/*/*.toml"))
        forms = {name: read_form(form_text(folder / f"{name}.toml", name), name) for name in names}
        lines = (f'"{name}" = "{form.ref.sha256}"\n' for name, form in forms.items())
        (folder / RELEASED).write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")
    return found


if __name__ == "__main__":
    faults = release(Path(__file__).parent.parent / "forms")
    for fault in faults:
        print(f"{fault.code}  {fault.place}\n    {fault.text}")
    sys.exit(1 if faults else 0)

"""The forms that the program came with: found by name, read when first asked for."""

import re
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from opspor import data_folder
from opspor.domain.assessment import FormRef
from opspor.domain.beredskab import Track
from opspor.domain.child import AgeBand
from opspor.domain.errors import Fault, KnownError
from opspor.domain.visit import VisitType
from opspor.forms.model import (
    DocumentForm,
    EnvironmentForm,
    FirstMinuteForm,
    Form,
    PositionForm,
    PracticeForm,
    PupilForm,
    TrackForm,
    TrivselForm,
    VisitForm,
)
from opspor.forms.reader import read_form

MISSING = Fault(
    "FORM-MANGLER",
    "Skemaet {name} findes ikke i programmet. Vurderinger og papirer er urørte. Installér programmet igen.",
)
CHANGED = Fault(
    "FORM-AENDRET",
    "Skemaet {name} er ikke det, der blev brugt. Vurderinger og papirer er urørte. Installér programmet igen.",
)
NOT_TEXT = Fault(
    "FORM-TEGN",
    "Skemaet {name} kan ikke læses: filen er ikke gemt som UTF-8. Vurderinger og papirer er urørte. "
    "Gem den som UTF-8, eller installér programmet igen.",
)

ANALYSIS = "analysis"
TRANSITION = "transition"
PRACTICE = tuple(f"case-{number:02}" for number in range(1, 13))  # ids of the practice cases, in their order

F = TypeVar("F", bound=Form)


class Library:
    """The forms of one folder. A file is read and kept when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[str, Form]] = {}

    def trivsel(self, band: AgeBand) -> TrivselForm:
        """The newest signs of an age band."""
        return self._newest("trivsel", f"trivsel-{band}", TrivselForm)

    def position(self) -> PositionForm:
        """The newest five position questions and their factors."""
        return self._newest("position", "position", PositionForm)

    def environment(self) -> EnvironmentForm:
        """The newest questions about the adults."""
        return self._newest("environment", "environment", EnvironmentForm)

    def track(self, track: Track) -> TrackForm:
        """The newest version of a track of the beredskabsplan."""
        return self._newest("beredskab", track.value.replace("_", "-"), TrackForm)

    def tracks(self) -> dict[Track, TrackForm]:
        """Every track that can be read: one that is damaged takes no other away in the worst hour."""
        found = {}
        for track in Track:
            with suppress(KnownError, OSError):
                found[track] = self.track(track)
        return found

    def first_minute(self) -> FirstMinuteForm:
        """The newest questions of the first minute."""
        return self._newest("first-minute", "first-minute", FirstMinuteForm)

    def document(self, form_id: str) -> DocumentForm:
        """The newest definition of what is written in sections: a paper (``PaperKind``), ``ANALYSIS``, the agenda
        of a meeting.
        """
        return self._newest("document", form_id, DocumentForm)

    def pupil(self, form_id: str) -> PupilForm:
        """The newest questions to a child (``domain.pupil.form_id``)."""
        return self._newest("pupil", form_id, PupilForm)

    def visit(self, kind: VisitType) -> VisitForm:
        """The newest topics of a type of home visit."""
        return self._newest("home-visit", kind, VisitForm)

    def practice(self, case_id: str) -> PracticeForm:
        """The newest version of a practice case (``PRACTICE``)."""
        return self._newest("practice", case_id, PracticeForm)

    def by_ref(self, ref: FormRef) -> Form | None:
        """Exactly the form that ``ref`` names, or None when the folder does not hold those bytes (any more).

        Then the copy in the vault is the one to show (``read_form``).
        """
        try:
            return self._exact(ref)[1]
        except KnownError:
            return None

    def text(self, ref: FormRef) -> str:
        """The exact text of the file that ``ref`` names: the vault keeps it of every version that it has used.

        Raises:
            KnownError: ``MISSING`` when there is no such file, ``CHANGED`` when its hash is another.
        """
        return self._exact(ref)[0]

    def _exact(self, ref: FormRef) -> tuple[str, Form]:
        name = f"{ref.kind}/{ref.id}/{ref.version}"
        if not re.fullmatch(r"[a-z-]+/[a-z0-9-]+/\d+", name):  # a ref may come from somebody else's vault
            raise KnownError(MISSING, name=name)
        text, form = self._load(name)
        if form.ref != ref:
            raise KnownError(CHANGED, name=name)
        return text, form

    def _newest(self, kind: str, form_id: str, shape: type[F]) -> F:
        files = (self._folder / kind / form_id).glob("*.toml")
        newest = max((int(file.stem) for file in files if file.stem.isdecimal()), default=0)
        name = f"{kind}/{form_id}/{newest}"
        form = self._load(name)[1]
        if not isinstance(form, shape):
            raise KnownError(CHANGED, name=name)
        return form

    def _load(self, name: str) -> tuple[str, Form]:
        if name not in self._read:
            text = form_text(self._folder / f"{name}.toml", name)
            self._read[name] = text, read_form(text, name)
        return self._read[name]


def form_text(file: Path, name: str) -> str:
    """The exact text of a form file; line ends stay as they are, since the hash is of the bytes.

    Raises:
        KnownError: ``MISSING`` or ``NOT_TEXT``.
    """
    try:
        return file.read_bytes().decode()
    except FileNotFoundError as error:
        raise KnownError(MISSING, name=name) from error
    except UnicodeDecodeError as error:
        raise KnownError(NOT_TEXT, name=name) from error


def load_library(folder: Path | None = None) -> Library:
    """The forms of the program, or those of another folder. Reads no file yet."""
    return Library(folder or data_folder("forms"))

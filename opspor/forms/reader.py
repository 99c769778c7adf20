"""Reads one form definition: TOML text in, a typed ``Form`` out, or a known error that says where and what."""

import re
import tomllib
from hashlib import sha256

import msgspec

from opspor.domain.errors import Fault, KnownError
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

NOT_TOML = Fault(
    "FORM-TOML",
    "Skemaet {name} kan ikke læses: teksten er ikke gyldig TOML ({where}). Vurderinger og papirer er urørte. "
    "Ret filen der, eller installér programmet igen.",
)
UNKNOWN_KIND = Fault(
    "FORM-SLAGS",
    "Skemaet {name} kan ikke læses: feltet kind siger {kind!r}. Vurderinger og papirer er urørte. "
    "Skriv en af disse: {kinds}.",
)
WRONG_FIELD = Fault(
    "FORM-FELT",
    "Skemaet {name} kan ikke læses: {what}. Sted: {where}. Vurderinger og papirer er urørte. "
    "Ret filen der, eller installér programmet igen.",
)

_SHAPES: dict[str, type[Form]] = {
    "trivsel": TrivselForm,
    "position": PositionForm,
    "environment": EnvironmentForm,
    "beredskab": TrackForm,
    "first-minute": FirstMinuteForm,
    "document": DocumentForm,
    "pupil": PupilForm,
    "practice": PracticeForm,
    "home-visit": VisitForm,
}

# msgspec says what is wrong in English, in these few ways.
_IN_DANISH = (
    (r"Object missing required field `(.*)`", r"feltet \1 mangler"),
    (r"Object contains unknown field `(.*)`", r"feltet \1 kendes ikke"),
    (r"Invalid enum value (.*)", r"værdien \1 kendes ikke"),
    (r"Expected `(.*)`, got `(.*)`", r"her skal stå \1, ikke \2"),
)


def read_form(text: str, name: str = "uden navn") -> Form:
    """The form that ``text`` (the whole TOML file) defines; ``name`` only stands in the error.

    At the top stand ``kind``, ``id`` and ``version``, then the fields of the struct. Unknown fields are refused.
    The hash in ``ref`` is that of the exact bytes of the text in UTF-8.

    Raises:
        KnownError: ``NOT_TOML``, ``UNKNOWN_KIND`` or ``WRONG_FIELD``, with the place of the fault.
    """
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"linje {place[1]}, tegn {place[2]}" if place else "ved slutningen"
        raise KnownError(NOT_TOML, name=name, where=where) from error
    kind = body.pop("kind", None)
    if not isinstance(kind, str) or kind not in _SHAPES:
        raise KnownError(UNKNOWN_KIND, name=name, kind=kind, kinds=", ".join(_SHAPES))
    if "ref" in body:  # ours to make, never the file's to claim
        raise KnownError(WRONG_FIELD, name=name, what="feltet ref kendes ikke", where="øverst i filen")
    ref: dict[str, object] = {key: body.pop(key) for key in ("id", "version") if key in body}
    ref |= {"kind": kind, "sha256": sha256(text.encode()).hexdigest()}
    try:
        return msgspec.convert({**body, "ref": ref}, _SHAPES[kind])
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        for english, danish in _IN_DANISH:
            what = re.sub(english, danish, what)
        raise KnownError(WRONG_FIELD, name=name, what=what, where=path.strip("`") or "øverst i filen") from error

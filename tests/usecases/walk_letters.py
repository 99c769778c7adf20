"""The rows of the walk for letters to parents."""

from functools import partial
from pathlib import Path

from opspor import data_folder
from opspor.domain.ids import Id
from opspor.reference.letters import DANISH, shipped
from opspor.usecases import letters, people
from opspor.usecases.desk import Desk
from tests.usecases.walk import CONTENT, LEADER, ROOM, Call, Table, Walk


def ready(walk: Walk, desk: Desk, of: str) -> tuple[Id, list[tuple[Id, str]]]:
    """The group and one of its children, in a house that has said who it is."""
    people.change_institution(
        walk.as_(desk, "mette"), name="Hus", controller="Kanari Kommune", address="", phone="", forum_name="", dpo="dpo"
    )
    return walk.group(of), [(walk.child(of), DANISH)]


def save(walk: Walk, desk: Desk, of: str) -> object:
    return partial(letters.save, desk, *ready(walk, desk, of), walk.target())


def save_each(walk: Walk, desk: Desk, of: str) -> object:
    return partial(letters.save_each, desk, *ready(walk, desk, of), walk.target().parent)


def preview(walk: Walk, desk: Desk, of: str) -> object:
    group, ((child, code),) = ready(walk, desk, of)
    return partial(letters.preview, desk, group, child, code)


def translation(walk: Walk) -> Path:
    """A translation of another language than the program has."""
    english = (data_folder("resources") / "letters" / "en.toml").read_text("utf-8")
    file = walk.target().with_suffix(".toml")
    file.write_text(english.replace('code = "en"', 'code = "ro"'), "utf-8")
    return file


LETTER_ROWS: dict[str, tuple[Table, Call]] = {
    "letters.group_letters": (CONTENT, lambda w, d, of: letters.group_letters(d, w.group("another room"))),
    "letters.save": (ROOM, save),
    "letters.save_each": (ROOM, save_each),
    "letters.preview": (ROOM, preview),
    "letters.fetch": (LEADER, lambda w, d, of: partial(letters.fetch, d, translation(w))),
    "letters.for_translator": (LEADER, lambda w, d, of: letters.for_translator(d, shipped()[-1], w.target())),
}  # fmt: skip

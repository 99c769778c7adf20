"""``opspor local``: the local layer of a municipality, out of a vault as a file and into one."""

import argparse
from functools import partial

from opspor.cli import console
from opspor.domain.local import Difference
from opspor.domain.text import count_of
from opspor.exchange.local_file import read_file
from opspor.usecases import local_layer
from opspor.usecases.local_layer import Preview
from opspor.workplace import Workplace


def export(args: argparse.Namespace, place: Workplace) -> int:
    """``opspor local export``: the municipal part as a file."""
    layer = place.run(partial(local_layer.export, target=args.file, made_by=args.by)).result()
    if args.json:
        console.say_json({"version": layer.version, "numbers": len(layer.numbers), "notes": len(layer.local.notes)})
    else:
        console.say(f"Filen er gemt: version {layer.version} med {count_of(len(layer.numbers), 'nummer', 'numre')}.")
    return 0


def import_(args: argparse.Namespace, place: Workplace) -> int:
    """``opspor local import``: takes the file over; what the house wrote itself stays, and is said."""
    file = read_file(args.file)
    found = place.run(partial(local_layer.preview if args.dry_run else local_layer.take_over, file=file)).result()
    if args.json:
        console.say_json(_result(found))
    else:
        _say(found)
        if args.dry_run:
            console.say("Intet er ændret.")
    return 0


def _result(found: Preview) -> dict[str, object]:
    def each(differences: tuple[Difference, ...]) -> list[dict[str, str]]:
        return [{"about": one.about, "here": one.here, "file": one.file} for one in differences]

    return {
        "municipality": found.file.local.municipality,
        "version": found.file.version,
        "taken": each(found.taken),
        "kept": each(found.kept),
        "missing": list(found.missing),
        "unknown": list(found.unknown),
    }


def _say(found: Preview) -> None:
    file = found.file
    console.say(f"{file.local.municipality}, version {file.version}, lavet af {file.made_by}.")
    for one in found.taken:
        console.say(f"Fra filen: {one.about}: {one.here or 'tom'} → {one.file or 'tom'}")
    for one in found.kept:
        console.say(f"Jeres eget bliver stående: {one.about}: {one.here} (filen: {one.file})")
    for words in found.unknown:
        console.say(f"Ikke taget med: {words}")
    for words in found.missing:
        console.say(f"Der mangler et nummer: {words}")

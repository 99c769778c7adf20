"""The command line: the same use cases as the window, for IT, tests and automation. No Qt."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from opspor.cli import arguments, console
from opspor.domain.errors import KnownError
from opspor.vault.keys import Derive, argon2id

DONE, KNOWN_PROBLEM, OUR_BUG = 0, 1, 3

Window = Callable[[Path | None], int]  # opens the desktop program on a vault
# vault, login, password, folder, every look or one, and what is in the names of those to draw
Draw = Callable[[Path, str, str, Path, bool, str], list[Path]]


def main(
    argv: Sequence[str], *, derive: Derive = argon2id, window: Window | None = None, draw: Draw | None = None
) -> int:
    """Do what ``argv`` (without the program's name) says, and give the exit code.

    0 done; 1 a known problem, said in one Danish sentence on stderr with its code in brackets; 2 wrong usage (leaves by
    ``SystemExit``); 3 a bug of ours. ``window`` and ``draw`` are handed in, since nothing here knows Qt.
    """
    parser = arguments.parser()
    args = parser.parse_args(argv)
    if args.command is None:
        return window(args.vault) if window else parser.refuse("Skriv en kommando.")
    if args.command == "export" and args.anonymous and args.kind not in ("brief", "matrix"):
        parser.refuse("--anonymous kan kun bruges til brief og matrix: en underretning har altid navn.")
    if args.command == "export" and args.all and (args.kind != "underretning" or args.id):
        parser.refuse("--all kan kun bruges til underretning, og så uden ID.")
    if args.command == "export" and not args.all and not args.id:
        parser.refuse("Her mangler noget: ID.")
    if args.command == "export" and args.out.suffix == arguments.JSON and args.kind not in ("underretning", "access"):
        parser.refuse("Kun en underretning og access kan gemmes som JSON.")
    if args.command == "export" and (args.kind == "access") is not bool(args.to):
        parser.refuse("access skal have --to, og kun access: hvem der har bedt om indsigt.")
    try:
        code = _do(args, derive, draw)
        sys.stdout.flush()
        return code
    except KnownError as error:
        console.tell(f"{error} [{error.code}]")
        return KNOWN_PROBLEM
    except BrokenPipeError:  # whoever read the result has read enough, as »| head« does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more as it ends
        return DONE
    except KeyboardInterrupt:
        console.tell("Afbrudt. Det, der var gemt, er der stadig.")
        return KNOWN_PROBLEM
    except Exception as error:  # noqa: BLE001  the last place: whatever else it is, it is our fault
        console.report_bug(error)
        return OUR_BUG


def _do(args: argparse.Namespace, derive: Derive, draw: Draw | None) -> int:
    """Run the command. What it needs is imported here: ``--help`` has no use for SQLAlchemy."""
    if args.command == "demo":
        from opspor.cli import demo

        return demo.command(args, derive, draw)
    if args.command == "screens":
        from opspor.cli.demo import screens

        return screens.command(args.folder, args.only, derive, draw)
    from opspor.cli import commands

    return commands.COMMANDS[args.command](args, derive)

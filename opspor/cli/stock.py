"""``opspor stock``: what a vault holds, from the folder or from a copy of it, for the DPO when a device is lost."""

import argparse
from datetime import datetime
from functools import partial

from opspor.cli import console
from opspor.documents.stock_paper import deadline, locks_of, rows_of, sorts_of
from opspor.usecases import stock
from opspor.workplace import Workplace


def take(args: argparse.Namespace, place: Workplace, copy_made: datetime | None = None) -> int:
    """Say it, and save it where ``--out`` says."""
    if args.out:
        place.run(partial(stock.save, target=args.out, copy_made=copy_made)).result()
    found = place.look(partial(stock.take, copy_made=copy_made)).result()
    if args.json:
        console.say_json(stock.as_json(found))
        return 0
    for label, value in rows_of(found):
        console.say(f"{label}: {value}")
    for words, count, period in sorts_of(found):
        console.say(f"{words}: {count} ({period})")
    for label, value in locks_of(found):
        console.say(f"{label}: {value}")
    console.say(deadline(found))
    return 0

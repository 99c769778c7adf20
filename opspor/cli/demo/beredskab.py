"""Plays what the leader writes into the beredskab: the numbers, and what the municipality says beside the tracks."""

from dataclasses import replace
from functools import partial

from opspor.cli.demo.material import TRIED
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play
from opspor.reference import numbers
from opspor.usecases import contacts, local_layer
from opspor.usecases.contacts import Contact

_FUNCTION = "Leder"  # readable when locked, so it is no name


def plan(play: Play) -> None:
    """Plan that the leader goes through it again: most numbers are tried, the others will soon be too old."""
    play.at(moment(play.days.ago(TRIED), "10.00"), play.houses[0].staff[0].login, partial(write, play))


def write(play: Play) -> None:
    """Write all of it, each number with the day it was tried: today, where that day has not come yet."""
    today = play.stage.clock().date()
    functions = {place.key: place.function for place in numbers.places()}
    tried = {phone.key: min(play.days.ago(phone.tried), today) for phone in play.common.contact}
    entries = [
        Contact(phone.key, functions[phone.key], phone.phone, phone.hours, tried[phone.key], _FUNCTION)
        for phone in play.common.contact
    ]
    play.stage.do(contacts.save, tuple(entries))
    play.stage.do(local_layer.save, replace(play.common.local, checked_on=today, checked_by=_FUNCTION))

"""What a demo's leader has written into the beredskab."""

from opspor.cli.demo.material import Common, load
from opspor.usecases import contacts, local_due, local_layer
from opspor.usecases.contacts import DEMO_PREFIX
from tests.cli.demo.conftest import Play


def test_the_numbers_are_made_up_and_two_should_be_tried_again(play: Play) -> None:
    place = play("--children", "6").open()
    try:
        numbers = place.look(contacts.listed).result()
        due = place.look(local_due.due).result()
    finally:
        place.close()
    assert {entry.key for entry in numbers} == {phone.key for phone in load("common", Common).contact}
    assert all(entry.phone.replace(" ", "").startswith(DEMO_PREFIX) for entry in numbers)
    assert due.line == "Prøv 2 telefonnumre i beredskabet igen."


def test_the_municipality_says_something_beside_the_tracks_and_it_was_looked_through(play: Play) -> None:
    place = play("--children", "6").open()
    try:
        view = place.look(local_layer.known).result()
        due = place.look(local_due.due).result()
    finally:
        place.close()
    assert "demo" in view.local.municipality
    assert view.local.notes
    assert view.local.limits
    assert view.local.checked_on is not None
    assert not due.texts

"""Plays what a family says: contacts with parents, the child's own words, faces it points at, and who is around it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from opspor.cli.demo.cast import Child
from opspor.cli.demo.material import ContactText, FacesText, HeardText, House, NetworkText, TransitionText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, with_story
from opspor.domain.contact import Contact, Spoken
from opspor.domain.network import Considered, Network
from opspor.domain.pupil import PupilAnswers
from opspor.domain.transition import LinePart, Wish
from opspor.usecases import children, networks, parent_contacts, pupils, transitions


def plan(play: Play, house: House) -> None:
    """Plan what the families of a house say. What is about a child that is not in a small demo is left out."""
    told = with_story(play, house)
    kinds: tuple[tuple[tuple[Any, ...], str, Callable[[Play, House, Child, Any], None]], ...] = (
        (house.contact, "15.10", _contact), (house.heard, "", _hear), (house.faces, "10.10", _point),
        (house.network, "10.40", _draw), (house.transition, "15.40", _hand_on),
    )  # fmt: skip
    for texts, at, scene in kinds:
        for text in texts:
            if text.story in told:
                when = moment(play.days.ago(text.days), at or text.at)
                play.at(when, text.by, partial(scene, play, house, told[text.story], text))


def _contact(play: Play, house: House, child: Child, text: ContactText) -> None:
    log = play.stage.do(parent_contacts.contact_log, play.child(child).id)
    views = text.views + ("",) * (len(log.carers) - len(text.views))
    people = tuple(
        Spoken(carer.id, f"{carer.name} ({carer.relation})", view)
        for place, (carer, view) in enumerate(zip(log.carers, views, strict=False))
        if view or place in text.tried
    ) or (Spoken(None, "hjemmet"),)
    play.stage.clock.skip(minutes=10)
    written = Contact(
        play.stage.clock().date(), text.way, not text.tried, people, text.about, text.agreed,
        None if text.again is None else play.days.ahead(text.again),
    )  # fmt: skip
    play.stage.do(parent_contacts.note_contact, log.child.id, house.context, written)
    play.counts["contacts_in_vain" if text.tried else "contacts"] += 1


def _hear(play: Play, _house: House, child: Child, text: HeardText) -> None:
    at = play.stage.clock()
    play.stage.clock.skip(minutes=6)
    play.stage.do(
        children.quote, play.child(child).id, said_at=at, place=text.place, words=text.words, asked=text.asked,
        how=text.how, asked_by=play.stage.place.staff.name if text.asked else "",
    )  # fmt: skip
    play.counts["childs_words"] += 1


def _point(play: Play, _house: House, child: Child, text: FacesText) -> None:
    """An adult sits along and reads aloud."""
    sheet = play.stage.do(pupils.sheet, play.child(child).id)
    play.stage.clock.skip(minutes=10)
    given, today = PupilAnswers(faces=text.faces), play.stage.clock().date()
    play.stage.do(partial(pupils.submit, on_screen=True, said_on=today), sheet, given)
    play.counts["pupil_views"] += 1


def _draw(play: Play, house: House, child: Child, text: NetworkText) -> None:
    answered = text.considered is not Considered.NOT_YET
    on = play.stage.clock().date() if answered else None
    drawn = Network(text.person, text.drawn_with, text.considered, on, text.note)
    play.stage.do(networks.keep, play.child(child).id, house.context, drawn, None)
    play.counts["network_maps"] += 1


def _hand_on(play: Play, _house: House, child: Child, text: TransitionText) -> None:
    """The parents tick everything that was written, and the child's own words; how it was placed stays here."""
    carers = play.stage.do(children.open_child, play.child(child).id).particulars.carers
    sheet = play.stage.do(transitions.sheet, play.child(child).id)
    play.stage.clock.skip(minutes=30)
    reader = f"{carers[0].name} ({carers[0].relation})" if carers else "hjemmet"
    today = play.stage.clock().date()
    wish = Wish(text.way, text.to, text.texts, frozenset(text.texts), read_by=reader, read_on=today)
    ticked = frozenset(line.key for line in sheet.lines if line.part is LinePart.CHILD)
    play.stage.do(transitions.finish, sheet.child.id, wish, ticked)
    play.counts["transitions"] += 1

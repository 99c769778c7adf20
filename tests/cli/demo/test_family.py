"""What families say in the demo: contacts, the child's words, the picture sheet and the map of the people around it."""

from functools import partial

from opspor.cli.demo.material import House, load
from opspor.domain.child import age_in_months
from opspor.domain.network import Considered, Often
from opspor.domain.transition import LinePart
from opspor.forms.library import TRANSITION, load_library
from opspor.usecases import children, networks, parent_contacts, transitions
from opspor.usecases.children import ChildFile
from opspor.usecases.networks import NetworkSheet
from opspor.usecases.parent_contacts import ContactLog
from tests.cli.demo.conftest import Play, Played

HOUSE = load("dagtilbud", House)
HOUSES = [load(kind, House) for kind in ("dagtilbud", "skole", "sundhedspleje")]


def everything(played: Played) -> list[tuple[ChildFile, ContactLog, NetworkSheet]]:
    """All that families said of all children."""
    place = played.open()
    try:
        return [
            (
                place.run(partial(children.open_child, child_id=child.id)).result(),
                place.run(partial(parent_contacts.contact_log, child_id=child.id)).result(),
                place.run(partial(networks.sheet, child_id=child.id)).result(),
            )
            for child in place.look(children.listed).result()
        ]
    finally:
        place.close()


def test_a_child_points_at_faces_of_the_form_for_small_children() -> None:
    known = {question.id for question in load_library().pupil("pupil-3-5").question}
    for house in HOUSES:
        for text in house.faces:
            assert set(text.faces) <= known


def test_everybody_on_a_map_can_stand_there() -> None:
    for house in HOUSES:
        for text in house.network:
            assert all(person.label and person.sector and person.ring and person.often for person in text.person)
            assert len({person.label for person in text.person}) == len(text.person)
    assert max(len(text.person) for text in HOUSE.network) >= 12


def test_what_goes_along_to_a_school_answers_the_form_and_nothing_of_how_the_child_was_placed(play: Play) -> None:
    (text,) = HOUSE.transition
    assert set(text.texts) <= {section.id for section in load_library().document(TRANSITION).section}
    place = play().open()
    told = [
        place.run(partial(transitions.sheet, child_id=child.id)).result()
        for child in place.look(children.listed).result()
    ]
    today = place.clock().date()
    place.close()
    (sheet,) = [sheet for sheet in told if sheet.finished]
    (made,) = sheet.finished
    assert (made.to, dict(made.texts), made.because) == (text.to, text.texts, "")
    assert {line.part for line in made.lines} == {LinePart.CHILD}
    assert LinePart.JUDGED in {line.part for line in sheet.lines}
    assert sheet.child.birth_date is not None
    assert age_in_months(sheet.child.birth_date, today) >= 5 * 12  # it starts school


def test_families_are_talked_with_and_tried_in_vain_and_each_carer_has_a_view_of_their_own(play: Play) -> None:
    played = play()
    found = everything(played)
    counts = played.result["counts"]
    contacts = [one.contact for _, log, _ in found for one in log.contacts]
    assert sum(one.talked for one in contacts) == counts["contacts"]
    assert sum(not one.talked for one in contacts) == counts["contacts_in_vain"] >= 2
    assert all(bool(person.view) == one.talked for one in contacts for person in one.people)
    assert any(len({person.view for person in one.people}) == 2 for one in contacts)
    assert all(person.carer_id for one in contacts for person in one.people)
    assert any(one.next_on for one in contacts)
    assert len({one.way for one in contacts}) >= 4


def test_the_childs_words_say_how_they_came_and_who_asked(play: Play) -> None:
    words = [said for file, _, _ in everything(play()) for said in file.words]
    assert {said.how for said in words if said.how} == {text.how for text in HOUSE.heard}
    assert any(said.asked_by for said in words)
    assert all(said.asked for said in words if said.asked_by)


def test_a_small_child_has_pointed_at_faces_and_two_have_a_map(play: Play) -> None:
    found = everything(play())
    pointed = [file.pupil for file, _, _ in found if file.pupil]
    assert [view.form.id for view, _ in pointed] == ["pupil-3-5"] * len(HOUSE.faces)
    maps = [sheet.current.network for _, _, sheet in found if sheet.current]
    assert {len(one.people) for one in maps} == {len(text.person) for text in HOUSE.network}
    assert {one.considered for one in maps} == {Considered.YES, Considered.NO}
    assert {person.often for one in maps for person in one.people} >= {Often.DAILY, Often.WEEKLY, Often.MONTHLY}

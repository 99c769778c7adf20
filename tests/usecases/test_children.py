"""A class list comes in; a child's page is opened and completed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody, HelpGiven, Particulars, Sibling
from opspor.domain.concern import Danger, HowSaid
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import children, concerns
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House


def carer(number: int) -> Carer:
    return Carer(
        Id(f"carer-{number}"), f"Kanari Forælder {number}", "medmor", Custody.UNKNOWN, "Ærøvej 3, 1. tv", "12 34 56 78",
        number == 1, number % 2 == 0,
    )  # fmt: skip


def test_a_list_is_imported_whole_or_not_at_all(house: House) -> None:
    before = house.do(children.known)
    broken = [NewChild("Nye", "Barn", None, "", "Bøgestuen", ""), NewChild(" ", "Uden fornavn", None, "", "", "")]

    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: children.import_list(desk, broken, "Bøgestuen"))

    assert refused.value.code == "BARN-NAVN"
    assert house.do(children.known) == before


def test_a_child_without_a_group_is_asked_for_one(house: House) -> None:
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: children.import_list(desk, [NewChild("Liv", "", None, "", "", "")]))
    assert refused.value.code == "LISTE-GRUPPE"


def test_whoever_imports_a_new_room_works_in_it(house: House) -> None:
    house.enter("jonas")
    new = [NewChild("Liv", "Kanariås", None, "", "Ny Stue", "")]

    imported = house.do(lambda desk: children.import_list(desk, new))

    assert imported.new_groups == 1
    assert imported.children[0] in {child.id for child in house.do(children.listed)}


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_a_childs_page_holds_none_to_five_carers(house: House, number: int) -> None:
    child = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, child))
    whole = replace(
        file.particulars,
        address="Åstræde 7",
        protected=True,
        interpreter=True,
        language="somali",
        carers=tuple(carer(n) for n in range(number)),
        siblings=(Sibling("Bo", "2 år, vuggestuen"), Sibling("", "på vej, termin i maj")),
        help_given=(HelpGiven("Sundhedsplejerske, ekstra besøg", "marts", "Mor fik søvn", False),),
    )

    house.do(lambda desk: children.change(desk, child, file.particulars_id, whole))

    assert house.do(lambda desk: children.open_child(desk, child)).particulars == whole


def test_six_carers_are_one_too_many(house: House) -> None:
    file = house.do(lambda desk: children.open_child(desk, house.children[0]))
    six = replace(file.particulars, carers=tuple(carer(n) for n in range(6)))
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: children.change(desk, house.children[0], file.particulars_id, six))
    assert refused.value.code == "BARN-VOKSNE"


def test_two_people_who_change_the_same_child_do_not_overwrite_each_other(house: House) -> None:
    child = house.children[0]
    seen = house.do(lambda desk: children.open_child(desk, child))
    house.do(lambda desk: children.change(desk, child, seen.particulars_id, replace(seen.particulars, note="Først")))

    with pytest.raises(KnownError) as late:
        house.do(lambda desk: children.change(desk, child, seen.particulars_id, replace(seen.particulars, note="Så")))

    assert late.value.code == "BARN-AENDRET"
    assert house.do(lambda desk: children.open_child(desk, child)).particulars.note == "Først"


def test_a_new_name_is_found_and_sorted_at_once(house: House) -> None:
    child = house.children[2]
    file = house.do(lambda desk: children.open_child(desk, child))
    renamed = replace(file.particulars, first_name="Ørn", last_name="Kanari_100%")
    house.do(lambda desk: children.change(desk, child, file.particulars_id, renamed))

    assert [row.id for row in house.do(lambda desk: children.listed(desk, search="øRN kanari_100%"))] == [child]
    assert house.do(lambda desk: children.listed(desk, search="kanari_1000")) == ()
    assert [row.first_name for row in house.do(children.listed)] == ["Ina", "Karla", "Ørn", "Åse"]


def test_a_protected_child_is_marked_in_lists_and_searches_from_the_import_or_by_hand(house: House) -> None:
    new = children.NewChild("Ørn", "Kanari", None, "", "Solsikken", "", protected=True)
    (imported,) = house.do(lambda desk: children.import_list(desk, [new])).children
    assert house.do(lambda desk: children.open_child(desk, imported)).particulars.protected
    assert [row.id for row in house.do(children.listed) if row.protected] == [imported]

    file = house.do(lambda desk: children.open_child(desk, imported))
    free = replace(file.particulars, protected=False)
    house.do(lambda desk: children.change(desk, imported, file.particulars_id, free))
    assert not any(row.protected for row in house.do(lambda desk: children.listed(desk, search="ørn")))


def test_staff_see_the_children_of_their_own_groups_and_the_leader_all(house: House) -> None:
    assert len(house.do(children.listed)) == 4
    house.enter("ali")
    assert [row.first_name for row in house.do(children.listed)] == ["Ina"]
    assert house.do(lambda desk: children.listed(desk, group=house.groups["Bøgestuen"])) == ()
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: children.open_child(desk, house.children[0]))
    assert refused.value.code == "ADGANG-NEJ"


def test_what_was_seen_keeps_when_it_happened_and_when_it_was_written(house: House) -> None:
    child = house.children[0]
    seen_at = house.clock.now - timedelta(days=14)
    house.do(lambda desk: children.observe(desk, child, seen_at=seen_at, place="Garderoben", text="Sover ved krogen."))
    house.do(
        lambda desk: children.quote(
            desk, child, said_at=seen_at, place="", words="»Mor sov.«", asked="Hvad har du spist i dag?",
            how=HowSaid.OPEN_QUESTION, asked_by=" psykologen ",
        )
    )  # fmt: skip

    file = house.do(lambda desk: children.open_child(desk, child))

    assert [(o.seen_at, o.place, o.author_name) for o in file.observations] == [
        (seen_at, "Garderoben", "Mette Kanari Skov")
    ]
    assert file.observations[0].written_at > seen_at
    assert file.words[0].came_about == "Svar på et åbent spørgsmål. Spurgt af psykologen: »Hvad har du spist i dag?«"


@pytest.mark.parametrize(("text", "days", "code"), [(" ", 0, "BARN-TEKST"), ("Så noget", 1, "BARN-DATO")])
def test_an_observation_needs_a_text_and_cannot_lie_ahead(house: House, text: str, days: int, code: str) -> None:
    when = house.clock.now + timedelta(days=days)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: children.observe(desk, house.children[0], seen_at=when, place="", text=text))
    assert refused.value.code == code


def test_a_suspicion_is_not_on_the_childs_page_of_a_colleague(house: House) -> None:
    child = house.children[0]
    with house.as_("jonas"):
        for topic in (Track.GENERAL, Track.PARENTS):
            house.do(
                lambda desk, t=topic: concerns.start(  # type: ignore[misc]
                    desk, danger=Danger.NO, track=t, what="Kanari", seen_on=desk.clock().date(), child_id=child
                )
            )
    counts = {}
    for login in ("jonas", "sofie", "mette"):
        with house.as_(login):
            counts[login] = len(house.do(lambda desk: children.open_child(desk, child)).concerns)

    assert counts == {"jonas": 2, "sofie": 1, "mette": 2}


def test_a_child_of_another_vault_is_not_found(house: House) -> None:
    with pytest.raises(KnownError) as missing:
        house.do(lambda desk: children.open_child(desk, Id("findes-ikke")))
    assert missing.value.code == "BARN-MANGLER"


def test_a_new_child_knows_nothing_yet(house: House) -> None:
    file = house.do(lambda desk: children.open_child(desk, house.children[0]))

    assert file.particulars == Particulars("Karla", "Kanarijuhl", date(2022, 1, 5), "", "", False, "", None, "")


@pytest.mark.parametrize("group", ["Bøgestuen", " bøgestuen "])
def test_a_list_is_no_way_into_another_room(house: House, group: str) -> None:
    house.enter("ali")

    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: children.import_list(desk, [NewChild("Liv", "", None, "", group, "")]))

    assert refused.value.code == "ADGANG-NEJ"
    house.enter("ali")
    assert [row.first_name for row in house.do(children.listed)] == ["Ina"]
    assert house.do(lambda desk: children.import_list(desk, [NewChild("Liv", "", None, "", "Egestuen", "")])).children


# --- groups -----------------------------------------------------------------------------------------------------------


def enrolled(house: House, child: Id) -> list[tuple[str, date, date | None]]:
    file = house.do(lambda desk: children.open_child(desk, child))
    return [(e.group_name, e.since, e.until) for e in file.enrolments]


def test_a_child_goes_in_class_and_sfo_and_both_see_it(house: House) -> None:
    child, room, today = house.children[0], house.groups["Egestuen"], house.clock().date()
    house.do(lambda desk: children.enrol(desk, child, room, today))
    assert enrolled(house, child) == [("Bøgestuen", today, None), ("Egestuen", today, None)]
    with house.as_("ali"):
        assert child in [c.id for c in house.do(children.listed)]
        assert house.do(lambda desk: children.open_child(desk, child)).child.group_names == ("Bøgestuen", "Egestuen")
    house.enter("mette")
    house.do(lambda desk: children.leave_group(desk, child, room, today))
    assert enrolled(house, child) == [("Bøgestuen", today, None)]
    with house.as_("ali"), pytest.raises(KnownError):
        house.do(lambda desk: children.open_child(desk, child))


def test_a_move_keeps_where_the_child_went_and_moving_back_that_day_undoes_it(house: House) -> None:
    child, old, new = house.children[0], house.groups["Bøgestuen"], house.groups["Egestuen"]
    came = house.clock().date()
    house.clock.now += timedelta(days=20)
    day = house.clock().date()
    house.do(lambda desk: children.move(desk, child, old, new, day))
    assert enrolled(house, child) == [("Egestuen", day, None), ("Bøgestuen", came, day)]
    house.do(lambda desk: children.move(desk, child, new, old, day))
    assert enrolled(house, child) == [("Bøgestuen", came, None)]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("enrol again", "BARN-GAAR-DER"),
        ("leave another", "BARN-GAAR-IKKE"),
        ("enrol tomorrow", "BARN-GRUPPE-DATO"),
        ("leave tomorrow", "BARN-GRUPPE-DATO"),
        ("leave before it came", "BARN-GRUPPE-DATO"),
        ("nowhere", "GRUPPE-MANGLER"),
    ],
)
def test_a_group_or_a_day_that_cannot_be_is_refused_and_nothing_is_changed(house: House, what: str, code: str) -> None:
    child, here, other = house.children[0], house.groups["Bøgestuen"], house.groups["Egestuen"]
    today, day = house.clock().date(), timedelta(days=1)
    tries: dict[str, Callable[[Desk], None]] = {
        "enrol again": lambda desk: children.enrol(desk, child, here, today),
        "leave another": lambda desk: children.leave_group(desk, child, other, today),
        "enrol tomorrow": lambda desk: children.enrol(desk, child, other, today + day),
        "leave tomorrow": lambda desk: children.leave_group(desk, child, here, today + day),
        "leave before it came": lambda desk: children.move(desk, child, here, other, today - day),
        "nowhere": lambda desk: children.move(desk, child, here, Id("gone"), today),
    }
    before = enrolled(house, child)
    with pytest.raises(KnownError) as refused:
        house.do(tries[what])
    assert refused.value.code == code
    assert enrolled(house, child) == before


def test_the_list_of_the_sfo_lets_children_of_the_class_go_there_too(house: House) -> None:
    child, day = house.children[0], house.clock().date()
    row = NewChild("Karla", "Kanarijuhl", date(2022, 1, 5), "", "SFO Rød", "", known=child)
    new = NewChild("Nanna", "Kanari", None, "", "SFO Rød", "")
    with house.as_("jonas"):
        imported = house.do(lambda desk: children.import_list(desk, [row, new]))
        assert (len(imported.children), imported.new_groups, imported.enrolled) == (1, 1, 1)
    house.enter("jonas")
    assert enrolled(house, child) == [("Bøgestuen", day, None), ("SFO Rød", day, None)]
    assert house.do(lambda desk: children.import_list(desk, [row])).enrolled == 0


def test_a_list_is_no_way_into_the_file_of_a_child_of_another_room(house: House) -> None:
    with house.as_("ali"):
        row = NewChild("Karla", "Kanarijuhl", date(2022, 1, 5), "", "Min egen", "", known=house.children[0])
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk: children.import_list(desk, [row]))
        assert refused.value.code == "ADGANG-NEJ"
        found = {child.first_name: child for child in house.do(children.known)}
        assert (found["Karla"].within_reach, found["Ina"].within_reach) == (False, True)
    house.enter("mette")
    assert [e[0] for e in enrolled(house, house.children[0])] == ["Bøgestuen"]

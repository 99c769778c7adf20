"""What is proposed to be left out, for each who asks: never one parent's home to the other, never another child."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import Connection

from opspor.domain.beredskab import Certainty as Sure
from opspor.domain.beredskab import Judged, MayBeTold, Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.rights import RightKind, RightsNote
from opspor.domain.subject_access import MARK, Asker, Draft, Hidden, Request, Why, as_given
from opspor.store import children as stored
from opspor.store import protection, records
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import children, concerns, subject_access, tracks
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House

ASKED_ON = date(2026, 3, 2)
MOTHER = Carer(Id("mor"), "Kanaria Mor", "mor", Custody.YES, "Ærøvej 12, 7400 Herning", "90 11 22 33", True, True)
FATHER = Carer(Id("far"), "Kanarius Far", "far", Custody.YES, "Engen 4", "90 44 55 66", False, False)
BY_MOTHER = Request(Asker.CARER, "Kanaria Mor", ASKED_ON, MOTHER.id)
BY_FATHER = Request(Asker.CARER, "Kanarius Far", ASKED_ON, FATHER.id)


@pytest.fixture
def child(house: House) -> Id:
    """Karla, whose mother must not be found, with whom she lives; Noah goes to the same room."""
    house.do(lambda desk: children.import_list(desk, [NewChild("Noah", "Kanariholm", None, "", "Bøgestuen", "")]))
    be(house, MOTHER, FATHER)
    return house.children[0]


def be(house: House, *carers: Carer, protected: bool = False) -> None:
    """Karla's family from now on."""

    def change(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            version, known = stored.particulars(connection, house.children[0])
        new = replace(known, address=MOTHER.address, carers=carers, protected=protected)
        children.change(desk, house.children[0], version, new)

    house.do(change)


def seen(house: House, child: Id, text: str) -> str:
    """Somebody writes what was seen; the key of it as a piece."""
    record = house.do(lambda desk: children.observe(desk, child, seen_at=desk.clock(), place="", text=text))
    return f"{record}/text"


def draft(house: House, child: Id, request: Request) -> Draft:
    begun = house.do(lambda desk: subject_access.begin(desk, child, request))
    return house.do(lambda desk: subject_access.open_(desk, begun))


def given(draft_: Draft, key: str) -> str | None:
    """A piece as it would be handed over if nobody looked at it."""
    return next(as_given(piece, draft_.access.request) for piece in draft_.pieces if piece.key == key)


def all_given(draft_: Draft) -> str:
    return "\n".join(filter(None, (as_given(piece, draft_.access.request) for piece in draft_.pieces)))


def direct(work: Callable[[Connection, Header], None], child: Id) -> Callable[[Desk], None]:
    """Write a record about the child with the store's own functions."""

    def write(desk: Desk) -> None:
        now = desk.clock()
        with desk.engine.begin() as connection:
            work(connection, Header(Id(f"r-{now.isoformat()}"), desk.staff.id, now, now, child_id=child))

    return write


# --- homes --------------------------------------------------------------------------------------------------------


def test_one_parents_protected_home_is_never_for_the_other(house: House, child: Id) -> None:
    key = seen(house, child, "Karla var glad. Hun gik hjem til Ærøvej 12. Mor kan nås på 90112233.")

    for request in (BY_FATHER, Request(Asker.OTHER, "Kanari Onkel", ASKED_ON)):
        found = draft(house, child, request)
        assert given(found, key) == f"Karla var glad. {MARK} {MARK}"
        said = all_given(found)
        assert "Ærøvej" not in said
        assert "90 11 22 33" not in said
        assert "Engen 4" in said


def test_nor_does_it_stand_in_what_a_carer_is_called(house: House, child: Id, tmp_path: Path) -> None:
    aunt = Carer(Id("aunt"), "Kanarine", "moster på Ærøvej 12", Custody.NO, "", "", False, False)
    be(house, MOTHER, FATHER, aunt)

    for name in ("a.pdf", "a.json"):
        house.do(lambda desk, name=name: subject_access.save_draft(desk, child, "far", tmp_path / name))  # type: ignore[misc]
    said = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    for text in (said, (tmp_path / "a.json").read_text("utf-8")):
        assert "Kanarine" in text
        assert "Ærøvej" not in text


def test_who_is_protected_may_read_where_they_live_themselves(house: House, child: Id) -> None:
    key = seen(house, child, "Hun gik hjem til Ærøvej 12.")

    for request in (BY_MOTHER, Request(Asker.YOUTH, "Karla Kanarijuhl", ASKED_ON)):
        found = draft(house, child, request)
        assert given(found, key) == "Hun gik hjem til Ærøvej 12."


def test_a_home_is_hidden_also_where_they_live_no_more(house: House, child: Id) -> None:
    be(house, replace(MOTHER, address="Nørregade 9"), FATHER)
    key = seen(house, child, "Før boede de Ærøvej 12, nu Nørregade 9.")

    assert given(draft(house, child, BY_FATHER), key) == MARK


def test_a_home_that_both_had_is_no_secret(house: House, child: Id) -> None:
    be(house, replace(MOTHER, address="Nørregade 9"), replace(FATHER, address="Ærøvej 12"))
    key = seen(house, child, "Før boede de alle på Ærøvej 12.")

    assert given(draft(house, child, BY_FATHER), key) == "Før boede de alle på Ærøvej 12."


def test_a_district_leads_to_a_protected_home(house: House, child: Id) -> None:
    house.do(lambda desk: children.import_list(desk, [NewChild("Åse", "Kanariøst", None, "", "Distrikt Nord", "")]))
    listed = house.do(children.listed)
    groups = {name: id_ for one in listed for id_, name in zip(one.group_ids, one.group_names, strict=True)}
    house.do(lambda desk: children.enrol(desk, child, groups["Distrikt Nord"], ASKED_ON))

    assert "Distrikt Nord" not in all_given(draft(house, child, BY_FATHER))
    assert "Distrikt Nord" in all_given(draft(house, child, BY_MOTHER))


# --- other people -------------------------------------------------------------------------------------------------


def test_another_child_is_left_out_by_name_by_code_and_by_number(house: House, child: Id) -> None:
    code = next(one.code for one in house.do(children.listed) if one.first_name == "Noah")
    key = seen(house, child, f"Noah slog Karla. Noah Kanariholm ({code}) sagde undskyld. Ring til 12 34 56 78.")

    assert given(draft(house, child, BY_MOTHER), key) == (
        f"{MARK} slog Karla. {MARK} ({MARK}) sagde undskyld. Ring til {MARK}."
    )


def test_what_is_left_of_a_name_is_left_out_too(house: House, child: Id) -> None:
    house.do(lambda desk: children.import_list(desk, [NewChild("Åse", "Kanari Aagaard", None, "", "Bøgestuen", "")]))
    key = seen(house, child, "Karla legede med Åse Kanari Aagaard. Åses mor ringede.")
    found = draft(house, child, BY_MOTHER)
    said = given(found, key)
    assert said is not None
    assert "Åse" not in said
    assert "Aagaard" not in said
    assert said.endswith("mor ringede.")


def test_family_and_staff_may_be_read_about(house: House, child: Id) -> None:
    key = seen(house, child, "Kanarius hentede Karla hos Jonas Kanariberg.")

    assert given(draft(house, child, BY_MOTHER), key) == "Kanarius hentede Karla hos Jonas Kanariberg."


def test_what_somebody_else_asked_for_is_theirs(house: House, child: Id) -> None:
    draft(house, child, replace(BY_MOTHER, how="KANARI: på mail fra arbejdet"))

    assert "på mail fra arbejdet" not in all_given(draft(house, child, BY_FATHER))
    assert "på mail fra arbejdet" in all_given(draft(house, child, BY_MOTHER))
    assert "Kanaria Mor\nBedt om" not in all_given(draft(house, child, BY_FATHER))
    behalf = Request(Asker.OTHER, "Kanari Onkel", ASKED_ON, how="KANARI: med post")
    draft(house, child, behalf)
    assert "med post" in all_given(draft(house, child, behalf))
    assert "med post" not in all_given(draft(house, child, replace(behalf, name="Kanari Tante", how="")))


# --- custody ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("custody", "begins"), [(Custody.NO, "Den, der beder, har ikke del"), (Custody.UNKNOWN, "Det er ikke skrevet")]
)
def test_without_custody_it_is_a_decision_and_the_other_parents_things_are_left_out(
    house: House, child: Id, custody: Custody, begins: str
) -> None:
    be(house, replace(MOTHER, protected=False, phone="90 11 22 33"), replace(FATHER, custody=custody))
    about = seen(house, child, "Kanaria har det svært for tiden.")
    play = seen(house, child, "Karla byggede et tårn.")

    found = draft(house, child, BY_FATHER)

    assert found.stops[0].startswith(begins)
    assert given(found, about) == MARK
    assert given(found, play) == "Karla byggede et tårn."
    assert "90 11 22 33" not in all_given(found)
    assert "90 44 55 66" in all_given(found)
    assert draft(house, child, BY_MOTHER).stops == ()


def test_a_youth_under_15_and_somebody_on_behalf_of_the_child_are_a_decision(house: House, child: Id) -> None:
    young = draft(house, child, Request(Asker.YOUTH, "Karla Kanarijuhl", ASKED_ON))
    behalf = draft(house, child, Request(Asker.OTHER, "Kanari Værge", ASKED_ON))

    assert young.stops[0].startswith("Den unge er under 15 år")
    assert behalf.stops[0].startswith("En anden beder på vegne af barnet")


# --- concerns -----------------------------------------------------------------------------------------------------


def suspicion(house: House, child: Id) -> Id:
    """A suspicion against the father, with its words."""
    begun = house.do(
        lambda desk: concerns.start(
            desk,
            child_id=child,
            danger=Danger.NO,
            track=Track.PARENTS,
            what="KANARI: et blåt mærke",
            seen_on=ASKED_ON,
        )
    )
    judged = Judged(Sure.SUSPICION, "KANARI: hvad vi så", (FATHER.id,))
    house.do(lambda desk: tracks.decide(desk, begun, judged))
    return begun


def test_a_suspicion_is_for_leader_and_dpo_and_nothing_tells_the_one_who_asks(house: House, child: Id) -> None:
    before = all_given(draft(house, child, BY_FATHER))
    begun = suspicion(house, child)

    found = draft(house, child, BY_FATHER)

    delicate = [piece for piece in found.pieces if piece.delicate]
    assert {piece.key.split("/")[0] for piece in delicate} >= {begun}
    assert all(piece.proposed[0].why is Why.EXCEPTION for piece in delicate)
    assert any(words.startswith("Bekymring fra 17.3.2026: ") for words in found.stops)
    said = all_given(found)
    assert "blåt mærke" not in said
    assert said.count(MARK) == before.count(MARK)
    log = [piece for piece in found.pieces if piece.key.startswith("log/") and piece.delicate]
    assert log  # that somebody wrote about it stands in the log, and is left out of it too


def test_an_answer_with_a_suspicion_behind_it_is_the_answer_without_one(house: House, child: Id) -> None:
    """But for what was asked and read meanwhile, which stands in both."""

    def rows(found: Draft) -> list[tuple[str, str]]:
        pieces = ((one.key, as_given(one, found.access.request)) for one in found.pieces)
        return [(key, text) for key, text in pieces if text is not None and "/" in key and not apart(key)]

    def apart(key: str) -> bool:
        return key.startswith("log/") or key.endswith(("/subject_access", "/body.name"))

    before = rows(draft(house, child, BY_FATHER))
    suspicion(house, child)

    assert rows(draft(house, child, BY_FATHER)) == before


def test_a_word_about_it_elsewhere_is_proposed_too(house: House, child: Id) -> None:
    key = seen(house, child, "Vi har talt om vores bekymring for Karla.")
    assert given(draft(house, child, BY_FATHER), key) is not None

    suspicion(house, child)

    assert given(draft(house, child, BY_FATHER), key) is None


def test_it_is_for_them_when_it_was_decided_that_they_may_be_told(house: House, child: Id) -> None:
    begun = suspicion(house, child)
    told = MayBeTold("Kommunen", ASKED_ON, "på et møde", "det hele", (MOTHER.id,))
    house.do(lambda desk: tracks.decide(desk, begun, told))

    assert "blåt mærke" in all_given(draft(house, child, BY_MOTHER))
    assert "blåt mærke" not in all_given(draft(house, child, BY_FATHER))


def test_a_concern_that_is_shared_with_the_parents_is_theirs_to_read(house: House, child: Id) -> None:
    house.do(
        lambda desk: concerns.start(
            desk,
            child_id=child,
            danger=Danger.NO,
            track=Track.GENERAL,
            what="Karla sover dårligt",
            seen_on=ASKED_ON,
        )
    )

    found = draft(house, child, BY_FATHER)

    assert "Karla sover dårligt" in all_given(found)
    assert found.stops == ()


def test_a_concern_on_the_childs_name_that_was_not_linked_is_asked_about(house: House, child: Id) -> None:
    house.do(
        lambda desk: concerns.start(
            desk,
            typed_name="Karla Kanarijuhl",
            danger=Danger.NO,
            track=Track.GENERAL,
            what="KANARI",
            seen_on=ASKED_ON,
        )
    )

    assert "Knyt den, hvis det er det samme barn" in draft(house, child, BY_MOTHER).stops[0]


def test_why_parents_were_not_told_is_for_those_who_decided_it(house: House, child: Id) -> None:
    def write(connection: Connection, header: Header) -> None:
        why = "KANARI: barnet ville komme i fare"
        note = RightsNote(header.id, child, RightKind.NOT_INFORMED, ASKED_ON, "lederen", why, "", header.written_at)
        protection.add_note(connection, header, note)

    house.do(direct(write, child))

    assert "ville komme i fare" not in all_given(draft(house, child, BY_MOTHER))


def test_what_answers_a_record_that_is_left_out_is_left_out_too(house: House, child: Id) -> None:
    begun = suspicion(house, child)

    def write(connection: Connection, header: Header) -> None:
        filed = {"about_id": begun, "filed_on": ASKED_ON, "reference": "KANARI 2026-1"}
        records.add(connection, t.filing, [(header, filed)])

    house.do(direct(write, child))

    assert "KANARI 2026-1" not in all_given(draft(house, child, BY_FATHER))


def test_a_person_may_let_what_is_proposed_stand(house: House, child: Id) -> None:
    key = seen(house, child, "Noah slog Karla.")
    found = draft(house, child, BY_MOTHER)
    shown = replace(found.access.request, shown=(Hidden(key, "Noah", Why.THIRD_PARTY),))
    house.do(lambda desk: subject_access.save(desk, found.access.id, found.access.version, shown))

    again = house.do(lambda desk: subject_access.open_(desk, found.access.id))

    assert given(again, key) == "Noah slog Karla."

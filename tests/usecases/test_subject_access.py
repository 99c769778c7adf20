"""A request to read what is written about a child, from the first day until it is handed over."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from opspor.domain.assessment import Context
from opspor.domain.child import Particulars
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.subject_access import Asker, Hidden, Request, Why
from opspor.store import children as stored
from opspor.usecases import assess, children, log, people, rounds, subject_access
from opspor.usecases.desk import Desk
from tests.guards import NOTE
from tests.usecases.access_house import (
    ASKED_ON,
    BY_SECOND_MOTHER,
    FATHER,
    begin,
    everything_stands,
    looked_through,
    opened,
    write_everything,
)
from tests.usecases.conftest import House

OTHER = Request(Asker.OTHER, "Kanari Værge", ASKED_ON, decision="Fuldmagten er set.")


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def release(house: House, request_id: Id, folder: Path, how: str = "i hånden") -> tuple[str, dict[str, Any]]:
    """Handed over: the text of the PDF, and the structured file."""
    version = opened(house, request_id).access.version
    house.do(partial(subject_access.release, request_id=request_id, version=version, folder=folder, how=how))
    pdf, data = subject_access.files(request_id, folder)
    return text_of(pdf.read_bytes()), json.loads(data.read_text("utf-8"))


def save(house: House, request_id: Id, request: Request) -> Id:
    version = opened(house, request_id).access.version
    return house.do(lambda desk: subject_access.save(desk, request_id, version, request))


def known_about(desk: Desk, child: Id) -> tuple[Id, Particulars]:
    with desk.engine.begin() as connection:
        return stored.particulars(connection, child)


def code(work: Any) -> str:
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code


# --- everything ---------------------------------------------------------------------------------------------------


def test_every_row_of_every_table_about_the_child_is_in_the_file_once(house: House, tmp_path: Path) -> None:
    child, made = house.do(write_everything)
    request = begin(house, child)
    save(house, request, everything_stands(opened(house, request)))

    _, file = release(house, request, tmp_path)

    # rounds and the forum's days are about no child; what nobody has handed in yet is named in the file
    apart = {"draft", "assessment_round", "round_group", "round_assessor", "forum", "forum_day", "record"}
    asked = 2  # the request of this test and what was changed in it, each a record
    expected = {name: len(rows) for name, rows in made.items() if rows and name not in apart}
    expected["subject_access"] += asked
    found = {name: len(rows) for name, rows in file["tables"].items() if name not in ("record", "log_entry")}
    assert found == expected
    assert len(file["tables"]["record"]) == len(made["record"]) - len(made["forum"]) - len(made["forum_day"]) + asked
    for name, rows in file["tables"].items():
        assert len({row["id"] for row in rows}) == len(rows), name
    assert any(one["what"] == "Kladder" for one in file["not_included"])


def test_everything_that_somebody_typed_is_in_the_file_and_on_the_paper(house: House, tmp_path: Path) -> None:
    child, made = house.do(write_everything)
    request = begin(house, child)
    save(house, request, everything_stands(opened(house, request)))

    text, file = release(house, request, tmp_path)

    written = sum(
        str(row).count(NOTE) for name, rows in made.items() for row in rows if name not in ("draft", "subject_access")
    )
    assert json.dumps(file, ensure_ascii=False).count(NOTE) == 2 * written  # as it is kept, and as it is read
    assert " ".join(text.split()).count(NOTE) == written > 40


def test_each_line_of_the_log_about_the_child_is_there_with_a_function_and_no_name(
    house: House, tmp_path: Path
) -> None:
    child = house.children[3]
    request = begin(house, child, OTHER)
    lines = house.do(lambda desk: log.of_child(desk, child))

    text, file = release(house, request, tmp_path)

    found = {int(row["id"].removeprefix("log/")): row for row in file["tables"]["log_entry"]}
    assert set(found) > {line.number for line in lines}  # and that it was opened to be handed over
    values = {field["name"]: field["words"] for field in found[lines[0].number]["fields"]}
    assert values["role"] == "Leder"
    assert values["what"] == lines[0].what
    assert "Mette Kanari" not in json.dumps(file["tables"]["log_entry"], ensure_ascii=False)
    assert "Loggen" in text


# --- on its way ---------------------------------------------------------------------------------------------------


def test_a_request_says_who_asks_and_is_due_after_a_month(house: House) -> None:
    child, _ = house.do(write_everything)

    assert code(lambda: begin(house, child, replace(BY_SECOND_MOTHER, carer_id=Id("nobody")))) == "INDSIGT-HVEM"
    assert code(lambda: begin(house, child, replace(BY_SECOND_MOTHER, name=" "))) == "INDSIGT-HVEM"
    assert code(lambda: begin(house, child, replace(BY_SECOND_MOTHER, asked_on=date(2026, 3, 18)))) == "INDSIGT-DAG"
    assert opened(house, begin(house, child)).due_on == date(2026, 4, 2)


def test_open_requests_come_first_and_of_them_what_is_due_first(house: House) -> None:
    late = begin(house, house.children[0], OTHER)
    soon = begin(house, house.children[1], replace(OTHER, asked_on=date(2026, 2, 20)))
    dropped = begin(house, house.children[2], OTHER)
    house.do(lambda desk: subject_access.drop(desk, dropped, "Taget tilbage"))

    lines = house.do(subject_access.overview)

    assert [line.access.id for line in lines if line.access.id in (late, soon, dropped)] == [soon, late, dropped]
    assert lines[0].child.full_name == "Åse Kanariøst"


def test_two_at_it_at_once_never_overwrite_each_other(house: House) -> None:
    request = begin(house, house.children[0], OTHER)
    first = opened(house, request).access.version
    second = house.do(lambda desk: subject_access.save(desk, request, first, replace(OTHER, how="på mail")))

    again = partial(subject_access.save, request_id=request, version=first, request=OTHER)
    given = partial(subject_access.release, request_id=request, version=first, folder=house.folder, how="i hånden")

    assert code(lambda: house.do(again)) == "INDSIGT-AENDRET"
    assert code(lambda: house.do(given)) == "INDSIGT-AENDRET"
    assert (opened(house, request).access.version, opened(house, request).access.request.how) == (second, "på mail")


def test_a_closed_request_stays_as_it_is(house: House) -> None:
    request = begin(house, house.children[0], OTHER)
    assert code(lambda: house.do(lambda desk: subject_access.drop(desk, request, " "))) == "INDSIGT-TAGET"
    house.do(lambda desk: subject_access.drop(desk, request, "Taget tilbage"))
    version = opened(house, request).access.version

    assert code(lambda: house.do(lambda desk: subject_access.drop(desk, request, "igen"))) == "INDSIGT-LUKKET"
    assert code(lambda: house.do(lambda desk: subject_access.save(desk, request, version, OTHER))) == "INDSIGT-LUKKET"
    assert opened(house, request).access.request.dropped_because == "Taget tilbage"
    assert code(lambda: opened(house, Id("nobody"))) == "INDSIGT-MANGLER"


def test_nobody_can_say_that_it_was_handed_over_but_by_handing_it_over(house: House) -> None:
    request = begin(house, house.children[0], replace(OTHER, dropped_because="snyd"))

    save(house, request, replace(OTHER, dropped_because="snyd"))

    assert opened(house, request).access.is_open


def test_a_carer_who_was_taken_off_the_child_meanwhile_is_a_decision(house: House) -> None:
    child, _ = house.do(write_everything)
    request = begin(house, child, replace(BY_SECOND_MOTHER, carer_id=FATHER, name="Kanarius Kanarisen 2"))
    known = house.do(lambda desk: known_about(desk, child))
    without = replace(known[1], carers=known[1].carers[:2])
    house.do(lambda desk: children.change(desk, child, known[0], without))

    save(house, request, opened(house, request).access.request)

    assert opened(house, request).stops[0].startswith("Den, der beder, står ikke mere blandt barnets forældre.")


# --- handed over ---------------------------------------------------------------------------------------------------


def test_it_is_handed_over_when_a_person_has_seen_and_decided_all(house: House, tmp_path: Path) -> None:
    child, _ = house.do(write_everything)
    request = begin(house, child)
    draft = opened(house, request)
    ready = looked_through(draft)

    def given(how: str = "i hånden") -> object:
        version = opened(house, request).access.version
        return house.do(partial(subject_access.release, request_id=request, version=version, folder=tmp_path, how=how))

    assert code(given) == "INDSIGT-BESLUT"
    save(house, request, replace(ready, looked_through=ready.looked_through[1:]))
    assert code(given) == "INDSIGT-SE"
    save(house, request, replace(ready, hidden=(Hidden(draft.pieces[0].key, "", Why.EXCEPTION),)))
    assert code(given) == "INDSIGT-GRUND"
    save(house, request, ready)
    assert code(partial(given, " ")) == "INDSIGT-HVORDAN"
    assert not [*tmp_path.glob("indsigt*")]
    assert opened(house, request).access.is_open

    given()

    assert not opened(house, request).access.is_open


def test_what_was_handed_over_is_known_by_its_fingerprint_and_its_name_says_nothing(
    house: House, tmp_path: Path
) -> None:
    request = begin(house, house.children[3], OTHER)

    release(house, request, tmp_path)

    pdf, data = subject_access.files(request, tmp_path)
    made = opened(house, request).access.request.released
    assert made is not None
    assert made.sha256 == tuple(hashlib.sha256(file.read_bytes()).hexdigest() for file in (pdf, data))
    assert (made.on, made.how) == (date(2026, 3, 17), "i hånden")
    assert pdf.name == f"indsigt-{request[-6:]}.pdf"
    assert PdfReader(pdf).metadata == {"/Title": "Indsigt", "/Producer": "opspor"}
    lines = house.do(lambda desk: log.page(desk, log.Filter(), limit=5)).lines
    assert "Gav indsigt: filens fingeraftryk" in [line.what for line in lines]


def test_a_place_that_cannot_be_written_hands_over_nothing(house: House, tmp_path: Path) -> None:
    request = begin(house, house.children[3], OTHER)

    assert code(lambda: release(house, request, tmp_path / "findes ikke")) == "PAPIR-IKKE-GEMT"

    assert opened(house, request).access.is_open


def test_who_it_is_for_stands_on_every_page_with_controller_rights_and_the_method(house: House, tmp_path: Path) -> None:
    details = {"name": "Huset", "controller": "Ådal Kommune", "address": "", "phone": "", "forum_name": ""}
    house.do(lambda desk: people.change_institution(desk, **details, dpo="dpo@kanari.invalid"))
    request = begin(house, house.children[3], OTHER)

    text, file = release(house, request, tmp_path)
    pages = PdfReader(subject_access.files(request, tmp_path)[0]).pages

    assert all("Til Kanari Værge" in page.extract_text() for page in pages)
    assert f"Side 1 af {len(pages)}" in text
    for said in ("Ådal Kommune", "dpo@kanari.invalid", "Datatilsynet", "bemærkning", "Trivsel er, hvordan barnet har"):
        assert said in text
    assert "UDKAST" not in text
    assert (file["draft"], file["recipient"], file["controller"]) == (False, "Kanari Værge", "Ådal Kommune")


def test_a_preview_is_marked_on_each_page_and_looks_as_what_is_handed_over(house: House, tmp_path: Path) -> None:
    child, _ = house.do(write_everything)
    request = begin(house, child)
    save(house, request, looked_through(opened(house, request)))

    preview = PdfReader(BytesIO(house.do(lambda desk: subject_access.preview(desk, request)))).pages
    text, _ = release(house, request, tmp_path)

    assert all("UDKAST" in page.extract_text() for page in preview)
    before = "\n".join(page.extract_text() for page in preview)
    assert before.count(NOTE) == text.count(NOTE)


# --- in one go -----------------------------------------------------------------------------------------------------


def test_a_draft_in_one_go_has_left_out_what_the_program_proposes(house: House, tmp_path: Path) -> None:
    child, _ = house.do(write_everything)
    for name in ("draft.pdf", "draft.json"):
        house.do(partial(subject_access.save_draft, child=child, to="medmor", target=tmp_path / name))

    text, file = text_of((tmp_path / "draft.pdf").read_bytes()), json.loads((tmp_path / "draft.json").read_text())

    assert "UDKAST" in text
    assert file["draft"] is True
    assert file["recipient"] == "Kanarius Kanarisen 1"
    assert "concern" not in file["tables"]  # kept to few, so it is for a decision first
    assert house.do(subject_access.overview)[0].access.request.name != "Kanarius Kanarisen 1"


@pytest.mark.parametrize("to", ["morfar", "nobody", ""])
def test_a_draft_is_for_somebody_by_name(house: House, tmp_path: Path, to: str) -> None:
    child, _ = house.do(write_everything)
    work = partial(subject_access.save_draft, child=child, to=to, target=tmp_path / "a.pdf")

    assert code(lambda: house.do(work)) == "INDSIGT-TIL"


def test_the_youth_may_ask_and_a_child_is_known_by_its_code_too(house: House, tmp_path: Path) -> None:
    code_ = next(one.code for one in house.do(children.listed) if one.id == house.children[0])

    house.do(partial(subject_access.save_draft, child=code_, to="youth", target=tmp_path / "a.pdf"))

    assert "Til Karla Kanarijuhl" in text_of((tmp_path / "a.pdf").read_bytes())


# --- the seal ------------------------------------------------------------------------------------------------------


def test_a_sealed_assessment_is_handed_over_and_not_shown(house: House, tmp_path: Path) -> None:
    """No round delays access, and no draft breaks a seal (design section 11, rule 11)."""
    with house.as_("mette"):
        round_id = house.open_round()
    with house.as_("jonas"):
        sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))
        said = replace(sheet.answers, strengths="KANARI: bygger høje tårne")
        house.do(lambda desk: assess.save_own(desk, sheet, said))
        house.submit(round_id, house.children[0])
    house.enter("mette")
    request = begin(house, house.children[0], OTHER)
    draft = opened(house, request)

    shown = [piece for piece in draft.pieces if piece.heading.startswith("Egen vurdering")]
    preview = text_of(house.do(lambda desk: subject_access.preview(desk, request)))
    text, file = release(house, request, tmp_path)

    assert [piece.text.startswith("Vurderingen er forseglet") for piece in shown] == [True]
    assert any("1 egen vurdering i en runde" in words for words in draft.left_out)
    assert "Barnets position" not in preview
    assert "Barnets position" in text
    assert [field["value"] for row in file["tables"]["own_assessment"] for field in row["fields"]].count("not_exposed")


def test_a_seal_that_somebody_opened_with_a_reason_shows_it(house: House) -> None:
    with house.as_("mette"):
        round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0])
    house.enter("mette")
    house.do(lambda desk: rounds.open_seal(desk, round_id, house.children[0], Context.DAYCARE, "Indsigt"))
    request = begin(house, house.children[0], OTHER)

    texts = [piece.text for piece in opened(house, request).pieces if piece.heading.startswith("Egen vurdering")]

    assert any("Barnets position" in text for text in texts)

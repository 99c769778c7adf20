"""The ways out of the house: nothing but what is on the paper, never an address that must not be found, each a line in
the log; and the number at the end, which goes again.
"""

import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from opspor.documents.document import as_text
from opspor.domain.beredskab import Certainty, Judged, KnowsAlready, Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind, SectionAnswer
from opspor.store import log as stored_log
from opspor.usecases import children, concerns, erasure, log, paper_out, papers, tracks
from opspor.usecases.desk import Desk
from opspor.usecases.paper_out import Way
from tests.exchange.test_underretning_file import SCHEMA, wrong
from tests.usecases.conftest import House

DAY = date(2026, 3, 17)
CPR, SECRET = "0501224002", "Hemmelighedsvej 7, 1. tv., 9999 Kanariby"


def begin(house: House, track: Track = Track.GENERAL, danger: Danger = Danger.NO, **about: Any) -> Id:
    """A concern by Jonas with something seen and something said."""
    about = about or {"child_id": house.children[0]}
    id_ = house.do(
        lambda desk: concerns.start(
            desk, danger=danger, track=track, what="Sulten og træt", seen_on=desk.clock().date(), **about
        )
    )
    seen = house.clock.now - timedelta(days=3)
    house.do(lambda desk: concerns.observe(desk, id_, seen_at=seen, place="Garderoben", text="Sover ved krogen."))
    house.do(lambda desk: concerns.quote(desk, id_, said_at=seen, place="", words="Mor sov.", asked="Har du spist?"))
    return id_


def finish(house: House, concern_id: Id, **sections: str) -> Id:
    """A finished underretning with gaps."""

    def do(desk: Desk) -> Id:
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern_id), PaperKind.UNDERRETNING)
        texts = {name: SectionAnswer(text) for name, text in sections.items()}
        return papers.finish(desk, sheet, replace(sheet.draft, sections={**sheet.draft.sections, **texts}))

    return house.do(do)


@pytest.fixture
def concern(house: House) -> Id:
    house.enter("jonas")
    return begin(house)


@pytest.fixture
def paper(house: House, concern: Id) -> Id:
    return finish(house, concern)


def particulars(house: House, child: Id, **known: Any) -> None:
    file = house.do(lambda desk: children.open_child(desk, child))
    house.do(lambda desk: children.change(desk, child, file.particulars_id, replace(file.particulars, **known)))


def refused(house: House, work: Callable[[Desk], object]) -> str:
    with pytest.raises(KnownError) as why:
        house.do(work)
    return why.value.code


def lines(house: House, paper: Id) -> list[dict[str, Any]]:
    """What the log says of a paper, oldest first."""

    def read(desk: Desk) -> list[dict[str, Any]]:
        with desk.engine.begin() as connection:
            found = [*stored_log.about(connection, paper, "paper.export")]
        return [json.loads(entry.detail) for entry in reversed(found)]

    return house.do(read)


def text_of(pdf: bytes, password: str | None = None) -> str:
    pages = PdfReader(io.BytesIO(pdf), password=password).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# --- as a file that needs a passphrase --------------------------------------------------------------------------------


def test_with_a_passphrase_nobody_reads_a_word_without_it(house: House, paper: Id, tmp_path: Path) -> None:
    target, phrase = tmp_path / "u.pdf", "korn vifte æblegrød pil kano"
    digest = house.do(lambda desk: papers.export(desk, paper, target, passphrase=phrase))

    content = target.read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest
    for words in (b"Karla", b"Kanari", b"Underretning", b"opspor"):
        assert words not in content
    assert PdfReader(io.BytesIO(content)).is_encrypted
    assert "Karla Kanarijuhl" in text_of(content, phrase)
    assert PdfReader(io.BytesIO(content)).decrypt("korn vifte æblegrød pil kane") == 0


def test_a_passphrase_is_nowhere_in_the_log_and_nowhere_in_the_folder(house: House, paper: Id, tmp_path: Path) -> None:
    phrase = "Kanarisk-hemmelighed-77"
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf", passphrase=phrase))

    assert [line["way"] for line in lines(house, paper)] == [Way.LOCKED, Way.LOCKED]
    assert phrase not in str(lines(house, paper))
    house.leave()
    assert not any(phrase.encode() in file.read_bytes() for file in house.folder.rglob("*") if file.is_file())


def test_a_passphrase_that_the_format_would_cut_off_is_refused(house: House, paper: Id, tmp_path: Path) -> None:
    code = refused(house, lambda desk: papers.export(desk, paper, tmp_path / "u.pdf", passphrase="å" * 64))
    assert code == "PAPIR-KODEORD"
    assert [*tmp_path.glob("*.pdf")] == []


# --- field by field, and as a file for another system -----------------------------------------------------------------


def test_what_is_pasted_stands_in_the_order_of_the_paper_and_gaps_are_shown(
    house: House, paper: Id, tmp_path: Path
) -> None:
    fields = house.do(lambda desk: paper_out.fields(desk, paper))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    text = text_of((tmp_path / "u.pdf").read_bytes())

    found = [text.find(field.part) for field in fields]
    assert -1 not in found
    assert any(field.gap for field in fields)
    assert any(field.text == "Karla Kanarijuhl" and not field.gap for field in fields)
    assert any("Sover ved krogen." in field.text for field in fields)
    assert not any("Underskrift" in field.text for field in fields)


def test_the_file_says_the_same_as_the_paper(house: House, paper: Id, tmp_path: Path) -> None:
    target = tmp_path / "u.json"
    digest = house.do(lambda desk: paper_out.save_file(desk, paper, target))
    file = json.loads(target.read_bytes())

    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest
    assert wrong(file, SCHEMA) == []
    assert file["child"]["name"] == "Karla Kanarijuhl"
    assert file["child"]["birth_date"] == "2022-01-05"
    assert file["reporter"]["name"] == "Jonas Kanariberg"
    assert file["log"].startswith("Log ")
    fields = house.do(lambda desk: paper_out.fields(desk, paper))
    assert [s["title"] for s in file["sections"]] == [*dict.fromkeys(field.part for field in fields)]
    assert all(field.text in next(s["text"] for s in file["sections"] if s["title"] == field.part) for field in fields)
    assert target.stat().st_mode & 0o077 == 0


def test_a_protected_address_is_in_no_way_out(house: House, tmp_path: Path) -> None:
    """The child's, the mother's, and the father's who lives elsewhere and is not protected himself."""
    house.enter("jonas")
    carers = (
        Carer(Id("mor"), "Kanari Mor", "mor", Custody.YES, SECRET, "12 34 56 78", True, True),
        Carer(Id("far"), "Kanari Far", "far", Custody.YES, "Synligvej 3", "87 65 43 21", False, False),
    )
    particulars(house, house.children[0], carers=carers, address=SECRET, protected=True)
    concern = begin(house)
    paper = finish(house, concern)
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    house.do(lambda desk: paper_out.save_file(desk, paper, tmp_path / "u.json"))
    outs = [
        text_of((tmp_path / "u.pdf").read_bytes()),
        (tmp_path / "u.json").read_text("utf-8"),
        str(house.do(lambda desk: paper_out.fields(desk, paper))),
        as_text(house.do(lambda desk: paper_out.phone(desk, concern))),
    ]
    for out in outs:
        assert "Hemmelighedsvej" not in out
        assert "12 34 56 78" not in out
        assert "beskyttet" in out or '"address_protected": true' in out
    file = json.loads(outs[1])
    assert file["child"]["address"] is None
    assert [carer["phone"] for carer in file["carers"]] == [None, "87 65 43 21"]


def test_a_typed_text_with_a_protected_address_stops_every_file_and_not_the_sheet_in_ones_hand(
    house: House, tmp_path: Path
) -> None:
    house.enter("jonas")
    concern = begin(house)
    paper = finish(house, concern, concern=f"De er flyttet til {SECRET}.")
    seen = house.clock.now - timedelta(hours=1)
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="", text=f"Bor nu {SECRET}"))
    particulars(house, house.children[0], address=SECRET, protected=True)  # protected after it was finished

    assert refused(house, lambda desk: papers.export(desk, paper, tmp_path / "u.pdf")) == "PAPIR-BESKYTTET"
    assert refused(house, lambda desk: paper_out.save_file(desk, paper, tmp_path / "u.json")) == "PAPIR-BESKYTTET"
    assert refused(house, lambda desk: paper_out.fields(desk, paper)) == "PAPIR-BESKYTTET"
    assert [file.name for file in tmp_path.iterdir() if file.suffix in (".pdf", ".json", ".halv")] == []
    sheet = as_text(house.do(lambda desk: paper_out.phone(desk, concern)))
    assert "Hemmelighedsvej" not in sheet
    assert "står derfor ikke her" in sheet
    assert "Sover ved krogen." in sheet


def test_a_brief_is_neither_pasted_nor_a_file_for_another_system(house: House, concern: Id, tmp_path: Path) -> None:
    def do(desk: Desk) -> Id:
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.BRIEF)
        return papers.finish(desk, sheet, PaperDraft(PaperKind.BRIEF, anonymous=True))

    brief = house.do(do)
    assert refused(house, lambda desk: paper_out.fields(desk, brief)) == "PAPIR-MANGLER"
    assert refused(house, lambda desk: paper_out.save_file(desk, brief, tmp_path / "b.json")) == "PAPIR-MANGLER"
    assert refused(house, lambda desk: paper_out.set_cpr(desk, brief, CPR)) == "PAPIR-MANGLER"


# --- by phone ---------------------------------------------------------------------------------------------------------


def test_the_sheet_in_ones_hand_is_there_before_anything_is_written(house: House, concern: Id, tmp_path: Path) -> None:
    sheet = as_text(house.do(lambda desk: paper_out.phone(desk, concern)))

    order = (
        "112",
        "114",
        "Sig først",
        "Sulten og træt",
        "Sover ved krogen.",
        "Mor sov.",
        "Karla Kanarijuhl",
        "Hvem svarede",
    )
    assert [sheet.find(words) for words in order] == sorted(sheet.find(words) for words in order)
    assert "Nummeret er ikke skrevet ind" in sheet
    assert "Programmet ringer ikke" in sheet
    house.do(lambda desk: paper_out.print_phone(desk, concern, tmp_path / "ark.pdf"))
    assert "Karla Kanarijuhl" in text_of((tmp_path / "ark.pdf").read_bytes())
    assert re.search(r"Log \d+ · ", text_of((tmp_path / "ark.pdf").read_bytes()))


def test_a_typed_name_has_a_sheet_too(house: House) -> None:
    house.enter("ali")
    concern = begin(house, typed_name="Bror til Kanari")
    assert "Bror til Kanari" in as_text(house.do(lambda desk: paper_out.phone(desk, concern)))


# --- where parents may not be told ------------------------------------------------------------------------------------


@pytest.mark.parametrize("track", [Track.PARENTS, Track.HONOUR])
def test_where_parents_may_not_be_told_the_municipality_gets_everything(
    house: House, track: Track, tmp_path: Path
) -> None:
    house.enter("jonas")
    concern = begin(house, track)
    knows = KnowsAlready("Mor", "i går", "hun læste det i barnets bog")
    house.do(lambda desk: tracks.decide(desk, concern, knows))
    house.do(lambda desk: tracks.decide(desk, concern, Judged(Certainty.SUSPICION, "Mærker", (), "far")))
    paper = finish(house, concern)
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "laast.pdf", passphrase="kanari"))
    house.do(lambda desk: paper_out.save_file(desk, paper, tmp_path / "u.json"))
    house.do(lambda desk: paper_out.print_phone(desk, concern, tmp_path / "ark.pdf"))
    fields = house.do(lambda desk: paper_out.fields(desk, paper))

    outs = [
        text_of((tmp_path / "u.pdf").read_bytes()),
        text_of((tmp_path / "laast.pdf").read_bytes(), "kanari"),
        " ".join(section["text"] for section in json.loads((tmp_path / "u.json").read_bytes())["sections"]),
        " ".join(field.text for field in fields),
        text_of((tmp_path / "ark.pdf").read_bytes()),
    ]
    for out in outs:
        assert "hun læste det i barnets bog" in out
        assert "Sover ved krogen." in out
    assert fields[0].part == "Det ved forældrene", "what they know already comes first"


# --- the number at the end --------------------------------------------------------------------------------------------


def test_the_number_is_on_every_way_out_until_it_is_taken_away(house: House, paper: Id, tmp_path: Path) -> None:
    house.do(lambda desk: paper_out.set_cpr(desk, paper, "050122-4002"))
    assert house.do(lambda desk: paper_out.open_paper(desk, paper)).cpr_ends == "02"
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    house.do(lambda desk: paper_out.save_file(desk, paper, tmp_path / "u.json"))

    assert "050122-4002" in text_of((tmp_path / "u.pdf").read_bytes())
    assert json.loads((tmp_path / "u.json").read_bytes())["child"]["cpr"] == CPR
    assert "050122-4002" in [field.text for field in house.do(lambda desk: paper_out.fields(desk, paper))]

    house.do(lambda desk: paper_out.set_cpr(desk, paper, ""))
    assert house.do(lambda desk: paper_out.open_paper(desk, paper)).cpr_ends == ""
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    assert "050122-4002" not in text_of((tmp_path / "u.pdf").read_bytes())


def test_the_number_is_not_on_the_paper_unless_it_was_typed_at_the_end(house: House, tmp_path: Path) -> None:
    house.enter("jonas")
    particulars(house, house.children[0], cpr=CPR)
    paper = finish(house, begin(house))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    house.do(lambda desk: paper_out.save_file(desk, paper, tmp_path / "u.json"))

    assert "050122-4002" not in text_of((tmp_path / "u.pdf").read_bytes())
    assert CPR not in (tmp_path / "u.json").read_text("utf-8")


@pytest.mark.parametrize("typed", ["050122", "050122-000", "320122-4002", "Karla", "05012240021"])
def test_what_is_no_number_is_refused_and_never_repeated(house: House, paper: Id, typed: str) -> None:
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: paper_out.set_cpr(desk, paper, typed))
    assert why.value.code == "PAPIR-CPR"
    assert typed not in str(why.value)


def test_a_doubtful_number_warns_and_is_kept(house: House, paper: Id) -> None:
    born = date(2022, 1, 5)
    assert paper_out.doubt_about_cpr("050122-4002", born).startswith("Kontrolcifferet")
    assert "anden end barnets: 5. januar 2022" in paper_out.doubt_about_cpr("060122-4002", born)
    assert paper_out.doubt_about_cpr("05", born) == "", "it is still being typed"
    house.do(lambda desk: paper_out.set_cpr(desk, paper, "060122-4002"))
    assert house.do(lambda desk: paper_out.open_paper(desk, paper)).cpr_ends == "02"


def test_the_log_says_that_there_is_a_number_and_not_which(house: House, paper: Id) -> None:
    house.do(lambda desk: paper_out.set_cpr(desk, paper, CPR))
    assert lines(house, paper) == [{"way": "cpr", "cpr": True}]


# --- the log ----------------------------------------------------------------------------------------------------------


def test_every_way_out_is_a_line_with_what_and_how(house: House, concern: Id, paper: Id, tmp_path: Path) -> None:
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"))
    house.do(lambda desk: papers.export(desk, paper, tmp_path / "l.pdf", passphrase="kanari"))
    house.do(lambda desk: paper_out.save_file(desk, paper, tmp_path / "u.json"))
    house.do(lambda desk: paper_out.fields(desk, paper))
    house.do(lambda desk: paper_out.phone(desk, concern))
    house.do(lambda desk: paper_out.print_phone(desk, concern, tmp_path / "a.pdf"))

    ways = [line["way"] for line in lines(house, paper)]
    assert ways == [Way.PDF] * 2 + [Way.LOCKED] * 2 + [Way.FILE] * 2 + [Way.FIELDS]
    assert [line["way"] for line in lines(house, concern)] == [Way.PHONE] * 3
    known = house.do(lambda desk: paper_out.open_paper(desk, paper))
    assert [one.way for one in known.saved] == [Way.FILE, Way.LOCKED, Way.PDF]
    assert known.saved[0].sha256 == hashlib.sha256((tmp_path / "u.json").read_bytes()).hexdigest()
    house.enter("mette")
    said = [line.what for line in house.do(lambda desk: log.page(desk, log.Filter())).lines]
    for words in (
        "som PDF",
        "med adgangskode",
        "som fil til et andet system",
        "vist til at sætte ind",
        "ark til telefonen",
    ):
        assert any(words in line for line in said), words


# --- bad order, and somebody else -------------------------------------------------------------------------------------


def test_a_child_that_was_deleted_takes_every_way_out_along(
    house: House, concern: Id, paper: Id, tmp_path: Path
) -> None:
    house.do(lambda desk: papers.note_sent(desk, paper, channel="Post", receiver="Kommunen", sent_on=DAY))
    house.do(lambda desk: concerns.close(desk, concern, "Kommunen har den nu"))
    house.enter("mette")
    house.do(lambda desk: erasure.erase_child(desk, house.children[0]))
    house.enter("jonas")

    for way in (
        lambda desk: paper_out.open_paper(desk, paper),
        lambda desk: papers.export(desk, paper, tmp_path / "u.pdf"),
        lambda desk: papers.export(desk, paper, tmp_path / "l.pdf", passphrase="kanari"),
        lambda desk: paper_out.save_file(desk, paper, tmp_path / "u.json"),
        lambda desk: paper_out.fields(desk, paper),
        lambda desk: paper_out.set_cpr(desk, paper, CPR),
        lambda desk: papers.note_sent(desk, paper, channel="Post", receiver="Kommunen", sent_on=DAY),
    ):
        assert refused(house, way) == "PAPIR-MANGLER"
    assert refused(house, lambda desk: paper_out.phone(desk, concern)) == "BEKYM-MANGLER"
    assert refused(house, lambda desk: paper_out.print_phone(desk, concern, tmp_path / "a.pdf")) == "BEKYM-MANGLER"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == []


def test_it_can_be_noted_as_sent_without_a_file_because_it_was_typed_into_a_form(house: House, paper: Id) -> None:
    house.do(
        lambda desk: papers.note_sent(
            desk, paper, channel="Kommunens skema", receiver="Modtagelsen", sent_on=DAY, at="14.02"
        )
    )
    sent = house.do(lambda desk: paper_out.open_paper(desk, paper)).sent
    assert sent is not None
    assert (sent.at, sent.sha256, sent.by_name) == ("14.02", "", "Jonas Kanariberg")


def test_the_second_who_notes_it_as_sent_reads_who_was_first(house: House, paper: Id) -> None:
    house.do(lambda desk: papers.note_sent(desk, paper, channel="Post", receiver="Kommunen", sent_on=DAY))
    house.enter("sofie")
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: papers.note_sent(desk, paper, channel="Sikker post", receiver="Andre", sent_on=DAY))
    assert why.value.code == "PAPIR-ER-SENDT"
    assert "17. marts 2026 af Jonas Kanariberg" in str(why.value)
    sent = house.do(lambda desk: paper_out.open_paper(desk, paper)).sent
    assert sent is not None
    assert sent.channel == "Post"


def test_nothing_is_sent_tomorrow(house: House, paper: Id) -> None:
    later = DAY + timedelta(days=1)
    code = refused(
        house, lambda desk: papers.note_sent(desk, paper, channel="Post", receiver="Kommunen", sent_on=later)
    )
    assert code == "PAPIR-SENDT-DAG"


# --- several ----------------------------------------------------------------------------------------------------------


def test_only_what_one_may_see_can_be_taken_and_no_name_of_a_file_says_whom_it_is_about(
    house: House, paper: Id
) -> None:
    house.enter("ali")
    other = finish(house, begin(house, child_id=house.children[3]))
    assert [row.id for row in house.do(paper_out.takeable)] == [other]
    house.enter("mette")
    rows = house.do(paper_out.takeable)
    assert [row.id for row in rows] == [other, paper]
    names = [row.file_name for row in rows]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"underretning-2026-03-17-[0-9a-f]{8}\.pdf", name) for name in names)
    assert not any(row.sent for row in rows)

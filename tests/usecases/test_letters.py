"""Letters to parents, from who lacks one to the file: whom they are for, in which language, and what stands in none."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from opspor import data_folder
from opspor.domain.access import Action
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.domain.rights import RightKind, RightsNote
from opspor.reference.letters import DANISH, shipped
from opspor.store import protection
from opspor.store.records import Header
from opspor.usecases import children, concerns, groups, letters, log, notices, people, retention
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House

ANNA = Carer(Id("anna"), "Anna Juhl", "mor", Custody.YES, "Åvej 3", "11111111", False, True)
BO = Carer(Id("bo"), "Bo Juhl", "far", Custody.YES, "Åvej 3", "22222222", False, True)


@pytest.fixture
def house(house: House) -> House:
    """One that has said who is responsible and who answers about rights."""
    _is(house, controller="Kanari Kommune", dpo="dpo@kanari.example")
    return house


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where files are saved."""
    folder = tmp_path / "ud"
    folder.mkdir()
    return folder


def _is(house: House, *, controller: str, dpo: str) -> None:
    house.do(
        lambda desk: people.change_institution(
            desk, name="Kanarihuset", controller=controller, address="Åvej 1", phone="", forum_name="", dpo=dpo
        )
    )


def family(house: House, child: Id, *carers: Carer, language: str = "", protected: bool = False) -> None:
    def change(desk: Desk) -> None:
        file = children.open_child(desk, child)
        known = replace(file.particulars, carers=carers, language=language, protected=protected, address="Åvej 3, 7400")
        children.change(desk, child, file.particulars_id, known)

    house.do(change)


def rows(house: House, group: str = "Bøgestuen") -> dict[Id, letters.LetterRow]:
    found = house.do(lambda desk: letters.group_letters(desk, house.groups[group]))
    return {row.child.id: row for row in found.rows}


def saved(house: House, target: Path, *chosen: tuple[Id, str], group: str = "Bøgestuen") -> list[str]:
    wanted = chosen or tuple((row.child.id, row.language) for row in rows(house, group).values())
    house.do(lambda desk: letters.save(desk, house.groups[group], wanted, target))
    return page_texts(target.read_bytes())


def said_in_log(house: House) -> list[str]:
    return [line.what for line in house.do(lambda desk: log.page(desk, log.Filter())).lines]


def first_pages(pages: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in pages if re.search(r"Side 1 af|Page 1 of", text)]


# --- who has one ------------------------------------------------------------------------------------------------------


def test_who_has_a_date_and_who_lacks_one(house: House) -> None:
    today = house.clock().date()
    house.do(lambda desk: notices.give(desk, house.children[:1], today, "Brev på engelsk"))
    found = house.do(lambda desk: letters.group_letters(desk, house.groups["Bøgestuen"]))
    assert [row.told_on for row in found.rows if row.child.id == house.children[0]] == [today]
    assert [row.told_on for row in found.rows if row.child.id != house.children[0]] == [None, None]
    assert {group.name: count for group, count in found.groups}["Bøgestuen"] == 2
    assert found.missing == ()


def test_one_sees_ones_own_groups_and_the_first_where_none_is_named(house: House) -> None:
    with house.as_("jonas"):
        for asked in (None, Id("findes ikke"), house.groups["Egestuen"]):
            found = house.do(lambda desk, asked=asked: letters.group_letters(desk, asked))  # type: ignore[misc]
            assert found.group == house.groups["Bøgestuen"]
            assert [group.name for group, _ in found.groups] == ["Bøgestuen"]


def test_what_the_institution_lacks_is_named_and_stops_the_letters(house: House, out: Path) -> None:
    _is(house, controller="", dpo="")
    found = house.do(lambda desk: letters.group_letters(desk, house.groups["Bøgestuen"]))
    assert found.missing == ("dataansvarlig", "databeskyttelsesrådgiver")
    with pytest.raises(KnownError) as error:
        saved(house, out / "brev.pdf")
    assert error.value.code == "BREV-MANGLER"
    assert [*out.iterdir()] == []


def test_looking_at_the_list_is_logged_once(house: House) -> None:
    before = said_in_log(house)
    rows(house)
    assert len(said_in_log(house)) == len(before) + 2  # the list, and looking into the log


# --- whom they are for ------------------------------------------------------------------------------------------------

APART = replace(BO, address="Byvej 9", lives_with_child=False)


@pytest.mark.parametrize(
    ("carers", "copies"),
    [
        ((ANNA, BO), (("Anna Juhl", "Bo Juhl"),)),
        ((ANNA, APART), (("Anna Juhl",), ("Bo Juhl",))),
        ((ANNA, replace(APART, lives_with_child=True)), (("Anna Juhl",), ("Bo Juhl",))),  # two homes, both the child's
        ((ANNA, replace(BO, protected=True)), (("Anna Juhl",), ("Bo Juhl",))),
        ((replace(ANNA, protected=True), replace(BO, protected=True)), (("Anna Juhl",), ("Bo Juhl",))),
        ((ANNA, replace(BO, custody=Custody.NO)), (("Anna Juhl",),)),
        ((ANNA, replace(BO, custody=Custody.UNKNOWN)), (("Anna Juhl",),)),
        ((replace(ANNA, custody=Custody.UNKNOWN), replace(BO, custody=Custody.NO)), ((),)),
        ((), ((),)),
        ((replace(ANNA, name=" "),), ((),)),
        (
            tuple(replace(ANNA, id=Id(str(n)), name=f"Voksen {n}", address=f"Vej {n % 2}") for n in range(5)),
            (("Voksen 0", "Voksen 2", "Voksen 4"), ("Voksen 1", "Voksen 3")),
        ),
    ],
)
def test_a_copy_for_each_home_of_those_who_have_custody(
    carers: tuple[Carer, ...], copies: tuple[tuple[str, ...], ...]
) -> None:
    assert letters.copies(carers) == copies


def test_two_homes_get_a_letter_each_and_neither_reads_of_the_other(house: House, out: Path) -> None:
    child = house.children[0]
    family(house, child, ANNA, APART)
    one, other = first_pages(saved(house, out / "brev.pdf", (child, DANISH)))
    assert "Til Anna Juhl" in one
    assert "Bo Juhl" not in one
    assert "Til Bo Juhl" in other
    assert "Anna Juhl" not in other


def test_no_address_and_no_phone_of_a_family_stands_on_any_letter(house: House, out: Path) -> None:
    for child in house.children[:3]:
        family(house, child, replace(ANNA, protected=True), APART, protected=True)
    text = " ".join(saved(house, out / "brev.pdf"))
    assert not any(secret in text for secret in ("Åvej 3", "Byvej", "7400", "11111111", "22222222"))


def begun(desk: Desk, child: Id) -> Id:
    """A concern where nothing may go to the home in writing."""
    return concerns.start(
        desk, danger=Danger.NO, track=Track.HONOUR, what="Bange.", seen_on=desk.clock().date(), child_id=child
    )


def test_a_concern_that_stops_papers_to_a_home_changes_nothing(house: House, out: Path) -> None:
    """Nor can anybody tell from the list, the file or the log that there is one (design section 11, rule 2)."""
    child = house.children[0]
    before = rows(house), saved(house, out / "før.pdf")
    house.do(lambda desk: begun(desk, child))
    after = rows(house), saved(house, out / "efter.pdf")
    without_log = [[re.sub(r"Log \d+ · \w+ \w+", "", page) for page in pages] for _, pages in (before, after)]
    assert before[0] == after[0]
    assert without_log[0] == without_log[1]


# --- languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code", "lacks"),
    [
        ("", "da", ""),
        ("Dansk", "da", ""),
        ("engelsk", "en", ""),
        ("Arabisk", "da", "arabisk"),
        ("kurmanji", "da", "kurmanji"),
        ("somali og engelsk", "da", "somali"),
    ],
)
def test_the_language_of_a_letter_is_that_of_the_home_where_there_is_a_text(
    house: House, said: str, code: str, lacks: str
) -> None:
    family(house, house.children[0], ANNA, language=said)
    row = rows(house)[house.children[0]]
    assert (row.language, row.lacks, row.said) == (code, lacks, said)


def test_each_child_has_its_language_and_one_that_lacks_a_text_is_refused(house: House, out: Path) -> None:
    one, other = house.children[:2]
    pages = first_pages(saved(house, out / "brev.pdf", (one, "en"), (other, DANISH)))
    assert sorted("Page" in text for text in pages) == [False, True]
    with pytest.raises(KnownError) as error:
        saved(house, out / "nej.pdf", (one, "en"), (other, "ar"))
    assert error.value.code == "BREV-SPROG"
    assert [file.name for file in out.iterdir()] == ["brev.pdf"]


def test_a_municipalitys_own_translation_is_fetched_and_a_newer_one_takes_its_place(house: House, out: Path) -> None:
    def arabic(title: str) -> Path:
        english = (data_folder("resources") / "letters" / "en.toml").read_text("utf-8")
        for old, new in (
            ('code = "en"', 'code = "ar"'), ('name_da = "Engelsk"', 'name_da = "Arabisk"'),
            ('said = ["engelsk", "english"]', 'said = ["arabisk"]'), ('"ltr"', '"rtl"'),
            ('made_by = "opspor"', 'made_by = "Kommunens tolk"'), ('title = "We keep', f'title = "{title}We keep'),
        ):  # fmt: skip
            assert old in english
            english = english.replace(old, new)
        file = out / "arabisk.toml"
        file.write_text(english, "utf-8")
        return file

    family(house, house.children[0], ANNA, language="arabisk")
    for title in ("سلام ", "كتاب "):
        found = house.do(lambda desk, title=title: letters.fetch(desk, arabic(title)))  # type: ignore[misc]
        assert (found.code, found.made_by) == ("ar", "Kommunens tolk")
    row = rows(house)[house.children[0]]
    assert (row.language, row.lacks) == ("ar", "")
    known = house.do(lambda desk: letters.group_letters(desk, None)).languages
    assert [one.text.title[:4] for one in known if one.code == "ar" and one.text] == ["كتاب"]
    assert len(saved(house, out / "brev.pdf", (house.children[0], "ar"))) == 2


def test_a_translation_with_signs_that_no_font_has_is_refused(house: House, out: Path) -> None:
    english = (data_folder("resources") / "letters" / "en.toml").read_text("utf-8")
    file = out / "zh.toml"
    file.write_text(english.replace('code = "en"', 'code = "zh"').replace("We keep", "我 keep"), "utf-8")
    with pytest.raises(KnownError) as error:
        house.do(lambda desk: letters.fetch(desk, file))
    assert error.value.code == "BREV-FIL-TEGN"
    assert "我" in str(error.value)


def test_the_file_for_a_translator_comes_back_when_it_is_filled_in(house: House, out: Path) -> None:
    file = out / "tyrkisk.toml"
    turkish = next(one for one in shipped() if one.code == "tr")
    house.do(lambda desk: letters.for_translator(desk, turkish, file))
    with pytest.raises(KnownError) as error:
        house.do(lambda desk: letters.fetch(desk, file))
    assert error.value.code == "BREV-FIL-MANGLER"
    said = file.read_text("utf-8").replace('made_by = ""', 'made_by = "Tolk"\nmade_on = 2026-03-01')
    file.write_text(said, "utf-8")
    found = house.do(lambda desk: letters.fetch(desk, file))
    assert (found.code, found.name) == ("tr", "Türkçe")


# --- printing ---------------------------------------------------------------------------------------------------------


def test_a_whole_group_is_one_file_with_the_line_of_the_log_on_every_letter(house: House, out: Path) -> None:
    pages = saved(house, out / "brev.pdf")
    assert len(first_pages(pages)) == 3
    assert len({mark for text in pages for mark in re.findall(r"Log \d+ · \w+ \w+", text)}) == 1
    assert all("Kanari Kommune" in text for text in pages)


def test_a_file_for_each_child_is_named_by_its_code(house: House, out: Path) -> None:
    wanted = [(row.child.id, DANISH) for row in rows(house).values()]
    done = house.do(lambda desk: letters.save_each(desk, house.groups["Bøgestuen"], wanted, out))
    assert (done.children, done.letters, done.of) == (3, 3, 3)
    codes = sorted(f"brev-{row.child.code}.pdf" for row in rows(house).values())
    assert sorted(file.name for file in out.iterdir()) == codes


@pytest.mark.parametrize("stops_after", [0, 1, 2])
def test_stopped_there_is_no_half_file_and_no_line_in_the_log(house: House, out: Path, stops_after: int) -> None:
    seen: list[int] = []
    wanted = [(row.child.id, DANISH) for row in rows(house).values()]

    def save(desk: Desk) -> letters.Printed:
        return letters.save(
            desk, house.groups["Bøgestuen"], wanted, out / "brev.pdf",
            lambda done, _: seen.append(done), lambda: len(seen) >= stops_after,
        )  # fmt: skip

    assert house.do(save).letters == 0
    assert [*out.iterdir()] == []
    assert "Gemte brev til forældre som fil" not in said_in_log(house)


def test_files_one_by_one_that_are_stopped_are_whole(house: House, out: Path) -> None:
    wanted = [(row.child.id, DANISH) for row in rows(house).values()]
    done = house.do(
        lambda desk: letters.save_each(
            desk, house.groups["Bøgestuen"], wanted, out, stop=lambda: len([*out.iterdir()]) == 2
        )
    )
    assert (done.children, done.of) == (2, 3)
    assert all(page_texts(file.read_bytes()) for file in out.iterdir())


def test_nobody_chosen_and_a_child_of_another_room_are_refused(house: House, out: Path) -> None:
    for chosen in ([], [(house.children[3], DANISH)], [(Id("ingen"), DANISH)]):
        with pytest.raises(KnownError) as error:
            house.do(
                lambda desk, chosen=chosen: letters.save(  # type: ignore[misc]
                    desk, house.groups["Bøgestuen"], chosen, out / "brev.pdf"
                )
            )
        assert error.value.code == "BREV-INGEN"


def test_the_terms_are_those_of_the_controller(house: House, out: Path) -> None:
    house.do(lambda desk: retention.set_schedule(desk, replace(retention.schedule(desk), own=4, file=2)))
    house.do(lambda desk: log.keep_months(desk, 8))
    text = " ".join(" ".join(saved(house, out / "brev.pdf", (house.children[0], DANISH))).split())
    for words in ("4 måneder efter at vi har talt", "2 måneder efter at dit barn er stoppet", "8 måneder"):
        assert words in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (GroupKind.ROOM, "To voksne svarer hver for sig"),
        (GroupKind.CLASS, "skolens opgave"),
        (GroupKind.AFTER_SCHOOL, "skolens opgave"),
        (GroupKind.DISTRICT, "får besøg af os"),
    ],
)
def test_the_letter_is_that_of_the_house_that_the_group_is(
    house: House, out: Path, kind: GroupKind, words: str
) -> None:
    house.do(lambda desk: groups.change(desk, house.groups["Bøgestuen"], kind=kind, lead_id=None))
    text = " ".join(" ".join(saved(house, out / "brev.pdf", (house.children[0], DANISH))).split())
    assert words in text


def test_a_preview_is_the_letter_without_a_line_in_the_log(house: House) -> None:
    child = house.children[0]
    pdf = house.do(lambda desk: letters.preview(desk, house.groups["Bøgestuen"], child, "en"))
    assert "Page 1 of" in page_texts(pdf)[0]
    assert not re.search(r"Log \d+", " ".join(page_texts(pdf)))


# --- those who are not to be told now ---------------------------------------------------------------------------------


def test_an_exception_is_shown_to_the_leader_alone_until_it_is_answered(house: House, out: Path) -> None:
    child = house.children[0]

    def note(kind: RightKind, answers: Id | None = None) -> Id:
        def write(desk: Desk) -> Id:
            with desk.write(Action.NOTE_RIGHT) as tx:
                tx.require()
                id_ = tx.new_id()
                header = Header(id_, desk.staff.id, tx.now, tx.now, child_id=child)
                text = RightsNote(id_, child, kind, tx.today, "Lederen", "Grund", "Mette", tx.now, None, answers)
                protection.add_note(tx.connection, header, text)
                return id_

        return house.do(write)

    exception = note(RightKind.NOT_INFORMED)
    assert [row.not_now for row in rows(house).values()].count(True) == 1
    with house.as_("jonas"):
        assert not any(row.not_now for row in rows(house).values())
        assert len(first_pages(saved(house, out / "brev.pdf"))) == 3  # unchanged for who must not know
    house.enter("mette")
    note(RightKind.ANSWER, exception)
    assert not any(row.not_now for row in rows(house).values())

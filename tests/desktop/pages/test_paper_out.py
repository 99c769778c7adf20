"""A finished paper's page: the ways out, the number at the end, how it was sent, and the file that is to be deleted."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop import idle
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.paper_out import PaperOutPage, PastePage, PhonePage, SeveralPage
from opspor.desktop.pages.paper_out.several import result
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Chip, MessageKind, RowList
from opspor.domain.beredskab import Phoned
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.usecases import concerns, paper_out, papers, start
from opspor.usecases.desk import Desk
from opspor.usecases.paper_files import NOT_SAVED
from opspor.usecases.paper_out import Way
from opspor.workplace.several_papers import Taken
from tests.desktop.pages.conftest import House, TestClock, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_concerns import begin
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
NAMES = ("Karla", "Kanari", "Juhl", "031021", "Vej")


@pytest.fixture
def concern(house: House, office: Office) -> Id:
    return begin(house, child=house.child("Karla").id)


def finish(house: House, concern: Id, kind: PaperKind = PaperKind.UNDERRETNING) -> Id:
    def do(desk: Desk) -> Id:
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), kind)
        return papers.finish(desk, sheet, sheet.draft)

    return house.do(do)


@pytest.fixture
def paper(house: House, concern: Id) -> Id:
    return finish(house, concern)


@pytest.fixture
def page(office: Office, show: Show, paper: Id) -> PaperOutPage:
    """An underretning that was just finished."""
    page = PaperOutPage(office, Destination(Place.PAPER, paper))
    show(page)
    return page


def known(house: House, paper: Id) -> paper_out.PaperOut:
    return house.do(lambda desk: paper_out.open_paper(desk, paper))


def way(page: PaperOutPage, way: Way) -> None:
    """Chooses a way out in the list, by keyboard."""
    rows = page.findChild(RowList)
    assert rows is not None
    rows.setFocus()
    rows.choose(way)
    QTest.keyClick(rows, Qt.Key.Key_Return)


def save(page: QWidget, target: Path, qtbot: QtBot, office: Office) -> str:
    """Answers where, and gives the name that was proposed."""
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    proposed = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    again(page, qtbot, office)
    return proposed


def again(page: QWidget, qtbot: QtBot, office: Office) -> None:
    settle(qtbot, office.work)
    if isinstance(page, PaperOutPage):
        page._reading._ask()
        settle(qtbot, office.work)


def chips(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return [chip.accessibleName() for chip in page.findChildren(Chip) if chip.isVisible()]


# --- saved and sent ---------------------------------------------------------------------------------------------------


def test_written_is_not_sent_until_it_is_noted_with_channel_time_receiver_and_the_file(
    qtbot: QtBot, house: House, concern: Id, paper: Id, page: PaperOutPage, office: Office, tmp_path: Path, trip: Trip
) -> None:
    assert page._main.words == "Gem som PDF"
    assert "Ikke sendt endnu" in chips(page)
    page._main.click()
    assert save(page, tmp_path / "u.pdf", qtbot, office) == "underretning.pdf"
    assert (tmp_path / "u.pdf").read_bytes().startswith(b"%PDF")
    assert "Den er gemt, men ikke sendt." in words_on(page)
    assert page._main.words == "Notér, at den er sendt"
    assert [row.not_sent for row in house.do(start.today).concerns] == [True]

    press(page, "Sikker post")
    press(page, "I dag")
    QTest.keyClicks(page.sent.at._edit, "14.02")
    page._main.click()
    settle(qtbot, office.work)
    assert page.sent.receiver.error
    QTest.keyClicks(page.sent.receiver.editor, "Modtagelsen")
    page._main.click()
    again(page, qtbot, office)

    sent = known(house, paper).sent
    assert sent is not None
    assert (sent.channel, sent.receiver, sent.sent_on, sent.at) == (
        "Sikker post",
        "Modtagelsen",
        date(2026, 3, 17),
        "14.02",
    )
    assert sent.sha256 == known(house, paper).saved[0].sha256, "the file that was made last is proposed"
    assert "Sendt 17. marts 2026 kl. 14.02" in words_on(page)
    assert "Sikker post · Modtagelsen · noteret af Mette Kanari Sørensen" in words_on(page)
    assert chips(page) == []
    assert [row.not_sent for row in house.do(start.today).concerns] == [False]
    press(page, "Se svar og frister")
    page._main.click()
    assert trip.went == [Destination(Place.WAITING, paper), Destination(Place.CONCERN, concern)]


def test_what_was_typed_into_the_municipalitys_form_is_noted_without_a_file(
    qtbot: QtBot, house: House, paper: Id, page: PaperOutPage, office: Office, tmp_path: Path
) -> None:
    page._main.click()
    save(page, tmp_path / "u.pdf", qtbot, office)
    page.sent.channel.set_text("Kommunens skema")
    page.sent.receiver.set_text("Modtagelsen")
    page.sent.on.set_value(date(2026, 3, 17))
    page.sent.file.set_value("")
    again(page, qtbot, office)
    page._main.click()
    settle(qtbot, office.work)

    sent = known(house, paper).sent
    assert sent is not None
    assert sent.sha256 == "", "what was chosen stays when the page is read again"


def test_a_day_to_come_is_refused_at_the_day(
    qtbot: QtBot, house: House, paper: Id, page: PaperOutPage, office: Office
) -> None:
    page.sent.channel.set_text("Sikker post")
    page.sent.receiver.set_text("Modtagelsen")
    page.sent.on.set_value(date(2026, 3, 18))
    page.sent.save()
    settle(qtbot, office.work)

    assert "Den dag er ikke kommet endnu" in words_on(page.sent.on)
    assert known(house, paper).sent is None


def test_ordinary_mail_is_noted_as_it_was_with_a_way_on(
    qtbot: QtBot, house: House, page: PaperOutPage, office: Office
) -> None:
    form = page.sent
    QTest.keyClicks(form.channel.editor, "Mail")
    assert not form._advice.isHidden()
    QTest.keyClicks(form.receiver.editor, "Modtagelsen")
    press(form, "I dag")
    form.save()
    settle(qtbot, office.work)
    assert [row.not_sent for row in house.do(start.today).concerns] == [False], "a fact is never refused"
    form.channel.set_text("Sikker post")
    assert form._advice.isHidden()


def test_how_it_was_sent_is_kept_while_it_is_typed(
    qtbot: QtBot, page: PaperOutPage, office: Office, paper: Id, show: Show
) -> None:
    page.sent.receiver.set_text("Modtagelsen i Kanari")
    page.sent.at._edit.setText("9.30")
    page.leave()
    settle(qtbot, office.work)
    later = PaperOutPage(office, Destination(Place.PAPER, paper))
    show(later)

    assert later.sent.receiver.text() == "Modtagelsen i Kanari"
    assert later.sent._fields()["at"] == "09:30:00"


@pytest.mark.parametrize(("day", "said"), [(17, False), (20, True)])  # a Tuesday, and the Friday after it
def test_before_closed_days_it_says_ring_first(
    office: Office, show: Show, paper: Id, clock: TestClock, day: int, said: bool
) -> None:
    clock.now = clock.now.replace(day=day)
    page = PaperOutPage(office, Destination(Place.PAPER, paper))
    show(page)
    assert ("Kommunen har lukket til mandag 23.3.2026. Ring først" in words_on(page)) is said


def test_a_place_that_cannot_be_written_keeps_the_paper_and_can_be_tried_again(
    qtbot: QtBot, house: House, paper: Id, page: PaperOutPage, office: Office, tmp_path: Path
) -> None:
    page._main.click()
    save(page, tmp_path / "findes-ikke" / "u.pdf", qtbot, office)

    assert "Vælg et andet navn eller en anden mappe" in words_on(page)
    assert page._main.words == "Gem som PDF"
    assert known(house, paper).saved == ()


def test_after_it_was_sent_the_file_is_to_be_deleted_and_that_is_noted(
    qtbot: QtBot, house: House, paper: Id, page: PaperOutPage, office: Office, tmp_path: Path
) -> None:
    assert "Slet filen på pc'en" not in words_on(page)
    page._main.click()
    save(page, tmp_path / "u.pdf", qtbot, office)
    today = date(2026, 3, 17)
    house.do(lambda desk: papers.note_sent(desk, paper, channel="Post", receiver="Kommunen", sent_on=today))
    again(page, qtbot, office)
    assert "Slet filen på pc'en" in words_on(page)
    press(page, "Filen er slettet")
    again(page, qtbot, office)

    assert known(house, paper).deleted
    assert "Find den i mappen" not in words_on(page)


def test_a_brief_is_saved_and_neither_sent_nor_pasted(
    qtbot: QtBot, house: House, concern: Id, office: Office, show: Show, tmp_path: Path, trip: Trip
) -> None:
    brief = finish(house, concern, PaperKind.BRIEF)
    page = PaperOutPage(office, Destination(Place.PAPER, brief))
    show(page)
    rows = page.findChild(RowList)
    assert rows is not None
    assert [row.key for row in rows.rows()] == [Way.PDF, Way.LOCKED]
    assert not page._sending.isVisible()
    assert not page._cpr.isVisible()
    settle(qtbot, office.work)
    assert "Der er ikke lagt nogen dage. Det gør lederen under Møder." in words_on(page)
    page._main.click()
    assert save(page, tmp_path / "b.pdf", qtbot, office) == "droeftelsesark.pdf"
    page._main.click()
    assert trip.went == [Destination(Place.CONCERN, concern)]


# --- with a passphrase ------------------------------------------------------------------------------------------------


def test_a_passphrase_is_asked_twice_and_a_weak_one_is_warned_of_once(
    qtbot: QtBot, house: House, page: PaperOutPage, office: Office, tmp_path: Path
) -> None:
    way(page, Way.LOCKED)
    fields = page._locked.fields
    QTest.keyClicks(fields.password._edit, "kanari")
    QTest.keyClicks(fields.again._edit, "kanarifugl")
    press(page, "Gem med adgangskode")
    assert "ikke ens" in fields.again.error
    fields.again._edit.setText("kanari")
    press(page, "Gem med adgangskode")
    assert "Tryk igen, hvis du vil bruge den alligevel" in fields.password.error
    press(page, "Gem med adgangskode")
    assert save(page, tmp_path / "u.pdf", qtbot, office) == "underretning.pdf"

    assert PdfReader(tmp_path / "u.pdf").is_encrypted
    assert PdfReader(tmp_path / "u.pdf", password="kanari").pages
    assert fields.password.text() == "", "it is forgotten"
    assert not page._locked.isVisible()


def test_a_passphrase_is_no_draft(qtbot: QtBot, page: PaperOutPage, office: Office, paper: Id, show: Show) -> None:
    way(page, Way.LOCKED)
    QTest.keyClicks(page._locked.fields.password._edit, "halvskrevet-kanari")
    page.leave()
    settle(qtbot, office.work)
    assert page._locked.fields.password.text() == ""


# --- the other ways ---------------------------------------------------------------------------------------------------


def test_every_name_of_a_file_that_is_proposed_says_nothing_about_anybody(
    qtbot: QtBot, house: House, concern: Id, paper: Id, page: PaperOutPage, office: Office, show: Show, tmp_path: Path
) -> None:
    house.do(lambda desk: paper_out.set_cpr(desk, paper, "0310214002"))
    proposed = []
    for each in (Way.PDF, Way.FILE):
        way(page, each)
        proposed.append(save(page, tmp_path / str(each), qtbot, office))
    way(page, Way.LOCKED)
    for field in (page._locked.fields.password, page._locked.fields.again):
        field._edit.setText("korn-vifte-gensyn-pil-kano")
    press(page, "Gem med adgangskode")
    proposed.append(save(page, tmp_path / "l", qtbot, office))
    phone = PhonePage(office, Destination(Place.PHONE_SHEET, concern))
    show(phone)
    press(phone, "Gem som PDF")
    proposed.append(save(phone, tmp_path / "a", qtbot, office))
    proposed += [row.file_name for row in house.do(paper_out.takeable)]

    assert len(proposed) == 5
    assert not [name for name in proposed for part in NAMES if part.lower() in name.lower()]
    assert [page._bar._title.text(), phone._bar._title.text()] == ["Underretning", "Ark til telefonen"]


def test_a_file_for_another_system_is_saved(qtbot: QtBot, page: PaperOutPage, office: Office, tmp_path: Path) -> None:
    way(page, Way.FILE)
    assert save(page, tmp_path / "u.json", qtbot, office) == "underretning.json"
    assert json.loads((tmp_path / "u.json").read_bytes())["child"]["name"] == "Karla Maria Kanari Juhl"


def test_the_other_ways_are_pages_of_their_own(page: PaperOutPage, concern: Id, paper: Id, trip: Trip) -> None:
    way(page, Way.FIELDS)
    way(page, Way.PHONE)
    assert trip.went == [Destination(Place.PASTE, paper), Destination(Place.PHONE_SHEET, concern)]


def test_the_page_can_be_walked(page: PaperOutPage) -> None:
    assert_walkable(page)


# --- the number -------------------------------------------------------------------------------------------------------


def test_the_number_is_typed_at_the_end_warned_of_and_never_shown_again(
    qtbot: QtBot, house: House, paper: Id, page: PaperOutPage, office: Office
) -> None:
    press(page, "Modtageren skal bruge CPR-nummeret")
    QTest.keyClicks(page._cpr.number.editor, "0410214002")
    assert "Fødselsdatoen i nummeret er en anden end barnets" in words_on(page._cpr)
    press(page, "Skriv det på papiret")
    again(page, qtbot, office)

    assert "••••••-••02" in words_on(page._cpr)
    assert "0410214002" not in words_on(page)
    assert page._cpr.number.text() == ""
    press(page, "Tag det af papiret")
    again(page, qtbot, office)
    assert "Der står intet CPR-nummer på papiret" in words_on(page._cpr)


def test_what_is_no_number_is_refused_at_the_field_and_is_no_draft(
    qtbot: QtBot, page: PaperOutPage, office: Office
) -> None:
    press(page, "Modtageren skal bruge CPR-nummeret")
    QTest.keyClicks(page._cpr.number.editor, "031021")
    press(page, "Skriv det på papiret")
    settle(qtbot, office.work)
    assert "ti cifre" in page._cpr.number.error
    page.leave()
    assert page._cpr.number.text() == ""


# --- to paste ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_first(office: Office, show: Show, paper: Id) -> PastePage:
    """The view as it stands when it is painted first."""
    page = PastePage(office, Destination(Place.PASTE, paper))
    show(page)
    return page


@pytest.fixture
def paste(at_first: PastePage, qtbot: QtBot) -> PastePage:
    qtbot.waitUntil(lambda: len(at_first._parts) == len(at_first._fields))
    return at_first


def test_what_the_window_has_no_room_for_comes_a_moment_after(at_first: PastePage, qtbot: QtBot) -> None:
    there, of_all = len(at_first._parts), len(at_first._fields)
    assert 0 < there < of_all
    assert at_first._parts[-1].mapTo(at_first, QPoint(0, 0)).y() > at_first.height()
    assert f"0 af {of_all} kopieret" in at_first._foot._status.accessibleName()

    qtbot.waitUntil(lambda: len(at_first._parts) == of_all)
    assert [card.field for card in at_first._parts] == [*at_first._fields]
    heads = [label for label in at_first._all.findChildren(QLabel) if label.font() == look.font("section")]
    assert [head.text() for head in heads] == [*dict.fromkeys(field.part for field in at_first._fields if field.label)]


def test_a_number_goes_to_a_field_that_is_not_there_yet(at_first: PastePage, qtbot: QtBot) -> None:
    last = len(at_first._fields)
    QTest.keyClicks(at_first, str(last))
    assert at_first._here() == last - 1
    card = at_first._parts[-1]
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())
    assert [one.field for one in at_first._parts] == [*at_first._fields]


def test_a_field_is_copied_with_ctrl_c_and_says_so(house: House, paper: Id, paste: PastePage) -> None:
    fields = house.do(lambda desk: paper_out.fields(desk, paper))
    assert [card.field for card in paste._parts] == list(fields)
    QTest.keyClick(paste, Qt.Key.Key_Down)
    QTest.keyClick(paste._parts[1].copied, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == fields[1].text
    assert "Kopieret" in chips(paste._parts[1])
    assert "Kopieret" not in chips(paste._parts[0])
    assert f"1 af {len(fields)} kopieret" in paste._foot._status.accessibleName()


def test_numbers_and_arrows_go_to_a_field(paste: PastePage) -> None:
    assert len(paste._parts) > 12
    for keys, place in (("3", 2), ("12", 11)):
        paste._forget_digits()
        QTest.keyClicks(paste, keys)
        assert paste._here() == place
    QTest.keyClick(paste, Qt.Key.Key_Up)
    assert paste._here() == 10


def test_what_was_copied_is_taken_off_the_clipboard_after_a_while_and_when_one_leaves(
    paste: PastePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The offscreen platform never says that a text on the clipboard is ours; X11, Wayland and Windows do.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    paste._parts[0].copied.click()
    assert QGuiApplication.clipboard().text()
    assert paste._clearing.isActive()
    paste._clear()
    assert QGuiApplication.clipboard().text() == ""

    paste._parts[1].copied.click()
    assert QGuiApplication.clipboard().text()
    paste.leave()
    assert QGuiApplication.clipboard().text() == ""
    assert not paste._clearing.isActive()


def test_a_gap_is_shown_and_a_long_text_is_copied_whole(house: House, concern: Id, office: Office, show: Show) -> None:
    seen = house.clock.now
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="", text="Ærligt talt. " * 4000))
    paste = PastePage(office, Destination(Place.PASTE, finish(house, concern)))
    show(paste)
    paste._make(len(paste._fields))
    assert "Ikke oplyst" in chips(paste)
    long = next(card for card in paste._parts if len(card.field.text) > 50_000)
    assert "tegn bliver kopieret" in words_on(long)
    long.copied.click()
    assert QGuiApplication.clipboard().text() == long.field.text


def test_it_has_a_limit_of_its_own_before_it_locks(paste: PastePage) -> None:
    assert idle.limit_on(paste) == idle.PASTING


def test_the_view_to_paste_from_can_be_walked(paste: PastePage) -> None:
    assert_walkable(paste)


# --- by phone ---------------------------------------------------------------------------------------------------------


def test_the_sheet_for_the_phone_is_there_before_anything_is_written_and_leads_to_what_was_agreed(
    qtbot: QtBot, house: House, concern: Id, office: Office, show: Show, trip: Trip
) -> None:
    page = PhonePage(office, Destination(Place.PHONE_SHEET, concern))
    show(page)
    shown = words_on(page)
    for words in ("Programmet ringer ikke", "112", "Sig først", "Karla Maria Kanari Juhl", "Hvem svarede"):
        assert words in shown
    page._main.click()
    press(page, "Skriv det ned")
    settle(qtbot, office.work)
    assert page.form.asked.texts["who"].error
    QTest.keyClicks(page.form.asked.texts["who"].editor, "Vagten i modtagelsen")
    press(page, "Skriv det ned")
    settle(qtbot, office.work)

    decided = house.do(lambda desk: concerns.open_concern(desk, concern)).decisions
    assert [type(one.what) for one in decided] == [Phoned]
    page._main.click()
    assert trip.went == [Destination(Place.UNDERRETNING, concern)]


def test_the_sheet_for_the_phone_can_be_walked(concern: Id, office: Office, show: Show) -> None:
    page = PhonePage(office, Destination(Place.PHONE_SHEET, concern))
    show(page)
    assert_walkable(page)


# --- several ----------------------------------------------------------------------------------------------------------


def test_several_are_saved_by_what_is_chosen_and_none_has_a_name_in_it(
    qtbot: QtBot, house: House, concern: Id, paper: Id, office: Office, show: Show, tmp_path: Path
) -> None:
    second = finish(house, concern)
    today = date(2026, 3, 17)
    house.do(lambda desk: papers.note_sent(desk, second, channel="Post", receiver="Kommunen", sent_on=today))
    page = SeveralPage(office, Destination(Place.SEVERAL_PAPERS))
    show(page)
    assert "2 underretninger bliver til filer" in words_on(page)
    press(page, "Ikke sendt endnu")
    assert "1 underretning bliver til filer" in words_on(page)
    page._since.set_value(date(2026, 3, 18))
    assert page._main.cannot
    page._since.set_value(None)
    folder = tmp_path / "ud"
    folder.mkdir()
    page._main.click()
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    qtbot.waitUntil(lambda: not page._effort.running)

    assert [file.name for file in folder.iterdir()] == [paper_out.file_name(paper, today)]
    assert "1 af 1 står i mappen" in words_on(page)


def test_what_came_of_it_is_said() -> None:
    full = KnownError(NOT_SAVED, why=": drevet er fuldt")
    for taken, kind, words in (
        (Taken(5, 0, 5), MessageKind.SUCCESS, "5 af 5 står i mappen"),
        (Taken(3, 0, 5), MessageKind.WARNING, "Stoppet."),
        (Taken(4, 1, 5), MessageKind.WARNING, "1 er ikke lavet"),
        (Taken(2, 0, 5, full), MessageKind.DANGER, "2 af 5 står i mappen"),
    ):
        said = result(taken)
        assert said.kind is kind
        assert words in said.text


def test_without_any_there_is_nothing_to_choose(office: Office, show: Show) -> None:
    page = SeveralPage(office, Destination(Place.SEVERAL_PAPERS))
    show(page)
    assert "Ingen færdige underretninger" in words_on(page)
    assert_walkable(page)

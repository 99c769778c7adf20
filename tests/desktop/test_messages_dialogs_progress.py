"""What the program says, asks and reports: messages, questions, the focus ring, progress, previews and the matrix."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.tokens import MOTION, THEMES
from opspor.desktop.widgets import (
    Banner,
    Button,
    Card,
    CarefulDialog,
    CellContent,
    CellGroup,
    CellPerson,
    CheckBox,
    EmptyState,
    FocusRing,
    Kind,
    LittleMatrix,
    MatrixCell,
    Message,
    MessageKind,
    PreviewPage,
    ProgressOverlay,
    ProgressStrip,
    Prose,
    Quality,
    QualityRow,
    Scroll,
    StepRow,
    StepState,
    TextField,
    Tiles,
    box,
    message_of,
    tell,
)
from tests.desktop.conftest import settle
from tests.desktop.gallery import Gallery
from tests.desktop.walker import assert_walkable, name_of

Show = Callable[..., QWidget]


# --- messages -----------------------------------------------------------------------------------------------------


def test_one_message_at_a_time_stays_until_it_is_read(show: Show) -> None:
    page = Page("Prøve")
    part = Button("Gem")
    page.body.addWidget(part)
    show(page, 900, 500)
    tell(part, Message(MessageKind.INFO, "Runden er åben.", "Den lukker 15. april."))
    tell(part, Message(MessageKind.SUCCESS, "Gemt."))
    assert page.message_line.message is not None
    assert page.message_line.message.text == "Gemt."
    settle()
    assert name_of(page.message_line) == "Gemt."
    close = page.message_line.findChildren(QWidget)[-1]
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert page.message_line.isHidden()


def test_an_action_is_done_once_and_takes_the_message_away(show: Show) -> None:
    page = Page("Prøve")
    undone: list[bool] = []
    show(page, 900, 500)
    page.show_message(Message(MessageKind.SUCCESS, "Slettet.", action=("Fortryd", lambda: undone.append(True))))
    settle()
    action = next(b for b in page.message_line.findChildren(Button) if b.words == "Fortryd")
    action.setFocus()
    QTest.keyClick(action, Qt.Key.Key_Return)
    assert undone == [True]
    assert page.message_line.message is None


def test_the_first_sentence_is_the_one_in_bold() -> None:
    assert message_of(MessageKind.DANGER, "Intet er ændret. Prøv igen.") == (
        MessageKind.DANGER, "Intet er ændret.", "Prøv igen.", None,
    )  # fmt: skip
    assert message_of(MessageKind.INFO, "Gemt").text == "Gemt"


def test_banner_and_empty_state_are_walkable(show: Show) -> None:
    answers = [Button("Ja, der er fare nu", Kind.DANGER, tall=True), Button("Nej", tall=True)]
    sentence = "Vold eller trusler lige nu, en skade, der skal ses af en læge, eller et hjem, der ikke er trygt i dag."
    banner = Banner("Er barnet i fare nu?", sentence, answers)
    empty = EmptyState("users-round", "Her er ingen børn endnu", "Hent stuens liste.", Button("Hent liste", Kind.MAIN))
    assert_walkable(show(box(banner, empty), 1100, 500), ((1.0, 1100, 500), (2.0, 1366, 900)))


# --- questions ----------------------------------------------------------------------------------------------------


@pytest.fixture
def owner(show: Show) -> QWidget:
    return show(box(TextField("Navn"), Button("Slet")), 900, 600)


def question(owner: QWidget) -> tuple[CarefulDialog, list[bool]]:
    done: list[bool] = []
    dialog = CarefulDialog(
        owner,
        "Slet Almas oplysninger?",
        "Alt om Alma slettes her på pc’en og i nye sikkerhedskopier. Det kan ikke fortrydes.",
        safe="Behold",
        verb="Slet",
    )
    dialog.ask(lambda: done.append(True))
    settle()
    dialog.activateWindow()
    settle()
    return dialog, done


def test_the_safe_verb_has_the_focus_and_enter_takes_it(owner: QWidget) -> None:
    dialog, done = question(owner)
    assert QApplication.focusWidget() is dialog.safe
    QTest.keyClick(dialog.safe, Qt.Key.Key_Return)
    settle()
    assert done == []


def test_escape_takes_the_safe_verb(owner: QWidget) -> None:
    dialog, done = question(owner)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert done == []


def test_the_other_verb_is_taken_on_purpose(owner: QWidget) -> None:
    dialog, done = question(owner)
    QTest.keyClick(dialog.safe, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.verb
    QTest.keyClick(dialog.verb, Qt.Key.Key_Return)
    settle()
    assert done == [True]


@pytest.mark.parametrize(("sentences", "scrolls"), [(1, False), (40, True)])
def test_the_verbs_stay_on_a_low_screen_and_only_a_long_question_scrolls(
    owner: QWidget, sentences: int, scrolls: bool
) -> None:
    look.set_zoom(2.0)
    tick = CheckBox("Jeg har set efter: det er det rigtige barn, og der er intet, vi skal gemme.")
    words = Prose(["Alt om Alma slettes her på pc’en og i nye sikkerhedskopier."] * sentences, "body")
    dialog = CarefulDialog(
        owner, "Slet Alma?", "Det kan ikke fortrydes.", safe="Behold", verb="Slet", parts=(words, tick)
    )
    dialog.ask(lambda: None)
    settle()
    assert dialog.height() <= dialog.screen().availableSize().height()
    for button in (dialog.safe, dialog.verb):
        assert dialog.rect().contains(button.geometry())
        assert button.height() >= button.sizeHint().height()
    bar = dialog.findChildren(Scroll)[0].verticalScrollBar()
    assert (bar.maximum() > 0) is scrolls


def test_guidance_is_measured_anew_when_its_words_or_the_zoom_change(show: Show) -> None:
    words = Prose(["Lyt, og skriv ordene ned."])
    show(words)
    one = words.heightForWidth(300)
    words.set_paragraphs(["Lyt, og skriv ordene ned."] * 3)
    three = words.heightForWidth(300)
    look.set_zoom(2.0)

    assert one < three < words.heightForWidth(300)


def test_a_question_names_nobody_in_its_title_and_is_walkable(owner: QWidget) -> None:
    dialog, _ = question(owner)
    assert dialog.windowTitle() == "opspor"
    assert_walkable(dialog, ((1.0, 480, 260), (2.0, 960, 520)))
    dialog.reject()
    settle()


# --- the focus ring -----------------------------------------------------------------------------------------------


def ring_of(window: QWidget) -> FocusRing:
    return next(iter(window.findChildren(FocusRing)))


def test_the_ring_goes_round_what_has_the_focus_also_after_a_click(show: Show) -> None:
    field, button = TextField("Navn"), Button("Gem")
    window = box(field, button, margins=(4, 4, 4, 4))
    FocusRing(window)
    show(window, 500, 300)
    ring = ring_of(window)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ring.isVisible()
    assert ring.geometry().center() == button.geometry().center()
    assert ring.geometry().contains(button.geometry())
    field.editor.setFocus()
    frame = field.frame
    assert ring.width() > frame.width()
    assert ring.geometry().center() == frame.geometry().translated(field.pos()).center()


def test_the_ring_moves_with_what_it_marks_and_scrolls_with_the_page(show: Show) -> None:
    scroll = Scroll()
    buttons = [Button(f"Knap {i}") for i in range(30)]
    for button in buttons:
        scroll.body.addWidget(button)
    holder = box(scroll)
    FocusRing(holder)
    window = show(holder, 500, 300)
    buttons[2].setFocus()
    ring = ring_of(window)
    assert ring.parentWidget() is scroll.content
    buttons[0].hide()
    settle()
    assert ring.geometry().center() == buttons[2].geometry().center()


def test_the_ring_lets_the_mouse_through_and_forgets_what_is_gone(show: Show) -> None:
    button = Button("Gem")
    window = box(button, Button("Fortryd"))
    FocusRing(window)
    show(window, 500, 300)
    button.setFocus()
    ring = ring_of(window)
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    button.setParent(None)
    button.deleteLater()
    settle()
    window.resize(600, 300)
    settle()
    window.grab()


# --- progress -----------------------------------------------------------------------------------------------------


def test_progress_is_always_said_in_words() -> None:
    strip = ProgressStrip("Barn")
    strip.set_progress(13, 22, current=True)
    assert name_of(strip) == "Barn 14 af 22"
    strip.set_progress(22, 22)
    assert name_of(strip) == "Barn 22 af 22"


def test_boxes_that_cannot_be_told_apart_become_one_bar(show: Show) -> None:
    """Between the first and the last child the ground shows between boxes, and never in a bar."""
    for total, gaps in ((20, True), (80, False)):
        strip = ProgressStrip("")
        strip.set_progress(total, total)
        show(strip, 440, 24)
        picture = strip.grab().toImage()
        row = [picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())]
        accent = look.color("accent").name()
        first, last = row.index(accent), len(row) - 1 - row[::-1].index(accent)
        assert any(color != accent for color in row[first : last - look.u(4)]) is gaps


def test_short_work_shows_nothing_and_long_work_shows_words_and_stop(show: Show, qtbot: QtBot) -> None:
    window = show(box(Button("Hent")), 700, 400)
    overlay = ProgressOverlay(window)
    overlay.start("Henter listen")
    overlay.finish()
    qtbot.wait(MOTION.progress_after_ms + 50)
    assert not overlay.isVisible()
    stops: list[bool] = []
    overlay.stopped.connect(lambda: stops.append(True))
    overlay.start("Henter listen")
    overlay.advance(1200, 4000)
    qtbot.waitUntil(overlay.isVisible)
    words = [part.text() for part in overlay.findChildren(type(overlay._what)) if part.isVisible()]
    assert words == ["Henter listen", "1.200 af 4.000"]
    assert QApplication.focusWidget() is overlay.stop
    QTest.keyClick(overlay.stop, Qt.Key.Key_Return)
    assert stops == [True]
    overlay.finish()
    assert not overlay.isVisible()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (StepState.NOW, "Trin 1: Skriv ned. nu. i dag"),
        (StepState.DONE, "Trin 1: Skriv ned. gjort. i dag"),
        (StepState.OPEN, "Trin 1: Skriv ned. i dag"),
    ],
)
def test_a_step_says_where_it_stands(state: StepState, said: str) -> None:
    assert name_of(StepRow(1, "Skriv ned", deadline="i dag", state=state)) == said


def test_a_blocked_step_gives_its_reason_in_place_of_the_deadline() -> None:
    row = StepRow(3, "Orientér forældrene", deadline="i dag", state=StepState.BLOCKED, reason="Spørg lederen først")
    assert name_of(row) == "Trin 3: Orientér forældrene. spærret. Spørg lederen først"


def test_steps_and_quality_rows_are_walkable(show: Show) -> None:
    card = Card("Trin for trin", fact="frist", flush=True)
    for number, state in enumerate(StepState, start=1):
        words = "Underret kommunen. Ring først, hvis det haster"
        card.add(StepRow(number, words, deadline="6 hverdage: ons. 25. marts", state=state, reason=""))
    rows = [QualityRow("Iagttagelser med dato", quality, "fars telefon") for quality in Quality]
    assert_walkable(show(box(card, *rows), 700, 700), ((1.0, 700, 700), (2.0, 1366, 1200)))


# --- previews and the matrix --------------------------------------------------------------------------------------


def picture(color: str) -> bytes:
    image = QImage(210, 297, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes
    return bytes(data.data())


def test_a_preview_turns_its_pages_and_stays_paper_in_the_dark(show: Show) -> None:
    preview = PreviewPage()
    preview.set_pages([picture("#ffffff"), picture("#00ff00")])
    look.choose_theme("dark")
    show(box(preview), 500, 800)
    shown = preview.grab().toImage()
    assert shown.pixelColor(100, 300).name() == "#ffffff"
    preview._on.click()
    settle()
    assert preview.grab().toImage().pixelColor(100, 300).name() == "#00ff00"
    assert preview._where.text() == "side 2 af 2"
    assert not preview._on.isEnabled()
    preview.set_pages([picture("#ffffff")])
    assert preview._where.text() == "side 1 af 1"


def matrix(show: Show) -> list[MatrixCell]:
    cells = [MatrixCell(place, shade) for place, shade in zip("abcdef", (0, 2, 1, 3, 2, 4), strict=True)]
    show(box(Tiles(cells[:2], least=30), Tiles(cells[2:4], least=30), Tiles(cells[4:], least=30)), 800, 600)
    return cells


def test_arrow_keys_move_in_the_matrix_and_enter_opens(show: Show) -> None:
    cells = matrix(show)
    opened: list[int] = []
    for index, cell in enumerate(cells):
        cell.clicked.connect(lambda _=False, index=index: opened.append(index))
    cells[0].setFocus()
    for key, now in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 3), (Qt.Key.Key_Down, 5), (Qt.Key.Key_Left, 4)):
        QTest.keyClick(QApplication.focusWidget() or cells[0], key)
        assert QApplication.focusWidget() is cells[now]
    QTest.keyClick(cells[4], Qt.Key.Key_Down)  # the edge
    assert QApplication.focusWidget() is cells[4]
    QTest.keyClick(cells[4], Qt.Key.Key_Return)
    assert opened == [4]


def test_a_cell_says_place_count_state_and_names_only_when_they_are_shown() -> None:
    cell = MatrixCell("Potentielt udsat, mistrivsel", 3)
    groups = [
        CellGroup("Begyndende", [CellPerson("K.J.", "→"), CellPerson("S.W.")]),
        CellGroup("Mistrivsel", [CellPerson("N.F.", new=True)]),
    ]
    cell.set_content(CellContent(3, groups, "Fokuspunkt", 1))
    interface = QAccessible.queryAccessibleInterface(cell)
    assert name_of(cell) == "Potentielt udsat, mistrivsel, 3 børn"
    described = interface.text(QAccessible.Text.Description)
    assert described == "1 mangler aftale. Begyndende K.J., større grund, S.W.; Mistrivsel N.F., ny. Fokuspunkt"
    cell.set_content(CellContent(3, groups, "Fokuspunkt", 0, names_shown=False))
    assert interface.text(QAccessible.Text.Description) == "dato sat. Fokuspunkt"


def test_where_the_count_fills_the_line_what_is_agreed_stands_below_it() -> None:
    cell = MatrixCell("Ikke udsat, mistrivsel", 2)
    heights = {}
    for missing in (None, 0):  # without a word of what is agreed, and with one
        cell.set_content(CellContent(14, [], "", missing, unit=("vurdering", "vurderinger")))
        heights[missing] = [cell.heightForWidth(look.u(wide)) for wide in (90, 40)]
    wide, narrow = zip(heights[None], heights[0], strict=True)
    assert wide[0] == wide[1]
    assert narrow[0] < narrow[1]


def test_shades_are_drawn_apart_in_fill_and_pattern(show: Show) -> None:
    cells = matrix(show)
    by_shade = {cell.shade: cell.grab().toImage() for cell in cells}
    strips = {s: [i.pixelColor(x, 60).name() for x in range(2, 12)] for s, i in by_shade.items()}
    for one, two in itertools.combinations(by_shade, 2):
        assert by_shade[one].pixelColor(60, 10) != by_shade[two].pixelColor(60, 10)
    assert len(set(strips[0])) == 1
    assert all(len(set(strips[shade])) > 1 for shade in (3, 4))


def test_the_little_matrix_fills_one_square(show: Show) -> None:
    little = LittleMatrix(1, 1)
    show(box(little), 200, 200)
    image = little.grab().toImage()
    accent = look.color("accent").name()
    middle, step = look.u(1), look.u(2.5)
    filled = [
        (row, column)
        for row in range(3)
        for column in range(2)
        if image.pixelColor(column * step + middle, row * step + middle).name() == accent
    ]
    assert filled == [(1, 1)]


def test_the_gallery_is_walkable_and_paints_in_every_theme(show: Show) -> None:
    gallery = show(Gallery())
    pictures = []
    for theme in THEMES:
        look.choose_theme(theme)
        settle()
        pictures.append(gallery.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    look.choose_theme("light")
    assert_walkable(gallery, ((1.0, 1366, 768), (1.0, 1366, 900)))

"""The guide on the screen: its pages at the left, the one that is read at the right. The same open and locked."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from opspor.desktop import demo_place
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage
from opspor.desktop.papers import save_pdf
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    RowList,
    TextField,
    announce,
    box,
)
from opspor.desktop.widgets.layouts import ThinScrollBar
from opspor.documents import guide_paper
from opspor.domain.text import count_of
from opspor.reference import guide
from opspor.reference.guide import GuidePage, Picture

_SMALLER = 0.75  # than the program is drawn, so that the text below is seen too
_LEAST = 64  # u: where the pages stand below the text, it fills the window
_PICTURE = re.compile(r"!\[([^\]]+)\]\([^)]+\)")
_IN_WORDS = r"\1"  # what is seen on it: it stands below the picture, for whoever does not see it
_AS_THE_ROWS = (5, 0, 5, 0)  # u: where the words of the list begin
_NONE = "Ingen side har det ord. Prøv med færre bogstaver."


class HelpPage(FocusPage):
    """``destination.id`` names the page that opens."""

    stays = True

    def __init__(self, office: Office | None, destination: Destination) -> None:
        self._save = Button("Gem som PDF", icon="download")
        super().__init__("Tilbage", "Hjælp", side=True)
        self._find = TextField("Find i vejledningen", placeholder="Fx kopi, samtykke eller F9")
        self._list = RowList("Sider i vejledningen", keeps=True, fits=False)
        none = PlainLabel(_NONE, "body", "text_2")
        none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none = box(none, margins=_AS_THE_ROWS)
        self._none.hide()
        self._text = _Text(self.open_page)
        self.side.addWidget(box(self._find, margins=_AS_THE_ROWS))
        self.side.addWidget(self._list, 1)
        self.side.addWidget(self._none, 1)
        self.side.addWidget(box(self._save, margins=_AS_THE_ROWS))
        if office is not None and demo_place.way_in(office.work.folder):
            course = Button("Kursus på ti minutter", icon="sprout")
            course.clicked.connect(lambda: office.go(Destination(Place.COURSE)))
            self.side.addWidget(box(course, margins=_AS_THE_ROWS))
        card = Card(grows=True)
        card.add(self._text, 1)
        self.body.addWidget(card, 1)
        self._find.changed.connect(self._filter)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self._list.opened.connect(lambda _: self._text.setFocus())
        self._save.clicked.connect(self._ask_for_the_pdf)
        self._page: GuidePage | None = None
        self._filter()
        self.open_page(destination.id)

    def begin(self) -> None:
        """The focus is in the text: the keys scroll, and a screen reader reads."""
        self._text.setFocus()

    def open_page(self, page_id: str) -> None:
        """Read the page that a link or a key names; nothing happens for a page that is not there."""
        wanted = next((page for page in guide.pages() if page.id == page_id), None)
        if wanted is None:
            return
        if wanted.id not in [row.key for row in self._list.rows()]:
            self._find.set_text("")
            self._filter()
        self._list.choose(wanted.id)
        self._show(wanted)

    def _filter(self) -> None:
        found = guide.search(self._find.text())
        self._list.set_rows([ListRow(page.title, page.group, key=page.id, chevron=False) for page in found])
        self._list.setVisible(bool(found))
        self._none.setVisible(not found)
        if self._find.text():
            announce(self, f"{count_of(len(found), 'side', 'sider')} fundet")
        if self._page is not None and self._page in found:
            self._list.choose(self._page.id)

    def _follow(self) -> None:
        if not self._list.hasFocus():
            return  # the list was filled; the page that is read stays
        key = self._list.current_key()
        page = next((page for page in guide.pages() if page.id == key), None)
        if page is not None and page != self._page:
            self._show(page)

    def _show(self, page: GuidePage) -> None:
        self._page = page
        self.set_title("Hjælp", " · ".join(filter(None, (page.group, page.title))))
        self._text.read(page)

    def _ask_for_the_pdf(self) -> None:
        """The whole guide. It is drawn in the background: drawing takes longer than a window may stand still."""
        self._save.setEnabled(False)
        self.show_message(Message(MessageKind.INFO, "Vejledningen bliver lavet.", "Det tager et øjeblik."))
        ask(in_background(guide_paper.drawn), self, self._save_pdf)

    def _save_pdf(self, pdf: bytes) -> None:
        self._save.setEnabled(True)
        self.message_line.hide()
        done = Message(MessageKind.SUCCESS, "Vejledningen er gemt.", "Der står intet om nogen i den.")
        save_pdf(self, pdf, guide_paper.FILE_NAME, lambda _: self.show_message(done))


class _Text(QTextEdit):
    """A page of the guide. It opens nothing but other pages of it: no file, and nothing on a network."""

    def __init__(self, open_page: Callable[[str], None]) -> None:
        super().__init__()
        self._open = open_page
        self._page: GuidePage | None = None
        self._shown: QTextDocument | None = None
        self._drawn_for = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Vejledningen")
        self.setMouseTracking(True)
        look.changed.connect(self._dress)
        self._dress()

    def read(self, page: GuidePage) -> None:
        """Show a page from its beginning."""
        self._page = page
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        chosen = self.textCursor().hasSelection()  # by drawing over it; Qt chooses the words of a link that is pressed
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not chosen:
            self.follow(self.anchorAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.anchorAt(event.position().toPoint()).startswith("#")
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def follow(self, link: str) -> None:
        """To the page of the guide that a link names; any other link leads nowhere."""
        if link.startswith("#"):
            self._open(QUrl(link).fragment())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the text, and does not go from link to link: every page they lead to stands in the list."""
        return QWidget.focusNextPrevChild(self, forward)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002  as Qt calls them
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None and self._page.pictures and self._drawn_for != self._room():
            self._dress()

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * look.u(2), 1)

    def _dress(self) -> None:
        palette = QPalette(self.palette())
        for role, color in (
            (QPalette.ColorRole.Text, "text"),
            (QPalette.ColorRole.Base, "sheet"),
            (QPalette.ColorRole.Link, "accent_text"),
        ):
            palette.setColor(role, look.color(color))
        self.setPalette(palette)
        self.setFont(look.font("lead"))
        if self._page is None:
            return
        at = self.verticalScrollBar().value()
        self._drawn_for = self._room()
        document = QTextDocument(self)  # a new one: what has been laid out moves wrongly when pictures come into it
        document.setDefaultFont(look.font("lead"))
        document.setDocumentMargin(look.u(2))
        document.setMarkdown(
            f"## {self._page.title}\n\n{_PICTURE.sub(_IN_WORDS, self._page.markdown)}",
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub,
        )
        self._set_apart(document)
        for picture in self._page.pictures:
            self._put(picture, document)
        self.setDocument(document)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = document
        self.setMinimumHeight(look.u(_LEAST))
        self.verticalScrollBar().setValue(at)

    def _put(self, picture: Picture, document: QTextDocument) -> None:
        """A picture above the words that say what is on it. (Qt's Markdown loses the order of a page with pictures.)"""
        words = document.find(picture.alt)
        quiet = QTextCharFormat()
        quiet.setForeground(look.color("text_2"))
        words.mergeCharFormat(quiet)
        words.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        words.insertBlock()
        words.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        apart = QTextBlockFormat()  # not the line height of text: a picture is one high line
        apart.setBottomMargin(look.u(1))
        words.setBlockFormat(apart)
        image, ratio = QImage(str(picture.file)), self.devicePixelRatioF()
        wide = min(self._room(), round(image.width() * _SMALLER * look.zoom))
        image = image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        words.insertImage(image, picture.name)

    def _set_apart(self, document: QTextDocument) -> None:
        """Lines and paragraphs stand apart as guidance does elsewhere, and so do the cells of a table."""
        block = document.begin()
        while block.isValid():
            style = block.blockFormat()
            style.setLineHeight(100 * Prose.LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            style.setBottomMargin(look.u(2))
            cursor = QTextCursor(block)
            cursor.setBlockFormat(style)
            if (table := cursor.currentTable()) is not None:
                looks = table.format()
                looks.setCellPadding(look.u(1.5))
                looks.setCellSpacing(0)
                looks.setBorder(0)
                table.setFormat(looks)
            block = block.next()

"""The guide on the screen: its pages at the left, the one that is read at the right. The same open and locked."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QPalette, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.widgets import Card, ListRow, PlainLabel, Prose, RowList, TextField, announce
from opspor.desktop.widgets.layouts import ThinScrollBar
from opspor.domain.text import count_of
from opspor.reference import guide
from opspor.reference.guide import GuidePage

_LEAST = 64  # u: where the pages stand below the text, it fills the window
_NONE = "Ingen side har det ord. Prøv med færre bogstaver."


class HelpPage(FocusPage):
    """``destination.id`` names the page that opens."""

    def __init__(self, office: Office | None, destination: Destination) -> None:
        super().__init__("Tilbage", "Hjælp", side=True)
        self._find = TextField("Find i vejledningen", placeholder="Fx kopi, samtykke eller F9")
        self._list = RowList("Sider i vejledningen", keeps=True, fits=False)
        self._none = PlainLabel(_NONE, "body", "text_2")
        self._none.hide()
        self._text = _Text(self.open_page)
        for part in (self._find, self._none, self._list):
            self.side.addWidget(part, 1 if part is self._list else 0)
        card = Card(grows=True)
        card.add(self._text, 1)
        self.body.addWidget(card, 1)
        self._find.changed.connect(self._filter)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self._list.opened.connect(lambda _: self._text.setFocus())
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
        self._list.set_rows([ListRow(_words(page), key=page.id, chevron=False) for page in found])
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
        self.set_title("Hjælp", _words(page))
        self._text.read(page)


def _words(page: GuidePage) -> str:
    return f"{page.number}. {page.title}" if page.number else page.title


class _Text(QTextBrowser):
    """A page of the guide. It opens nothing but other pages of it: no file, and nothing on a network."""

    def __init__(self, open_page: Callable[[str], None]) -> None:
        super().__init__()
        self._open = open_page
        self._page: GuidePage | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Vejledningen")
        self.anchorClicked.connect(self._follow)
        look.changed.connect(self._dress)
        self._dress()

    def read(self, page: GuidePage) -> None:
        """Show a page from its beginning."""
        self._page = page
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _follow(self, url: QUrl) -> None:
        if not url.path():
            self._open(url.fragment())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the text, and does not go from link to link: every page they lead to stands in the list."""
        return QWidget.focusNextPrevChild(self, forward)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002  as Qt calls them
        return None

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
        document = self.document()
        document.setDefaultFont(look.font("lead"))
        document.setDocumentMargin(look.u(2))
        document.setMarkdown(
            f"## {_words(self._page)}\n\n{self._page.markdown}", QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        )
        self._set_apart(document)
        self.setMinimumHeight(look.u(_LEAST))
        self.verticalScrollBar().setValue(at)

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

"""Two pages of the workplace and one focus page, composed of the kit as real pages are."""

from opspor.desktop import shortcuts
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    CellContent,
    CellGroup,
    CellPerson,
    ChoiceField,
    Columns,
    DateField,
    IconMark,
    Kind,
    Line,
    ListRow,
    MatrixCell,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    ProgressStrip,
    Prose,
    Quality,
    QualityRow,
    RowList,
    Segmented,
    ShadeMark,
    TextField,
    Tiles,
    box,
    line_of,
)
from opspor.domain.changes import Changes
from opspor.domain.matrix import CELLS, SHADE_WORDS, Column


class SampleStart(Page):
    """Like the drawing of Start."""

    def __init__(self) -> None:
        mine = Segmented("Hvis opgaver", [("Mine", True), ("Hele stuen", False)], value=True)
        super().__init__("Tirsdag 17. marts", choice=mine)
        self.seen: list[Changes] = []
        self.left = False
        strip = ProgressStrip("Du har vurderet")
        strip.set_progress(13, 22)
        self.main = Button("Fortsæt runden", Kind.MAIN)
        words = box(
            PlainLabel("Forårets runde", "section"), PlainLabel("Åben til 15. april", "body", "text_2"), spacing=0
        )
        card = Card()
        card.add(Line(words, strip, self.main))
        self.body.addWidget(card)
        today = Card("I dag", flush=True)
        self.rows = RowList("I dag")
        self.rows.set_rows(
            [
                ListRow("Samtale med forældre", "Afleveringen om morgenen", "kl. 15.30", "users-round", 1),
                ListRow("Virker den rolige modtagelse?", "Opfølgning på fokuspunkt", "i dag", "flag", 2),
            ]
        )
        today.add(self.rows)
        waiting = Card("Venter på svar", flush=True)
        answers = RowList("Venter på svar")
        late = ("Kvittering på underretning", "Frist mandag 16.", "1 dag over", "mail-question-mark", 3)
        answers.set_rows([ListRow(*late, MessageKind.WARNING)])
        waiting.add(answers)
        self.body.addWidget(Columns(today, waiting, width=110))
        self.body.addStretch(1)

    def refresh(self, changes: Changes) -> None:
        self.seen.append(changes)

    def leave(self) -> None:
        self.left = True


class SampleMatrix(Page):
    """Like the drawing of the matrix."""

    def __init__(self) -> None:
        shown = Segmented("Vis", [("Navne", 1), ("Initialer", 2), ("Kun antal", 3)], value=2)
        main = Button("Lav aftaler for 2 børn", Kind.MAIN)
        super().__init__("Matrix", "Forår 2026 · fælles vurderinger af 22 børn", choice=shown, main=main)
        self.cells = [self._cell(index) for index in range(6)]
        rows = [Tiles(list(self.cells[start : start + 2]), least=40) for start in (0, 2, 4)]
        legend = [line_of(ShadeMark(shade), PlainLabel(words), spacing=3) for shade, words in enumerate(SHADE_WORDS)]
        side = box(PlainLabel("Mørkere felt: større grund til bekymring", "section"), *legend, spacing=2)
        self.body.addWidget(Columns(box(*rows, spacing=2), side, width=63))
        self.body.addStretch(1)

    @staticmethod
    def _cell(index: int) -> MatrixCell:
        cell = CELLS[index]
        people = [CellPerson("A.K."), CellPerson("E.T.", new=True), CellPerson("V.E.", "←"), CellPerson("K.J.", "→↓")]
        groups = [CellGroup("", people * 3)]
        if cell.column is Column.MISTRIVSEL:
            groups = [CellGroup("Begyndende", people[:2]), CellGroup("Mistrivsel", people[2:])]
        widget = MatrixCell(f"felt {index}", cell.shade)
        count = sum(len(group.people) for group in groups)
        widget.set_content(CellContent(count, groups, cell.expects, index % 3 if cell.shade else None))
        return widget


class SampleFocus(FocusPage):
    """Like the drawing of the own assessment, with some fields below."""

    def __init__(self, *, meeting: bool = False) -> None:
        keys = (shortcuts.ANSWER, shortcuts.GO_ON, shortcuts.GO_BACK, shortcuts.NOTE)
        title = "Egen vurdering · forår 2026 · Bøgestuen"
        main = Button("Næste tegn", Kind.MAIN, shortcut=shortcuts.GO_ON)
        super().__init__("Runder", title, main=main, keys=keys, side=True, meeting=meeting)
        strip = ProgressStrip("Barn")
        strip.set_progress(13, 22, current=True)
        who = line_of(
            PlainLabel("Karla J.", "title", wrap=False), PlainLabel("4 år", "body", "text_2", wrap=False), spacing=4
        )
        self.set_strip(Line(who, strip))
        for words, quality, fact in (
            ("Overskrift og hast", Quality.READY, ""),
            ("Begge forældre", Quality.MISSING, "fars telefon"),
            ("Barnets egne ord", Quality.WRITING, ""),
        ):
            self.side.addWidget(QualityRow(words, quality, fact))
        self.side.addStretch(1)
        small = PlainLabel("Trivsel · Fællesskab · tegn 5 af 13", "body", "text_2")
        self.body.addWidget(box(small, PlainLabel("Har mindst ét barn at lege med", "question"), spacing=1))
        self.body.addWidget(Tiles([self._signs("eye"), self._signs("flag")], least=60, gap=6))
        self.keys = AnswerKeys([("Ofte", 1), ("Af og til", 2), ("Sjældent", 3), ("Ved ikke", 4)])
        self.keys.set_value(2)
        self.body.addWidget(self.keys)
        self.note = TextField("Note", help_text="Hvad så eller hørte du?", lines=3)
        self.body.addWidget(self.note)
        self.body.addWidget(DateField("Hvornår?"))
        self.body.addWidget(ChoiceField("Hvor?", [("Stuen", 1), ("Legepladsen", 2)]))
        alone = Message(MessageKind.INFO, "", "Du vurderer alene. De andres svar bliver først vist, når I mødes.")
        self.body.addWidget(MessageLine(alone, closable=False, icon="user-round"))
        self.body.addStretch(1)
        self.set_status("Gemt 14.02")

    @staticmethod
    def _signs(icon: str) -> Card:
        card = Card()
        card.add(line_of(IconMark(icon), PlainLabel("Det kan se sådan ud", "body_strong")))
        card.add(Prose(["Bliver spurgt med i leg de fleste dage", "Har en fast makker på tur eller ved bordet"]))
        return card

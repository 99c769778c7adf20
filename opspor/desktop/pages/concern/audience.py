"""Who can see a concern, in words, and the people it is kept to."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    tell,
)
from opspor.domain.beredskab import Track
from opspor.domain.concern import SHARED
from opspor.domain.ids import Id
from opspor.usecases import concerns
from opspor.usecases.concerns import ConcernFile

ALSO = "Det gælder også det, der er skrevet i den, og papirer, der er lavet ud fra den."
NOT_YOURS = "Kun den, der skrev bekymringen, og lederen kan ændre det."


def who_sees(file: ConcernFile) -> str:
    """One sentence with names: who can open the concern today."""
    concern, audience = file.concern, file.audience
    if concern.track is Track.EMPLOYEE:
        return f"Kun lederne kan se den: {_list([member.name for member in audience.leaders])}."
    always = [f"{concern.author_name} (skrev den)"]
    always += [f"{member.name} (leder)" for member in audience.leaders if member.id != concern.author_id]
    if not concern.is_shared:
        because = " Der er mistanke, så stuen kan ikke se den." if concern.track not in SHARED else ""
        return f"Kun {_list([*always, *(member.name for member in audience.named)])} kan se den.{because}"
    if file.child is None:
        return f"Kun {_list(always)} kan se den, så længe den ikke er knyttet til et barn."
    if not file.child.group_names:
        return f"Kun {_list(always)} kan se den. Barnet går ikke på nogen stue nu."
    return f"{_list([*always, f'alle, der arbejder på {_list(file.child.group_names)},'])} kan se den."


def _list(words: Sequence[str]) -> str:
    """``Ali, Mette og Åse``"""
    return " og ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


class AudienceCard(Card):
    """Who sees it today; its author and the leader choose others."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Hvem kan se bekymringen", spacing=3)
        self._office, self._concern_id = office, concern_id
        self._now = PlainLabel("")
        self._change = Button("Vælg, hvem der kan se den", icon="users-round")
        self._not_yours = PlainLabel(NOT_YOURS, "small", "text_2")
        self._form = QWidget()
        column = Column(self._form, spacing=2)
        column.addWidget(PlainLabel("Den, der skrev den, og lederen kan altid se den. Hvem ellers?", "body_strong"))
        self._ticks = Flow(gap=4)
        self._by_id: dict[Id, CheckBox] = {}
        save = Button("Vis den kun for dem, jeg har valgt", tall=True)
        self._open_again = Button("Lad stuen se den igen", tall=True)
        cancel = Button("Fortryd", Kind.QUIET)
        column.addWidget(self._ticks)
        column.addWidget(Flow([save, self._open_again, cancel], gap=3))
        for part in (self._now, PlainLabel(ALSO, "small", "text_2"), self._not_yours, self._change, self._form):
            self.add(part)
        self._form.hide()
        self._change.clicked.connect(self._choose)
        save.clicked.connect(lambda: self._keep([id_ for id_, tick in self._by_id.items() if tick.isChecked()]))
        self._open_again.clicked.connect(lambda: self._keep(None))
        cancel.clicked.connect(self._end)
        self._file: ConcernFile | None = None
        self._waiting: str | None = None
        self._keeper = DraftKeeper(self, office.work, f"concern:{concern_id}:audience", self._fields, self._restore)

    def set_file(self, file: ConcernFile) -> None:
        """Shows who sees it; what is being ticked stays."""
        self._file = file
        self._now.setText(who_sees(file))
        self._not_yours.setVisible(not file.audience.may_change)
        self._change.setVisible(file.audience.may_change and self._form.isHidden())
        self._open_again.setVisible(file.concern.kept_to is not None)
        self._open_again.set_words(
            "Lad stuen se den igen" if file.concern.track in SHARED else "Kun forfatter og leder igen"
        )
        if self._waiting is not None:
            self._restore({"readers": self._waiting})

    def leave(self) -> None:
        """What is ticked is kept."""
        self._keeper.save()

    def _choose(self) -> None:
        self._begin()
        next(iter(self._by_id.values()), self._form).setFocus()

    def _begin(self) -> None:
        assert self._file is not None  # noqa: S101  the button is shown with a file
        audience = self._file.audience
        named = {member.id for member in audience.named}
        self._ticks.clear()
        self._by_id = {member.id: CheckBox(member.name) for member in audience.choices}
        for id_, tick in self._by_id.items():
            tick.setChecked(id_ in named)
            tick.toggled.connect(self._keeper.touch)
            self._ticks.add(tick)
        self._change.hide()
        self._form.show()

    def _end(self) -> None:
        self._form.hide()
        self._change.show()
        self._change.setFocus()
        self._keeper.drop()

    def _fields(self) -> Mapping[str, str]:
        if self._form.isHidden():
            return {}
        return {"readers": ",".join(id_ for id_, tick in self._by_id.items() if tick.isChecked())}

    def _restore(self, fields: Mapping[str, str]) -> None:
        if self._file is None:  # the draft came before the concern
            self._waiting = fields.get("readers")
            return
        self._waiting = None
        if "readers" in fields and self._file.audience.may_change:
            self._begin()
            for id_, tick in self._by_id.items():
                tick.setChecked(id_ in fields["readers"].split(","))

    def _keep(self, readers: list[Id] | None) -> None:
        concern_id = self._concern_id
        ask(self._office.work.run(lambda desk: concerns.keep(desk, concern_id, readers)), self, lambda _: self._kept())

    def _kept(self) -> None:
        self._end()
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Det gælder fra nu af."))

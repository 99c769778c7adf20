"""The hands of somebody who enters a story: from the concern through the guide to the saved PDF, by keyboard alone."""

from datetime import datetime, time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from opspor.desktop.pages.paper.ending import Gaps
from opspor.desktop.pages.paper.page import PaperPage
from opspor.desktop.pages.paper.pane import SectionPane
from opspor.desktop.widgets import CheckBox
from opspor.domain.beredskab import Track
from opspor.domain.clock import short_date
from opspor.domain.concern import HOW_SAID_WORDS, Danger, HowSaid, parents_may_be_told
from opspor.domain.paper import INFORMED_WORDS, Informed
from opspor.forms.model import Section, SectionKind
from tests.e2e.cases.story import WRITER, Adult, Said, Seen, Story
from tests.e2e.day import unlock, window
from tests.e2e.driver import Keyboard

_DANGERS = {Danger.NOW: "1", Danger.NOT_SAFE_HOME: "2", Danger.NO: "3"}
_TRACKS = {
    Track.PARENTS: "11", Track.NETWORK: "14", Track.HONOUR: "21", Track.SELF_HARM: "31", Track.UNBORN: "4",
    Track.GENERAL: "5",
}  # fmt: skip
_AT_ONCE = 250  # characters that the keyboard types one by one


def enter(keyboard: Keyboard, story: Story, file: Path) -> None:
    """Everything from the lock screen to the PDF."""
    unlock(keyboard, WRITER)
    keyboard.wait_for("Logget ind: ")
    begin_a_concern(keyboard, story)
    if story.not_told:
        say_why_they_are_not_told(keyboard, *story.not_told)
    keyboard.button("Lav underretning")
    keyboard.wait_for("Underretning · kladde", "Afsnit")
    go_through_the_guide(keyboard, story)
    finish(keyboard, story, file)


def begin_a_concern(keyboard: Keyboard, story: Story) -> None:
    if not story.child.typed:
        keyboard.button("Børn")
        keyboard.row(story.child.first, within="Børn")
        keyboard.wait_for("Det, vi gør")
    keyboard.with_ctrl(Qt.Key.Key_B)
    keyboard.wait_for("Er barnet i fare?")
    keyboard.write(_DANGERS[story.danger])
    if story.danger is not Danger.NO:
        keyboard.button("Jeg har ringet")
    keyboard.wait_for("Hvad handler det om?")
    keyboard.write(_TRACKS[story.track])
    if not parents_may_be_told(story.track):
        keyboard.button("Skriv ned, hvad du så og hørte")
    keyboard.wait_for("Hvad så og hørte du?")
    if story.child.typed:
        keyboard.type_into("Hvem handler det om?", story.child.typed)
    keyboard.button("I dag")
    keyboard.type_into("Hvad så og hørte du?", story.what)
    keyboard.button("Skriv ned og gå videre")
    keyboard.wait_for("Trin for trin")


def say_why_they_are_not_told(keyboard: Keyboard, reason: str, weighed: str) -> None:
    keyboard.button("De får det ikke at vide nu")
    keyboard.type_into("Hvorfor får de ikke noget at vide nu?", reason)
    keyboard.type_into("Hvad taler for at sige det, og hvad taler imod?", weighed)
    keyboard.button("Skriv det ned")
    keyboard.wait_until_gone("Hvad taler for at sige det, og hvad taler imod?")


# --- the guide --------------------------------------------------------------------------------------------------------


def pane() -> SectionPane:
    """Where the open section stands."""
    return next(one for one in window().findChildren(SectionPane) if one.isVisible())


def go_through_the_guide(keyboard: Keyboard, story: Story) -> None:
    """From the first section to the last. What the story has for a section that is not there is a mistake."""
    keyboard.press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, times=_sections())
    left = {*story.typed, *story.could_not}
    before = ""
    while (editor := pane().editor) is not None and editor.section.id != before:
        section = editor.section
        before = section.id
        left.discard(before)
        write_section(keyboard, story, section)
        keyboard.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert not left, f"the guide never asked for {left}"


def pages() -> list[PaperPage]:
    """The guide, while it is open."""
    return [one for one in window().findChildren(PaperPage) if one.isVisible()]


def _sections() -> int:
    return len(pages()[0]._checks)


def write_section(keyboard: Keyboard, story: Story, section: Section) -> None:
    typed = story.typed.get(section.id, "")
    if section.kind is SectionKind.YES_NO:
        yes = story.in_danger if section.id == "danger" else story.disagree
        if yes is not None:
            keyboard.choose(section.title, (section.yes if yes else section.no) or "")
            if typed:
                into(keyboard, "Skriv det her", typed)
    elif section.kind is SectionKind.URGENT:
        if story.urgent:
            keyboard.choose(section.title, "Ja, det haster")
    elif section.kind is SectionKind.CARERS_INFORMED:
        for adult in story.adult:
            (tell if section.id == "carers_informed" else know)(keyboard, adult)
    elif section.kind is SectionKind.INTERPRETER:
        if story.child.typed and "interpreter" not in story.could_not:
            keyboard.choose(section.title, "Nej")
    elif section.kind is SectionKind.CHILD_INFORMED:
        if story.child_told:
            keyboard.choose(section.title, INFORMED_WORDS[story.child_told])
            into(keyboard, "Hvad har I sagt, eller hvorfor ikke?", story.child_was_told)
    elif section.kind is SectionKind.OBSERVATIONS:
        choose_records(keyboard)
        for seen in story.seen:
            if story.is_here(seen):
                add_observation(keyboard, seen)
    elif section.kind is SectionKind.CHILDS_WORDS:
        choose_records(keyboard)
        for said in story.said:
            if story.is_here(said):
                add_words(keyboard, said)
    elif section.kind is SectionKind.EFFORTS:
        choose_records(keyboard)
        if typed:
            into(keyboard, section.title, typed)
    elif typed:
        into(keyboard, section.title, typed)
    if section.id in story.could_not:
        keyboard.tick("Kunne ikke indhentes, fordi …")
        type_long(keyboard, story.could_not[section.id])


def into(keyboard: Keyboard, label: str, text: str) -> None:
    """Goes to a field, in place of what stands there."""
    field = keyboard.tab_to(label, among=(QLineEdit, QPlainTextEdit))
    if field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text():  # type: ignore[attr-defined]
        keyboard.with_ctrl(Qt.Key.Key_A)
    type_long(keyboard, text)


def type_long(keyboard: Keyboard, text: str) -> None:
    """Every letter of it, however long it is."""
    for number, line in enumerate(text.strip().split("\n")):
        if number:
            keyboard.enter()
        for start in range(0, len(line), _AT_ONCE):
            keyboard.write(line[start : start + _AT_ONCE])


def choose_records(keyboard: Keyboard) -> None:
    """Ticks what stands in the folder, box by box: the stories hold nothing that does not belong to them."""
    while isinstance(box := QApplication.focusWidget(), CheckBox) and box.objectName():
        if not box.isChecked():
            keyboard.press(Qt.Key.Key_Space)
        keyboard.press(Qt.Key.Key_Tab)


def add_observation(keyboard: Keyboard, seen: Seen) -> None:
    keyboard.button("Tilføj en iagttagelse")
    when(keyboard, seen.at, seen.place)
    into(keyboard, "Hvad så og hørte du?", seen.text)
    keyboard.button("Skriv iagttagelsen ned")
    wait_until_listed(keyboard, seen.text)


def add_words(keyboard: Keyboard, said: Said) -> None:
    keyboard.button("Tilføj et udsagn fra en anden dag")
    when(keyboard, said.at, said.place)
    into(keyboard, "Hvad sagde barnet?", said.words)
    if said.how is not None:
        keyboard.pick("Hvordan kom det frem?", HOW_SAID_WORDS[said.how])
    if said.how is not HowSaid.SPONTANEOUS:
        into(keyboard, "Hvad spurgte du om?", said.asked)
    keyboard.button("Skriv ordene ned")
    wait_until_listed(keyboard, said.words)


def wait_until_listed(keyboard: Keyboard, text: str) -> None:
    def listed() -> bool:
        boxes = [one for one in pane().findChildren(CheckBox) if one.isChecked()]
        return any(text[:60] in one.accessibleName() for one in boxes)

    keyboard.wait_until(listed, f"{text[:60]!r} is not chosen")


def when(keyboard: Keyboard, at: datetime, place: str) -> None:
    into(keyboard, "Hvilken dag?", short_date(at.date()))
    if at.time() != time():
        into(keyboard, "Klokken", f"{at.hour}.{at.minute:02}")
    if place:
        into(keyboard, "Hvor?", place)


def tell(keyboard: Keyboard, adult: Adult) -> None:
    """Whether one of the parents has been told, when and how, what they said; or why not."""
    if adult.told is None:
        return
    keyboard.choose(f"Er {adult.called} orienteret?", INFORMED_WORDS[adult.told])
    if adult.told is Informed.NO:
        into(keyboard, "Hvorfor ikke?", adult.reason)
        return
    into(keyboard, "Hvem sagde det, hvornår og hvordan?", adult.how)
    if adult.view:
        into(keyboard, "Hvad svarede de?", adult.view)


def know(keyboard: Keyboard, adult: Adult) -> None:
    """Where nobody may tell them: only that one of them knows already is written."""
    assert adult.told is None, "nobody was told"


def finish(keyboard: Keyboard, story: Story, file: Path) -> None:
    """Ready, and saved; with gaps where it is made in haste."""
    keyboard.wait_for_saved()
    if story.haste:
        keyboard.with_ctrl(Qt.Key.Key_H)
    else:
        keyboard.button("Gør klar til at sende")
        keyboard.wait_until(lambda: asked_about_gaps() or not pages(), "neither ready nor asked about gaps")
        if asked_about_gaps():
            keyboard.button("Gør klar med huller")
    keyboard.wait_for("Underretningen er klar")
    keyboard.button("Gem som PDF")
    keyboard.save_as(file)
    keyboard.wait_for("Den er gemt, men ikke sendt.")


def asked_about_gaps() -> bool:
    """Whether the last look at what is missing stands there: a telephone number that nobody knows, for one."""
    return any(one.isVisible() for one in window().findChildren(Gaps))

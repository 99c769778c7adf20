"""The paper that is being written, held by the page and its section editors together."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from opspor.documents.document import block_text
from opspor.documents.facts import PaperFacts
from opspor.documents.records import blocks_of
from opspor.domain.child import Carer
from opspor.domain.paper import CarerInformed, PaperDraft, SectionAnswer
from opspor.forms.model import Section
from opspor.usecases.papers import PaperSheet


class Writing(QObject):
    """The draft and what it is made from. ``changed`` after every change of the draft."""

    changed = Signal()

    def __init__(self, sheet: PaperSheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.draft: PaperDraft = sheet.draft

    def read_again(self, sheet: PaperSheet) -> None:
        """What the paper is made from has changed; the draft stays, and what is new within the concern is chosen."""
        seen, said = {o.id for o in self.sheet.file.observations}, {w.id for w in self.sheet.file.words}
        here = sheet.file.concern.id
        new_seen = tuple(o.id for o in sheet.file.observations if o.id not in seen and o.concern_id == here)
        new_said = tuple(w.id for w in sheet.file.words if w.id not in said and w.concern_id == here)
        self.sheet = sheet
        self.change(observations=self.draft.observations + new_seen, words=self.draft.words + new_said)

    def change(self, **values: Any) -> None:
        """Changes fields of the draft."""
        draft = replace(self.draft, **values)
        if draft != self.draft:
            self.draft = draft
            self.changed.emit()

    def answer(self, section: Section) -> SectionAnswer:
        """What is written in a section."""
        return self.draft.sections.get(section.id, SectionAnswer())

    def put(self, section: Section, answer: SectionAnswer) -> None:
        """Writes a section."""
        self.change(sections={**self.draft.sections, section.id: answer})

    @property
    def carers(self) -> tuple[Carer, ...]:
        """The carers that are written down."""
        return self.facts.carers

    def told(self, carer: Carer) -> CarerInformed:
        """What is written about whether a carer knows."""
        return next((told for told in self.draft.carers if told.carer_id == carer.id), CarerInformed(carer.id))

    def put_told(self, told: CarerInformed) -> None:
        """Writes whether a carer knows."""
        others = tuple(own for own in self.draft.carers if own.carer_id != told.carer_id)
        self.change(carers=(*others, told))

    @property
    def facts(self) -> PaperFacts:
        """What the paper is made from, with the draft as it is now."""
        return replace(self.sheet.facts, draft=self.draft)

    def as_printed(self, section: Section) -> str:
        """What stands in a section that is filled from the records, as text."""
        return "\n".join(map(block_text, blocks_of(section.kind, self.facts)))

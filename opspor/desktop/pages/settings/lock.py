"""Lås: after how long this PC locks, whether its disk is encrypted, and on Windows whether it may be in screenshots."""

import sys
from functools import partial
from pathlib import Path

from opspor.desktop import settings
from opspor.desktop.idle import MEETING
from opspor.desktop.pages.settings.section import Section
from opspor.desktop.shortcuts import HIDE, LOCK
from opspor.desktop.system.hardening import allow_pictures
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import Card, CheckBox, ChoiceField, PlainLabel, Prose
from opspor.domain.text import count_of
from opspor.usecases import disk

_CHOICES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)


class LockSection(Section):
    """Counts at once, and for this PC. ``vault`` is the folder whose disk is looked at."""

    title = "Lås"
    icon = "lock-keyhole"

    def __init__(self, vault: Path) -> None:
        super().__init__()
        chosen = settings.here.lock_minutes
        minutes = sorted({*_CHOICES, chosen})
        self._minutes: ChoiceField[int] = ChoiceField(
            "Lås, når der ikke er sket noget i",
            [(count_of(number, "minut", "minutter"), number) for number in minutes],
            value=chosen,
            help_text="Det sidste minut tæller ned på skærmen. Alt, du har skrevet, er der, når du låser op igen.",
        )
        self._minutes.changed.connect(self._choose)
        card = Card("Lås", spacing=6)
        card.add(self._minutes)
        card.add(
            Prose(
                [
                    f"I et møde låser den tidligst efter {MEETING.seconds // 60} minutter.",
                    "Den låser også, når pc'en låser eller går i dvale, og når vinduet bliver lukket.",
                    f"Lås selv med {LOCK.cap}. {HIDE.cap} skjuler kun: alle kan vise igen.",
                ],
                "body",
            )
        )
        if sys.platform == "win32":
            card.add(self._pictures())
        card.add(PlainLabel("Gælder på denne pc for alle, der bruger den.", "body", "text_2"))
        self.column.addWidget(card)
        self._about_disk = PlainLabel("Ser efter …")
        card = Card("Pc'ens disk")
        card.add(self._about_disk)
        self.column.addWidget(card)
        ask(in_background(partial(disk.words_about, vault)), self, lambda said: self._say_of_disk(*said))

    def _say_of_disk(self, words: str, good: bool) -> None:
        self._about_disk.setText(words)
        self._about_disk.set_color("text" if good else "warning")

    def _pictures(self) -> CheckBox:
        box = CheckBox("Tillad skærmbilleder og skærmdeling af vinduet")
        box.setChecked(settings.here.screenshots)
        box.toggled.connect(self._allow)
        return box

    def _choose(self) -> None:
        settings.here.lock_minutes = self._minutes.value() or settings.here.lock_minutes
        settings.save()

    def _allow(self, allowed: bool) -> None:
        settings.here.screenshots = allowed
        settings.save()
        allow_pictures(self.window(), allowed)

"""Udseende, and Om opspor."""

import opspor
from opspor.desktop.look import ThemeChoice, look
from opspor.desktop.pages.settings.new_version import NewVersionCard
from opspor.desktop.pages.settings.section import Section
from opspor.desktop.route import Office
from opspor.desktop.tokens import TOKENS
from opspor.desktop.widgets import (
    Card,
    Flow,
    ListRow,
    PlainLabel,
    ProgressOverlay,
    Prose,
    RowList,
    Segmented,
    box,
)
from opspor.reference import parts
from opspor.usecases import new_version


class LookSection(Section):
    """Theme and size, at once and for this PC."""

    title = "Udseende"
    icon = "sun"

    def __init__(self) -> None:
        super().__init__()
        themes: list[tuple[str, ThemeChoice]] = [
            ("Følg pc'en", "system"),
            ("Lys", "light"),
            ("Mørk", "dark"),
            ("Høj kontrast", "contrast"),
        ]
        theme: Segmented[ThemeChoice] = Segmented("Farver", themes, value=look.choice)
        sizes = [(f"{round(zoom * 100)} %", zoom) for zoom in TOKENS.base.zoom]
        nearest = min(TOKENS.base.zoom, key=lambda zoom: abs(zoom - look.zoom))
        size: Segmented[float] = Segmented("Størrelse", sizes, value=nearest)
        card = Card("Udseende", spacing=6)
        card.add(box(PlainLabel("Farver", "body_strong"), Flow([theme]), spacing=1))
        card.add(box(PlainLabel("Størrelse", "body_strong"), Flow([size]), spacing=1))
        card.add(PlainLabel("Gælder på denne pc for alle, der bruger den.", "body", "text_2"))
        self.column.addWidget(card)
        theme.chosen.connect(look.choose_theme)
        size.chosen.connect(look.set_zoom)


class AboutSection(Section):
    """Version and a newer one, what the program promises and what it can't, and what others have made."""

    title = "Om opspor"
    icon = "info"

    def __init__(self, office: Office, progress: ProgressOverlay) -> None:
        super().__init__()
        card = Card("Om programmet")
        card.add(PlainLabel(f"opspor {opspor.__version__}", "body_strong"))
        card.add(PlainLabel(f"Jeres mappe er skrevet i dataudgave {int(new_version.DATA)}."))
        card.add(PlainLabel("Fri software under EUPL 1.2. Programmet henter og sender intet."))
        self.column.addWidget(card)
        self.column.addWidget(NewVersionCard(office, progress))
        self._add(
            "Det lover opspor",
            ("check", "accent_text"),
            "Alt, I skriver, er krypteret på pc'en. Uden en adgangskode eller gendannelsesnøglen kan ingen læse det.",
            "Intet bliver sendt. Programmet bruger ikke internettet.",
            "Intet bliver rettet bagud: en rettelse lægges til, og den gamle står der stadig.",
            "Det skrives ned, hvem der åbner et barns side, og hvem der skriver.",
            "Programmet giver ikke point og spår ikke om et barn. I beslutter.",
        )
        self._add(
            "Det kan opspor ikke love",
            ("x", "text_2"),
            "Alle, der kan låse op, deler den samme nøgle. Programmet viser kun den enkelte det, der er til dem, men "
            "en person med adgangskode og programmeringsværktøj kan læse hele filen.",
            "At ingen ser en andens svar, før alle har afleveret, er også programmets regel og ikke en lås.",
            "En pc med skadelig software kan læse med, mens opspor er låst op.",
            "En gammel kopi af mappen åbner med de gamle adgangskoder.",
            "Lægger nogen hele mappen tilbage til en ældre udgave, kan opspor ikke altid se det.",
        )
        self._add(
            "Det, andre har lavet",
            None,
            f"Teksterne til licenserne ligger {parts.where_the_texts_are()}.",
            "Qt og PySide6 er under LGPL 3, og python-stdnum under LGPL 2.1. De ligger uændret som egne filer, og du "
            "må bytte dem ud med din egen udgave af samme version, og skille programmet ad for at kunne det.",
            "Kildekoden til Qt og PySide6 ligger på download.qt.io og code.qt.io, til python-stdnum på "
            "arthurdejong.org/python-stdnum. Den, der gav dig programmet, skal også kunne skaffe dig den.",
        )
        rows = [
            ListRow(f"{part.name} {part.version}".strip(), fact=part.licence, key=part.name, chevron=False)
            for part in parts.parts()
        ]
        listed = RowList("Dele og licenser")
        listed.set_rows(rows)
        card = Card("Dele og licenser", flush=True)
        card.add(listed)
        self.column.addWidget(card)

    def _add(self, head: str, mark: tuple[str, str] | None, *lines: str) -> None:
        card = Card(head)
        card.add(Prose(list(lines), "body", mark=mark))
        self.column.addWidget(card)

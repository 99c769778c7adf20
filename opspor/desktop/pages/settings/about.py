"""Udseende, and Om opspor."""

import opspor
from opspor.desktop.look import ThemeChoice, look
from opspor.desktop.pages.settings.section import Section
from opspor.desktop.tokens import TOKENS
from opspor.desktop.widgets import Card, Flow, PlainLabel, Prose, Segmented, box


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
    """Version, licence, and what the program promises and what it can't."""

    title = "Om opspor"
    icon = "info"

    def __init__(self) -> None:
        super().__init__()
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
        card = Card("Om programmet")
        card.add(PlainLabel(f"opspor {opspor.__version__}", "body_strong"))
        card.add(PlainLabel("Fri software under EUPL 1.2. Ikonerne er fra Lucide (ISC), skriften er Inter (OFL)."))
        self.column.addWidget(card)

    def _add(self, head: str, mark: tuple[str, str], *lines: str) -> None:
        card = Card(head)
        card.add(Prose(list(lines), "body", mark=mark))
        self.column.addWidget(card)

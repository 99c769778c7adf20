"""Where everybody saw that all is well: agreed in one key, or asked who knows the child."""

from collections.abc import Callable, Sequence

from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.shortcuts import ALL_AGREE
from opspor.desktop.widgets import Button, Card, Flow, PlainLabel


class OneKeyCard(Card):
    """All is well in everybody's eyes, and nothing hinders: one key says so."""

    def __init__(self, agree: Callable[[], object], sitting: Sequence[str]) -> None:
        """``sitting`` are the first names of those who took part in the talk before: they are written in again."""
        super().__init__("Det går godt, siger I alle", spacing=3)
        said = "Alle har svaret »ikke udsat« og »trives«, alle tegn er besvaret, og nogen har skrevet noget ned."
        self.add(PlainLabel(said))
        who = f"Med var {listing(list(sitting))}." if sitting else "Sæt først hak ved dem, der er med."
        self.add(PlainLabel(f"Er I stadig enige, når I siger det højt? {who}", "body", "text_2"))
        button = Button("Vi er enige", shortcut=ALL_AGREE)
        button.clicked.connect(agree)
        self.add(Flow([button]))


class WhoKnowsCard(Card):
    """All is well in everybody's eyes, but the answers alone do not say that anybody knows the child."""

    def __init__(self, hindrance: str, to_child: Button) -> None:
        super().__init__("Hvem kender barnet?", spacing=3)
        self.add(PlainLabel(hindrance, "body_strong"))
        ask = (
            "Et stille barn bliver let overset, når alle er enige. Sig højt, hvem der sidst var sammen med barnet, og "
            "hvad I så. Skriv det i begrundelsen."
        )
        self.add(PlainLabel(ask))
        self.add(Flow([to_child]))

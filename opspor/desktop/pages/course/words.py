"""What the course says: each task in a line, what to do on the page it leads to, and what one can do afterwards."""

from dataclasses import dataclass

from opspor.usecases.course import Task


@dataclass(frozen=True, slots=True)
class Told:
    """A task: its name, why it is there, and what to do, which stands at the top of the page it leads to."""

    title: str
    why: str
    do: str
    learned: str


TOLD = {
    Task.CASE: Told(
        "Øv dig på en case",
        "Prøv at skelne mellem position og trivsel, før det gælder et barn.",
        "Åbn en case, du ikke har svaret på. Læs den, vælg position og trivsel, og læs så kommentaren.",
        "Du kan skelne mellem det, der er omkring barnet, og hvordan barnet har det.",
    ),
    Task.OWN: Told(
        "Vurdér et barn alene",
        "Ingen ser dit svar, før alle har afleveret.",
        "Svar med taltasterne. Gå til slutningen, vælg position og trivsel, og aflevér.",
        "Du kan vurdere et barn alene med tastaturet.",
    ),
    Task.JOINT: Told(
        "Se, hvor I var uenige, og bliv enige",
        "Forskellen er det, I skal tale om.",
        "Vælg position og trivsel, skriv hvorfor, og gem.",
        "Du kan læse en uenighed og gemme det, I blev enige om.",
    ),
    Task.OBSERVATION: Told(
        "Skriv en observation, et kamera kunne have optaget",
        "En kollega skal kunne se det for sig.",
        "Tryk »Skriv ned«. Skriv, hvem der gjorde og sagde hvad, og hvor længe. Skriv ikke, hvad du tror. Gem.",
        "Du kan skrive det, du så, uden at dømme.",
    ),
    Task.FOLLOW_UP: Told(
        "Følg op på noget, I har aftalt",
        "En aftale, ingen ser på igen, hjælper ikke barnet.",
        "Åbn en række under »Opfølgning«. Vælg »Vi følger op nu«, sig, hvad der kom ud af det, og gem.",
        "Du kan følge op, så intet bliver glemt.",
    ),
    Task.CALL: Told(
        "Find ud af, hvem du ringer til",
        "I den værste time er der ikke tid til at lede.",
        "",
        "Du ved, at F2 viser, hvem du ringer til, også når programmet er låst.",
    ),
    Task.CONCERN: Told(
        "Skriv en bekymring",
        "Pligten til at underrette er din egen.",
        "Svar på spørgsmålene, og skriv, hvad du så og hørte. Gem bekymringen.",
        "Du kan begynde en bekymring og se, hvilket trin der er det næste.",
    ),
}
ASKED = (
    "Tryk F2, svar på spørgsmålene, og kom tilbage med Esc. Et barn kan ikke trygt gå hjem i dag, og mistanken gælder "
    "en, barnet bor hos. Hvad gør du først?"
)
RIGHT = "call"
CHOICES = (
    ("Jeg taler med forældrene", "parents"),
    ("Jeg ringer til kommunen", RIGHT),
    ("Jeg venter til stuemødet", "wait"),
)
NOT_YET = {
    "parents": (
        "Nej, ikke først.",
        "Ved mistanke mod en, barnet bor hos, får forældrene det ikke at vide, før kommunen har sagt, hvem der må.",
    ),
    "wait": ("Nej, ikke nu.", "Barnet skal hjem i dag. Mistanke er nok, og ingen skal godkende, at du ringer."),
}

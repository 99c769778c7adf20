"""How the commands are written, with help in Danish. Imports nothing heavy, so that ``--help`` answers at once."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

WRONG_USAGE = 2
JSON = ".json"  # what the file of an underretning for another system ends in
KINDS = ("dagtilbud", "skole", "sundhedspleje", "alle")
PAPERS = ("underretning", "brief", "plan", "matrix", "absence", "access")

# argparse has English sentences only; what a person has to know stands in the groups.
_SAID = (
    (r"the following arguments are required: (.*)", "Her mangler noget: {}."),
    (r"unrecognized arguments: (.*)", "Det her kendes ikke: {}."),
    (r"argument (.*?): invalid choice: '(.*?)' \(choose from .*", "{} kan ikke være »{}«."),
    (r"argument (.*?): invalid .* value: '(.*)'", "{} kan ikke være »{}«."),
    (r"argument (.*?): expected one argument", "Der mangler noget efter {}."),
)


class _Formatter(argparse.HelpFormatter):
    """Help without English words."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Brug: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help and complaints are in Danish."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog, description=description, add_help=False, formatter_class=_Formatter, allow_abbrev=False)
        self._positionals.title = "Argumenter"
        self._optionals.title = "Valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def error(self, message: str) -> NoReturn:
        """Say in Danish what argparse complains about, and leave with 2."""
        said = "Kommandoen kan ikke forstås."
        for pattern, sentence in _SAID:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                said = sentence.format(*found.groups())
        self.refuse(said)

    def refuse(self, sentence: str) -> NoReturn:
        """Say how the command is written and what is wrong, and leave with 2."""
        sys.stderr.write(f"{self.format_usage()}{sentence} Se mere med --help.\n")
        raise SystemExit(WRONG_USAGE)


def parser() -> Parser:
    """The parser of the whole command line. ``command`` is None when the window is meant."""
    top = Parser("opspor", "Uden kommando åbner vinduet. Kommandoerne er til it, afprøvning og automatik.")
    top.add_argument("--vault", type=Path, metavar="MAPPE", help="den mappe, vinduet skal åbne")
    commands = top.add_subparsers(dest="command", metavar="KOMMANDO", title="Kommandoer")

    def command(name: str, text: str) -> Parser:
        return commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")

    new = command("new", "lav en ny mappe med den første person, som er leder")
    _vault(new)
    new.add_argument("--institution", required=True, metavar="NAVN", help="institutionens navn")
    new.add_argument("--user", required=True, metavar="BRUGER", help="det navn, personen logger ind med")
    new.add_argument("--name", metavar="NAVN", help="personens navn (ellers bruges BRUGER)")
    _password(new)

    import_ = command("import", "hent en liste med børn (CSV eller Excel)")
    _vault(import_)
    import_.add_argument("file", type=Path, metavar="FIL", help="listen")
    import_.add_argument("--group", default="", metavar="NAVN", help="stuen eller klassen, hvor listen ikke siger det")
    import_.add_argument("--dry-run", action="store_true", help="vis kun, hvad der ville ske")
    import_.add_argument("--cpr", action="store_true", help="læs også CPR-numre")
    _login(import_)
    _json(import_)

    check = command("check", "se efter, om en mappe er hel")
    _vault(check)
    _login(check)
    _json(check)

    backup = command("backup", "lav en kopi af en mappe i én fil")
    _vault(backup)
    backup.add_argument("file", type=Path, metavar="FIL", help="hvor kopien skal ligge; helst på et andet drev")
    _login(backup)
    _json(backup)

    restore = command("restore", "hent en mappe fra en kopi")
    restore.add_argument("file", type=Path, metavar="FIL", help="kopien, med registret over sletninger ved siden af")
    restore.add_argument("vault", type=Path, metavar="VAULT", help="en ny mappe, eller den, der er beskadiget")
    _login(restore)
    _json(restore)

    export = command("export", "gem et færdigt papir som PDF, en underretning også som JSON")
    _vault(export)
    export.add_argument("kind", choices=PAPERS, metavar="PAPIR", help=", ".join(PAPERS))
    export.add_argument(
        "id",
        nargs="?",
        default="",
        metavar="ID",
        help="papirets, planens, rundens eller (absence, access) barnets id; »house« er alle grupper",
    )
    export.add_argument("--all", action="store_true", help="alle underretninger, du kan se, hver i sin fil")
    export.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FIL",
        help="PDF'en; med --all en mappe; .json: til et andet system",
    )
    export.add_argument(
        "--to", default="", metavar="HVEM", help="kun access: forælderens id eller relation (»mor«), eller youth"
    )
    export.add_argument("--anonymous", action="store_true", help="uden navne (kun brief og matrix)")
    _login(export)

    local = command("local", "kommunens lokale lag: gem det som fil, eller hent det")
    ways = local.add_subparsers(dest="local_command", metavar="KOMMANDO", title="Kommandoer", required=True)
    for way, text in (("export", "gem kommunens del som en fil"), ("import", "hent kommunens fil")):
        one = ways.add_parser(way, help=text, description=f"{text[0].upper()}{text[1:]}.")
        _vault(one)
        one.add_argument("file", type=Path, metavar="FIL", help="filen, der ender på .json")
        if way == "export":
            one.add_argument(
                "--by", required=True, metavar="FUNKTION", help="funktionen, der har lavet den; intet navn"
            )
        else:
            one.add_argument("--dry-run", action="store_true", help="vis kun, hvad der ville ske")
        _login(one)
        _json(one)

    stock = command("stock", "gør op, hvad en mappe eller en kopi rummer, når en pc er væk; ingen navne")
    stock.add_argument("vault", type=Path, metavar="VAULT", help="opspor-mappen, eller en kopi af den")
    stock.add_argument("--out", type=Path, metavar="FIL", help="gem den også som PDF, eller som JSON (.json)")
    _login(stock)
    _json(stock)

    verify = command("verify", "se efter, om en ny udgave er ægte, hel og nyere; installerer intet")
    verify.add_argument("file", type=Path, metavar="FIL", help="pakken, med udgavens andre filer ved siden af")
    verify.add_argument("--key", type=Path, metavar="NØGLE", help="afsenderens nøgle (PEM), ellers programmets egen")
    _json(verify)

    forms = command("forms", "se på skemaerne")
    inner = forms.add_subparsers(dest="forms_command", metavar="KOMMANDO", title="Kommandoer", required=True)
    forms_check = inner.add_parser("check", help="se efter fejl i skemaerne", description="Se efter fejl i skemaerne.")
    forms_check.add_argument("folder", type=Path, nargs="?", metavar="MAPPE", help="ellers programmets egne skemaer")
    _json(forms_check)

    demo = command("demo", "spil en opdigtet institution igennem, fra liste til underretning")
    demo.add_argument("folder", type=Path, metavar="MAPPE", help="en tom eller ny mappe")
    demo.add_argument("--kind", choices=KINDS, default=KINDS[0], metavar="SLAGS", help=", ".join(KINDS))
    demo.add_argument("--children", type=_between(6, 2000), metavar="ANTAL", help="børn i alt (44 i et dagtilbud)")
    demo.add_argument("--rounds", type=_between(1, 6), default=2, metavar="ANTAL", help="runder (2)")
    demo.add_argument("--seed", type=int, default=1, metavar="TAL", help="samme tal giver samme historie (1)")
    _json(demo)

    screens = command("screens", "tegn alle skærmbilleder af opdigtede huse: tomt, nyt, almindeligt og fuldt")
    screens.add_argument("folder", type=Path, metavar="MAPPE", help="hvor billederne skal ligge")
    screens.add_argument("--kun", dest="only", default="", metavar="NAVN", help="kun dem med NAVN i billedets navn")
    return top


def _vault(of: Parser) -> None:
    of.add_argument("vault", type=Path, metavar="VAULT", help="opspor-mappen")


def _login(of: Parser) -> None:
    of.add_argument("--user", default="", metavar="BRUGER", help="kan udelades, når adgangskoden kun passer til én")
    _password(of)


def _password(of: Parser) -> None:
    of.add_argument("--password-stdin", action="store_true", help="læs adgangskoden fra første linje i stdin")


def _json(of: Parser) -> None:
    of.add_argument("--json", action="store_true", help="skriv resultatet som ét JSON-objekt")


def _between(lowest: int, highest: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not lowest <= int(text) <= highest:
            raise ValueError
        return int(text)

    return number

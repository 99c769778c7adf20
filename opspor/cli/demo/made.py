"""What a demo has written and saved, and what its files are called."""

import itertools
from dataclasses import dataclass, field
from pathlib import Path

from opspor.cli.demo.material_concerns import PaperText
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind


@dataclass(slots=True)
class Papers:
    """What was written and saved, in the order it happened."""

    folder: Path
    ids: dict[PaperKind, list[Id]] = field(default_factory=lambda: {kind: [] for kind in PaperKind})
    files: list[Path] = field(default_factory=list)

    def next_file(self, paper: PaperText) -> Path:
        """``underretning-1.pdf``: a name that says nothing about whom it is about."""
        name = "underretning" if paper.kind is PaperKind.UNDERRETNING else "droeftelsesark"
        name += "-anonym" if paper.anonymous else ""
        return self.named(name)

    def named(self, name: str, ending: str = "pdf") -> Path:
        """``handleplan-1.pdf``: the next one of that name."""
        number = next(n for n in itertools.count(1) if self.folder / f"{name}-{n}.{ending}" not in self.files)
        self.files.append(self.folder / f"{name}-{number}.{ending}")
        return self.files[-1]

"""What the files of a demo are called."""

from pathlib import Path

from opspor.cli.demo.made import Papers
from opspor.cli.demo.material_concerns import PaperText
from opspor.domain.paper import PaperKind


def test_the_name_of_a_file_says_the_kind_and_a_number(tmp_path: Path) -> None:
    made = Papers(tmp_path)
    brief = PaperText(PaperKind.BRIEF, 1, {})
    anonymous = PaperText(PaperKind.BRIEF, 1, {}, anonymous=True)
    names = [made.next_file(paper).name for paper in (brief, anonymous, brief, anonymous)]
    assert names == [
        "droeftelsesark-1.pdf",
        "droeftelsesark-anonym-1.pdf",
        "droeftelsesark-2.pdf",
        "droeftelsesark-anonym-2.pdf",
    ]


def test_another_ending_counts_for_itself(tmp_path: Path) -> None:
    made = Papers(tmp_path)
    names = [made.named(*how).name for how in (("underretning",), ("underretning", "json"), ("underretning", "json"))]
    assert names == ["underretning-1.pdf", "underretning-1.json", "underretning-2.json"]

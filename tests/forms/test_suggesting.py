"""From a filled-in position form to the suggestion: what is answered, what is missing, whether help is given."""

from opspor import data_folder
from opspor.domain.assessment import Duration, FactorKind, Position, Seen, Source, Strength
from opspor.domain.child import AgeBand
from opspor.domain.suggestion import FactorPart
from opspor.forms.library import load_library
from opspor.forms.model import PositionForm
from opspor.forms.reader import read_form
from opspor.forms.suggesting import suggestion

FORM = load_library().position()
NOTHING: dict[str, str] = dict.fromkeys((question.id for question in FORM.question), Seen.NOTHING)


def risk(strength: Strength = Strength.MODERATE) -> FactorPart:
    return FactorPart("R_FAM_TAB", FactorKind.RISK, strength, Duration.MONTHS, Source.SEEN)


def test_an_untroubled_child_with_all_five_answered() -> None:
    found = suggestion([FORM], [NOTHING], (), AgeBand.FROM_3_TO_5)
    assert (found.position, found.open_answers) == (Position.NOT_EXPOSED, ())


def test_what_is_not_answered_is_missing_as_is_ved_ikke() -> None:
    answers = {**NOTHING, "P-SOC": Seen.UNKNOWN}
    del answers["P-FAM"]
    found = suggestion([FORM], [answers], (), None)
    assert (found.position, found.open_answers) == (None, ("P-FAM", "P-SOC"))


def test_something_without_a_strain_behind_it_is_missing() -> None:
    answers = {**NOTHING, "P-FAM": Seen.SOMETHING}
    assert suggestion([FORM], [answers], (), None).open_answers == ("P-FAM",)
    assert suggestion([FORM], [answers], [risk()], None).open_answers == ()


def test_support_from_the_municipality_is_help_given_and_asked_for_when_not_known() -> None:
    assert suggestion([FORM], [{**NOTHING, "P-STOETTE": Seen.SOMETHING}], (), None).position is Position.EXPOSED
    found = suggestion([FORM], [{**NOTHING, "P-STOETTE": Seen.UNKNOWN}], (), None)
    assert (found.position, found.open_answers) == (None, ("P-STOETTE",))


def test_sheets_on_two_versions_of_the_form_are_taken_together() -> None:
    old = read_form((data_folder("forms") / "position/position/1.toml").read_text(encoding="utf-8"))
    assert isinstance(old, PositionForm)
    first: dict[str, str] = dict.fromkeys((question.id for question in old.question), Seen.NOTHING)
    assert suggestion([old, FORM], [first, NOTHING], (), None).open_answers == ()
    assert suggestion([old], [first], (), None).open_answers == ()


def test_version_1_has_no_question_about_support_and_something_there_is_no_missing_answer() -> None:
    old = read_form((data_folder("forms") / "position/position/1.toml").read_text(encoding="utf-8"))
    assert isinstance(old, PositionForm)
    answers: dict[str, str] = dict.fromkeys((question.id for question in old.question), Seen.NOTHING)
    answers["P-HJAELP"] = Seen.SOMETHING
    found = suggestion([old], [answers], (), None)
    assert (found.position, found.open_answers) == (Position.NOT_EXPOSED, ())


def test_the_sheets_of_a_team_are_taken_together() -> None:
    sheets = [{**NOTHING, "P-FAM": Seen.SOMETHING}, {**NOTHING, "P-SOC": Seen.UNKNOWN}]
    found = suggestion([FORM], sheets, [risk(), risk(Strength.LIGHT)], None)
    assert (found.position, found.open_answers) == (Position.POTENTIALLY_EXPOSED, ())
    assert found.words == "1 vedvarende, moderat; ingen beskyttende"

"""An analysis keeps the words it was asked with, and what is ticked goes along into a focus point."""

from dataclasses import replace

import pytest

from opspor.domain.assessment import Context
from opspor.domain.child import HelpGiven
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.plans import Analysis, Focus, Plan
from opspor.usecases import analyses, children, focus, plans, visits
from tests.usecases.conftest import House

TEXTS = {"see": "Græder ved lågen", "tried": " ", "not_when": "Om fredagen", "change_first": "Vi går ud først"}


def written(house: House) -> Analysis:
    sheet = house.do(lambda desk: analyses.sheet(desk, house.children[0]))
    made = house.do(lambda desk: analyses.write(desk, sheet, TEXTS))
    found = house.do(lambda desk: analyses.sheet(desk, house.children[0], analysis_id=made)).analysis
    assert found is not None
    return found


def test_an_analysis_is_asked_with_the_help_a_child_gets_beside_it_and_kept_with_its_form(house: House) -> None:
    karla = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, karla))
    help_ = HelpGiven("Sprogvejleder", "januar", "taler mere", ongoing=True)
    known = replace(file.particulars, help_given=(help_,))
    house.do(lambda desk: children.change(desk, karla, file.particulars_id, known))
    with house.as_("jonas"):
        sheet = house.do(lambda desk: analyses.sheet(desk, karla))
        assert sheet.help_given == (help_,)
        assert {"see", "not_when", "keeps_going", "tried", "change_first"} <= {s.id for s in sheet.form.section}
        house.do(lambda desk: analyses.save(desk, sheet, {"see": "Græ"}))
        assert house.do(lambda desk: analyses.sheet(desk, karla)).texts == {"see": "Græ"}

        found = written(house)
        assert found.texts == {key: text for key, text in TEXTS.items() if text.strip()}
        assert found.form == sheet.form.ref
        assert house.do(lambda desk: analyses.sheet(desk, karla)).saved_at is None


def test_an_empty_analysis_is_none(house: House) -> None:
    sheet = house.do(lambda desk: analyses.sheet(desk, house.children[0]))
    with pytest.raises(KnownError, match="mindst ét svar"):
        house.do(lambda desk: analyses.write(desk, sheet, {"see": " "}))


def test_the_second_who_corrects_an_analysis_is_told(house: House) -> None:
    first = written(house)
    sheet = house.do(lambda desk: analyses.sheet(desk, first.child_id, analysis_id=first.id))
    house.do(lambda desk: analyses.write(desk, sheet, {"see": "Trækker sig"}))
    for again in (
        lambda: house.do(lambda desk: analyses.write(desk, sheet, {"see": "Andet"})),
        lambda: house.do(lambda desk: analyses.sheet(desk, first.child_id, analysis_id=first.id)),
    ):
        with pytest.raises(KnownError) as refused:
            again()
        assert refused.value.code == "ANALYSE-MANGLER"


def test_only_what_is_ticked_begins_a_focus_point_and_what_was_typed_there_stays(house: House) -> None:
    with house.as_("jonas"):
        found = written(house)
        blank = house.do(lambda desk: focus.sheet(desk, child_id=found.child_id))
        house.do(lambda desk: focus.save(desk, blank, Focus(wonder="Også om onsdagen")))

        house.do(lambda desk: analyses.begin_focus(desk, found, ["see", "change_first"]))

        draft = house.do(lambda desk: focus.sheet(desk, child_id=found.child_id)).focus
    assert draft == Focus(wonder="Også om onsdagen\nGræder ved lågen", action="Vi går ud først")


def test_a_section_that_a_municipality_has_added_is_part_of_what_one_wonders_at(house: House) -> None:
    found = replace(written(house), texts={"see": "A", "our-own": "B"})
    assert analyses.to_focus(found, ["see", "our-own"], Focus()) == Focus(wonder="A\nB")
    assert analyses.to_focus(found, [], Focus(goal="C")) == Focus(goal="C")


def test_a_plan_begins_with_what_is_ticked_and_names_the_analysis(house: House) -> None:
    with house.as_("jonas"):
        found = replace(written(house), texts={**TEXTS, "parallel": "Sprogvejlederen kommer om tirsdagen"})
        house.do(lambda desk: analyses.begin_plan(desk, found, ["see", "parallel", "change_first"]))
        draft = house.do(lambda desk: plans.sheet(desk, found.child_id)).plan
    assert (draft.why_step, draft.parallel) == ("Græder ved lågen", "Sprogvejlederen kommer om tirsdagen")
    assert [goal.action for goal in draft.goals] == ["Vi går ud først"]
    assert draft.analysis_id == found.id

    again = analyses.to_plan(found, ["change_first", "child"], draft, Id("other"))
    assert [goal.action for goal in again.goals] == ["Vi går ud først\nVi går ud først"]
    assert replace(analyses.to_plan(found, [], Plan(), Id("other")), analysis_id=None) == Plan()


def test_what_is_drafted_about_the_home_is_not_mixed_into_a_plan_of_the_room(house: House) -> None:
    """The leader sees both; a child in a room and in a district."""
    found = written(house)
    north = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.do(lambda desk: children.enrol(desk, found.child_id, north, house.clock().date()))
    at_home = house.do(lambda desk: plans.sheet(desk, found.child_id, context=Context.HOME))
    house.do(lambda desk: plans.save(desk, at_home, Plan(why_step="Sagt derhjemme")))

    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: analyses.begin_plan(desk, found, ["see"]))
    assert refused.value.code == "ANALYSE-KLADDE"

    kept = house.do(lambda desk: plans.sheet(desk, found.child_id))
    assert (kept.context, kept.plan) == (Context.HOME, Plan(why_step="Sagt derhjemme"))
    house.do(lambda desk: plans.discard(desk, kept))
    house.do(lambda desk: analyses.begin_plan(desk, found, ["see"]))
    assert house.do(lambda desk: plans.sheet(desk, found.child_id)).context is Context.DAYCARE

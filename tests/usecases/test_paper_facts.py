"""What a paper is made from: all that its author may see, and nothing more."""

import io
from dataclasses import replace

from pypdf import PdfReader

from opspor import data_folder
from opspor.domain.assessment import Position
from opspor.domain.beredskab import Track
from opspor.domain.child import AgeBand, Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.forms.library import Library
from opspor.usecases import children, concerns, law_list, papers
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of
from tests.usecases.test_joint import agree, agreement


def test_somebody_without_access_to_the_child_prints_nothing_from_its_file(house: House) -> None:
    child = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, child))
    carer = Carer(Id("c"), "Kanari Mor", "mor", Custody.YES, "Hemmelig vej 1", "12 34 56 78", False, True)
    house.do(
        lambda desk: children.change(
            desk, child, file.particulars_id, replace(file.particulars, carers=(carer,), address="Hemmelig vej 1")
        )
    )
    house.enter("ali")
    id_ = house.do(
        lambda desk: concerns.start(
            desk,
            danger=Danger.NO,
            track=Track.GENERAL,
            what="Stod alene ved lågen",
            seen_on=desk.clock().date(),
            child_id=child,
        )
    )
    sheet = sheet_of(house, id_, PaperKind.UNDERRETNING)
    pdf = house.do(lambda desk: papers.preview(desk, sheet, sheet.draft)).pdf
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)

    assert "Kanarijuhl" in text
    assert "Hemmelig vej" not in text
    assert "Kanari Mor" not in text


def test_trivsel_is_said_by_dimension_and_never_by_whom(house: House) -> None:
    concern, child, round_id = begin_concern(house), house.children[0], house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, child, Position.EXPOSED, E35_1="rarely", E35_2="rarely", S35_1="rarely")
    house.enter("sofie")
    house.submit(round_id, child, Position.EXPOSED, E35_1="rarely", E35_2="often")
    agree(house, round_id, child, agreement(house))

    facts = sheet_of(house, concern, PaperKind.BRIEF).facts

    form = Library(data_folder("forms")).trivsel(AgeBand.FROM_3_TO_5)
    text = {sign.id: sign.text for sign in form.sign}
    assert facts.trivsel_words == (
        f"Følelser. Ses sjældent: {text['E35-1']}; {text['E35-2']}",
        f"Fællesskab. Ses sjældent: {text['S35-1']}",
    )
    assert "Jonas" not in " ".join(facts.trivsel_words)


def test_an_underretning_quotes_the_duty_of_its_day_with_how_sure_it_is_and_a_brief_none(house: House) -> None:
    concern = begin_concern(house)
    duty, receipt = sheet_of(house, concern, PaperKind.UNDERRETNING).facts.rules
    today = house.clock().date()
    assert duty == law_list.rule_on(house.folder, "duty", today).quoted
    assert receipt.startswith(law_list.rule_on(house.folder, "receipt", today).text)
    assert all(quoted.endswith("ikke efterprøvet.") for quoted in (duty, receipt))
    assert sheet_of(house, concern, PaperKind.BRIEF).facts.rules == ()

    unborn = house.do(
        lambda desk: concerns.start(
            desk,
            danger=Danger.NO,
            track=Track.UNBORN,
            what="Venter barn i juni",
            seen_on=today,
            typed_name="Den gravide",
        )
    )
    assert "nr. 2" in sheet_of(house, unborn, PaperKind.UNDERRETNING).facts.rules[0]

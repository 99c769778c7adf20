"""The words of the forms: what may not stand there, and how hard they read."""

import pytest

from opspor.domain.assessment import FactorKind, FormRef
from opspor.domain.child import AgeBand
from opspor.forms.model import Dimension, EnvironmentForm, EnvironmentQuestion, Factor, Sign, TrivselForm
from opspor.forms.wording import check_alike, check_factor, check_wording, lix, readability, texts


def environment(text: str) -> EnvironmentForm:
    question = EnvironmentQuestion(id="M-1", text=text, help="Fx i dag.")
    return EnvironmentForm(ref=FormRef("environment", "environment", 1, ""), title="Os", question=(question,))


def codes(text: str) -> list[str]:
    return [each.code for each in check_wording("environment/environment/1", environment(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Er det et rødt barn?",
        "De gule børn først",
        "Barnets score",
        "Er det et risikobarn?",
        "En afvigelse fra det normale",
        "Er barnet unormalt stille?",
        "Spørg som i TOPI",
        "EPDS er lavet",
        "ADBB er lavet",
        "Brug SDQ",
        "Se PUF",
        "Se Trivselslinealen",
        "Hjernen & Hjertet",
        "Hjernen og Hjertet",
        "Boxall siger",
    ],
)
def test_words_that_stamp_a_child_or_belong_to_others(text: str) -> None:
    assert codes(text) == ["FORM-ORD"]


@pytest.mark.parametrize(
    "text", ["Efter § 133 skal du", "Ring 112", "Ring 70 10 20 30", "Ring 70102030", "Se barnets lov"]
)
def test_law_and_numbers_live_elsewhere(text: str) -> None:
    assert codes(text) == ["FORM-LOV"]


@pytest.mark.parametrize(
    "text",
    [
        "Barnet har en rød jakke",
        "Giver et puf i en leg",
        "Holdet scorer, og barnet jubler",
        "Inden for 14 dage",
        "6 hverdage",
    ],
)
def test_everyday_words_are_free(text: str) -> None:
    assert codes(text) == []


def test_a_finding_says_where() -> None:
    found = next(check_wording("environment/environment/1", environment("")))
    assert (found.code, found.place) == ("FORM-TOM", "environment/environment/1: M-1.text")


def test_ids_are_not_prose() -> None:
    assert dict(texts(environment("Hej"))) == {"title": "Os", "M-1.text": "Hej", "M-1.help": "Fx i dag."}


def test_lix_is_words_per_sentence_and_the_share_of_long_words() -> None:
    assert lix(["Barnet leger. Det ler."]) == 2
    assert lix(["Institutionen samarbejder"]) == 102
    assert lix(["Ét barn", "To børn"]) == 2  # a line ends a sentence
    assert lix([]) == 0


def sign(name: str, *looks_like: str) -> Sign:
    return Sign(id=name, dimension=Dimension.SOCIAL, text="x", looks_like=looks_like, calls_for_attention=())


def trivsel(band: AgeBand, *signs: Sign) -> TrivselForm:
    return TrivselForm(ref=FormRef("trivsel", f"trivsel-{band}", 1, ""), title="x", band=band, sign=signs)


def test_the_same_example_in_other_words_is_found_across_forms() -> None:
    young = trivsel(AgeBand.FROM_3_TO_5, sign("A", "Løber hen til døren, når mor kommer"))
    older = trivsel(AgeBand.FROM_6_TO_9, sign("B", "Løber hen til døren, når far kommer", "Fortæller om sin weekend"))
    found = list(check_alike([young, older]))
    assert [(each.code, each.place) for each in found] == [("FORM-ENS", "trivsel/trivsel-6-9/1: B.looks_like")]
    assert "trivsel/trivsel-3-5/1: A" in found[0].text


def test_the_same_words_in_another_order_are_the_same_example() -> None:
    form = trivsel(
        AgeBand.FROM_3_TO_5, sign("A", "Løber hen til døren, når mor kommer", "Når mor kommer, løber det hen til døren")
    )
    assert [each.code for each in check_alike([form])] == ["FORM-ENS"]


def test_a_long_text_is_measured_alone_and_a_short_one_is_not() -> None:
    line = "Institutionens samarbejde om barnet er en hel del "
    assert codes(line * 2) == []
    found = list(check_wording("environment/environment/1", environment(line * 5)))
    assert [(each.code, each.place) for each in found] == [("FORM-LIX", "environment/environment/1: M-1.text")]


def test_readability_is_of_the_form_and_of_its_hardest_long_text() -> None:
    form = environment("Institutionens samarbejde om barnet er en hel del af det hele her hos os nu")
    assert readability(form) == (lix(text for _, text in texts(form)), lix([form.question[0].text]))
    assert readability(environment("Hej"))[1] == 0


@pytest.mark.parametrize(
    "text",
    [
        "Familien er flygtet",
        "Barnet er tosproget",
        "Familien er muslimsk",
        "Troen fylder meget",
        "Bor i en ghetto",
        "Mor er enlig",
        "Forældrene er skilsmisseramte",
        "Far har ADHD",
        "Mor har en fødselsdepression",
        "En forælder er psykisk syg",
        "Far har siddet i fængsel",
    ],
)
def test_origin_faith_address_family_form_and_diagnoses_are_no_factor(text: str) -> None:
    for factor in (factor_of(text, "fx at"), factor_of("Barnet mærker det", text)):
        assert [each.code for each in check_factor("position/position/9", factor)] == ["FORM-FAKTOR"]


@pytest.mark.parametrize(
    "text",
    [
        "Barnet er bange for at blive skilt fra sine",
        "Vi har ikke fundet en tolk",
        "Det tror, at ingen kommer",
        "Barnet savner den, der er væk",
        "Alkohol går ud over omsorgen",
    ],
)
def test_an_effect_on_the_child_may_be_said(text: str) -> None:
    assert list(check_factor("position/position/9", factor_of(text, "fx at"))) == []


def factor_of(text: str, effect: str) -> Factor:
    return Factor(code="R_X", kind=FactorKind.RISK, question="P-FAM", text=text, effect=effect, source="P")


def test_different_examples_may_begin_alike() -> None:
    form = trivsel(AgeBand.FROM_3_TO_5, sign("A", "Leger far, mor og hund hele formiddagen", "Leger alene ved hegnet"))
    assert list(check_alike([form])) == []

"""The 16 points: an honest reason is a full answer, an empty word is none, and a short true answer is never refused."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from opspor.domain.assessment import Agreement, MinorityView, Position
from opspor.domain.beredskab import Decided, Decision, KnowsAlready, NotTold
from opspor.domain.child import Carer, Custody, Particulars
from opspor.domain.concern import ChildsWords, HowSaid, Observation
from opspor.domain.ids import Id
from opspor.domain.paper import CarerInformed, Effort, Informed, PaperDraft, PaperKind, SectionAnswer
from opspor.domain.people import Institution, Role, StaffMember
from opspor.domain.quality import POINTS, Judged, Known, Result, is_empty_word, judge
from opspor.reference.empty_words import empty_words

NOW = datetime(2026, 3, 17, 8, 5, tzinfo=UTC)
SHOWN = frozenset(
    {
        "danger", "child", "carers", "interpreter", "reporter", "relation", "before", "concern", "observations",
        "childs_words", "development", "strengths", "resources", "surroundings", "tried", "carers_informed",
        "assessment", "disagreement", "meanwhile", "contact",
    }
)  # fmt: skip

# Answers as people write them when they mean something.
REAL = """
Hun sover godt.|Sover godt|Mormor|Mor|Far|Kl. 8|Siden jul|3 år|Fra 0. klasse|To uger|Hver dag|Mandag|Leger|Spiser|
Synger|Fodbold|Tegner|Alene|Bange|Glad for dyr|Nej, hun vil ikke|Nej, de er rejst|Ja, i går|Ja, begge|Begge ved det|
Far ved det|Ingen ved det|Intet arbejde|Ingen søskende|Ingen legekammerater|Ingen madpakke|Ikke spist|Ikke sovet|
Ikke siden maj|Ved pejsen|Ved døren|Ok til morgenmad|Kommer kl. 10|Kommer sent|Mangler sko|Mangler tøj|Venter i døren|
Tom madkasse|Normalt glad|Samme tøj hver dag|Stum|Slår|Bider|Græder|Tavs|Syg|Træt|Våd|Kold|Sulten|Barnet er nyt her|
Barnet sov|Han er 4 måneder|Hun taler ikke dansk|Far er ukendt|Mor ønsker det ikke|De svarer ikke|PPR|Lægen|Ja: 112|
Bo|Å|Ro|Is|Uro|Le|Po|Vi ringer|Jeg|Jeg henter|Vi er to|Vi spiser først|Hos os|Hos farmor|I skoven|Ude|Inde|Sprog|
Motorik|Ordblind|Sover ikke|Ser ikke|Hører dårligt|Går på tæer|Bruger ble|Ammes|Uvist hvem|Ukendt mand|Ukendt adresse
"""
REAL_ANSWERS = [one.strip() for one in REAL.replace("\n", "").split("|") if one.strip() not in ("", "Å")]
EMPTY = """
-|--|?|???|.|...|…|x|xx|XXX|a|aaaa|Ved ikke|ved ikke.|VED IKKE!|Det ved jeg ikke|Intet|intet.|Nej|nej!|Ja|Ingen|n/a|N/A|
na|OK|ok.|Ikke relevant|(ikke relevant)|"ingen"|»nej«|Ingen kommentarer|Intet at bemærke|Se ovenfor|senere|todo|test|
Test test|bla bla|12|1|0|***|_____|m.|ukendt|Uoplyst|ikke oplyst|nej tak|tja|måske|som før|kommer senere|udfyldes senere
"""
EMPTY_ANSWERS = [one.strip() for one in EMPTY.replace("\n", "").split("|") if one.strip()]


@pytest.mark.parametrize("text", REAL_ANSWERS)
def test_a_short_true_answer_is_an_answer(text: str) -> None:
    assert not is_empty_word(text, empty_words())


@pytest.mark.parametrize("text", EMPTY_ANSWERS)
def test_a_word_that_says_nothing_is_none(text: str) -> None:
    assert is_empty_word(text, empty_words())


def test_nothing_written_is_missing_and_no_empty_word() -> None:
    assert not is_empty_word("  \n", empty_words())


@pytest.mark.parametrize("section", ["carers_know_typed", "safety", "siblings"])
def test_no_is_an_answer_where_it_is_asked_for(section: str) -> None:
    assert not is_empty_word("Nej.", empty_words(), section)
    assert is_empty_word("Ved ikke", empty_words(), section)


# --- the points -------------------------------------------------------------------------------------------------------


def known(**changes: object) -> Known:
    whole: dict[str, object] = {
        "institution": Institution(Id("i"), "Børnehuset", "Kommunen", "Åvej 1", "11 22 33 44", ""),
        "reporter": StaffMember(Id("j"), "Jonas", "pædagog", Role.STAFF, frozenset(), "", NOW, NOW),
        "particulars": file(carer("mor"), carer("far"), birth=date(2022, 1, 5), address="Vej 1"),
        "observations": tuple(
            Observation(Id(f"o{n}"), None, None, Id("j"), "Jonas", NOW, NOW, "", "Sov.") for n in range(3)
        ),
        "words": (said(HowSaid.SPONTANEOUS),),
        "efforts": (Effort(Id("e"), "Ro", "Jonas", None, None, "Det virker"),),
        "decisions": (),
        "openly": True,
        "agreed": None,
    }  # fmt: skip
    return Known(**(whole | changes))  # type: ignore[arg-type]  # fields by name


def file(*carers: Carer, birth: date | None = None, address: str = "") -> Particulars:
    return Particulars("Karla", "Kanari", birth, "", address, False, "", False, "", carers=carers)


def carer(relation: str, **changes: object) -> Carer:
    one = Carer(Id(relation), relation.title(), relation, Custody.YES, "Vej 1", "", protected=False,
                lives_with_child=True)  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]  # fields by name


def said(how: HowSaid | None, asked: str = "") -> ChildsWords:
    return ChildsWords(Id("w"), None, None, Id("j"), "Jonas", NOW, NOW, "", "Mor sov.", asked, how)


WHOLE = PaperDraft(
    PaperKind.UNDERRETNING,
    {id_: SectionAnswer("Skrevet med ord.") for id_ in SHOWN} | {
        "danger": SectionAnswer("Hun er tryg her.", yes=False), "disagreement": SectionAnswer(yes=False),
        **{id_: SectionAnswer() for id_ in ("child", "carers", "interpreter", "reporter", "observations",
                                            "childs_words", "tried", "carers_informed")},
    },
    carers=(CarerInformed(Id("mor"), Informed.YES, "I går af Jonas"),
            CarerInformed(Id("far"), Informed.NO, reason="Er på havet")),
)  # fmt: skip


def result(id_: str, draft: PaperDraft = WHOLE, shown: frozenset[str] = SHOWN, **changes: object) -> Result:
    return next(one for one in judge(draft, known(**changes), shown, empty_words()) if one.point.id == id_)


def with_section(id_: str, answer: SectionAnswer) -> PaperDraft:
    return replace(WHOLE, sections={**WHOLE.sections, id_: answer})


def test_there_are_sixteen_each_with_a_name_and_one_sentence_of_why() -> None:
    assert len(POINTS) == len({point.id for point in POINTS}) == 16
    for point in POINTS:
        assert point.name
        assert point.why.endswith((".", "?"))


def test_a_whole_one_has_all_sixteen() -> None:
    found = judge(WHOLE, known(), SHOWN, empty_words())
    assert [one.point.id for one in found if one.state is not Judged.DONE] == []


def test_an_empty_one_lacks_all_that_is_typed_or_chosen_and_says_where() -> None:
    draft = PaperDraft(PaperKind.UNDERRETNING)
    nothing = known(observations=(), words=(), efforts=(), particulars=None)
    shown = (SHOWN - {"child", "carers", "carers_informed"}) | {"child_typed", "carers_typed", "carers_informed_typed"}
    found = judge(draft, nothing, shown, empty_words())
    assert [one.point.id for one in found if one.state is Judged.DONE] == ["reporter"]
    assert all(one.said and one.section in shown for one in found if one.state is not Judged.DONE)


@pytest.mark.parametrize("section", ["relation", "observations", "childs_words", "tried", "carers_informed", "danger"])
def test_an_honest_reason_is_a_full_answer_and_an_empty_one_is_none(section: str) -> None:
    point = {"carers_informed": "parents"}.get(section, section)
    honest = result(point, with_section(section, SectionAnswer(could_not="barnet er nyt her")), observations=())
    assert (honest.state, honest.said) == (Judged.COULD_NOT, "kunne ikke indhentes, fordi barnet er nyt her")
    empty = result(point, with_section(section, SectionAnswer(could_not="ved ikke")))
    assert (empty.state, empty.section) == (Judged.EMPTY_WORD, section)


def test_an_empty_word_is_named_and_leads_to_its_section() -> None:
    found = result("strengths", with_section("resources", SectionAnswer("n/a")))
    assert (found.state, found.said, found.section) == (Judged.EMPTY_WORD, "»n/a« siger ikke noget", "resources")


@pytest.mark.parametrize(
    ("point", "changes", "said"),
    [
        ("child", {"particulars": file()}, "fødselsdag, adresse"),
        ("carers", {"particulars": file(carer("mor"))},
         "kun én voksen er skrevet på"),
        ("carers", {"particulars": file(carer("mor"), carer("far", address=""))},
         "far: adresse eller telefon"),
        ("carers",
         {"particulars": file(carer("mor"), carer("far", custody=Custody.UNKNOWN))},
         "far: forældremyndighed"),
        ("reporter", {"institution": Institution(Id("i"), "B", "", "", "", "")},
         "arbejdets adresse, arbejdets telefon"),
        ("observations", {"observations": ()}, "ingen er valgt"),
        ("childs_words", {"words": (said(None),)}, "hvad barnet blev spurgt om"),
        ("childs_words", {"words": ()}, "mangler"),
        ("tried", {"efforts": ()}, "mangler"),
        ("tried", {"efforts": (Effort(Id("e"), "Ro", "", None, None, ""),)}, "hvad der kom ud af det"),
        ("disagreement", {"agreed": Agreement(minority=(MinorityView(Id("s"), "Jeg ser det ikke"),))},
         "en kollega har skrevet et andet syn"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_words(point: str, changes: dict[str, object], said: str) -> None:
    found = result(point, WHOLE, SHOWN, **changes)
    assert (found.state, found.said) == (Judged.MISSING, said)


def test_a_protected_address_is_not_missing() -> None:
    hidden = (carer("mor", address="", protected=True), carer("far"))
    assert result("carers", particulars=file(*hidden)).state is Judged.DONE


def test_one_observation_is_enough_to_send_and_the_point_says_so() -> None:
    one = known().observations[:1]
    assert result("observations", observations=one).said == "1 iagttagelse: nok til at sende, flere er tydeligere"


def test_every_parent_is_answered_for_apart() -> None:
    only_mother = replace(WHOLE, carers=WHOLE.carers[:1])
    assert result("parents", only_mother).said == "mangler: far"
    no_reason = replace(WHOLE, carers=(WHOLE.carers[0], CarerInformed(Id("far"), Informed.NO)))
    assert result("parents", no_reason).said == "mangler: far"


@pytest.mark.parametrize("decision", [NotTold("Mistanken gælder far", "Hensyn"), KnowsAlready("Far", "i går", "selv")])
def test_where_parents_may_not_be_told_the_reason_or_who_knows_is_the_answer(decision: Decision) -> None:
    """It never asks anybody to tell them."""
    shown = (SHOWN - {"carers_informed"}) | {"carers_know"}
    lacking = result("parents", replace(WHOLE, carers=()), shown, openly=False)
    assert lacking.said == "hvorfor de ikke er orienteret: skriv det på bekymringen"
    decided = (Decided(Id("d"), Id("b"), Id("j"), "Jonas", NOW, decision),)
    assert result("parents", replace(WHOLE, carers=()), shown, openly=False, decisions=decided).state is Judged.DONE


def test_danger_takes_a_yes_or_a_no_with_what_it_rests_on() -> None:
    assert result("danger", with_section("danger", SectionAnswer())).said == "ja eller nej"
    assert result("danger", with_section("danger", SectionAnswer(yes=False))).said == "hvad du bygger det på"


def test_the_position_that_the_team_agreed_on_says_something_of_the_surroundings() -> None:
    bare = with_section("surroundings", SectionAnswer())
    assert result("surroundings", bare).state is Judged.MISSING
    assert result("surroundings", bare, agreed=Agreement(position=Position.EXPOSED)).state is Judged.DONE

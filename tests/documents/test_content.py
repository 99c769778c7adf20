"""What the two papers say, and what they never say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.documents.content import brief, underretning
from opspor.documents.document import Document, as_text
from opspor.documents.facts import PaperFacts
from opspor.domain.assessment import Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.child import Particulars
from opspor.domain.concern import ChildsWords, Danger, HowSaid
from opspor.domain.paper import CarerInformed, Informed, PaperDraft, PaperKind, SectionAnswer
from opspor.forms.conditions import sections
from opspor.forms.model import Anonymous
from tests.documents import family
from tests.documents.samples import (
    BRIEF,
    BRIEF_DRAFT,
    CONCERN,
    INSTITUTION,
    JOINT,
    METTE,
    NOAH,
    OBSERVATIONS,
    SARA,
    TOBIAS,
    TODAY,
    UNDERRETNING,
    UNDERRETNING_DRAFT,
    WORDS,
    facts,
)

Golden = Callable[[str, str], None]
ABOUT_ABUSE = replace(CONCERN, track=Track.PARENTS)


def part(document: Document, title: str) -> str:
    """One section as text, "" when it is not there."""
    text = as_text(replace(document, parts=tuple(p for p in document.parts if p.title == title), lines=(), footer=()))
    return text.partition(title + "\n")[2].strip()


def known(**changes: object) -> Particulars:
    """Noah with other particulars."""
    return replace(NOAH, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("underretning", family.told(cpr="0901221239")),
        ("underretning-haster", family.in_haste()),
        ("underretning-om-foraeldre", family.about_parents()),
        ("underretning-skrevet-navn", family.on_a_typed_name()),
        ("underretning-stor-familie", family.large_family()),
        ("underretning-supplement", family.added()),
        ("underretning-ufoedt", family.unborn()),
    ],
)
def test_an_underretning_reads_as_agreed(golden: Golden, name: str, made: PaperFacts) -> None:
    golden(name, as_text(underretning(family.UNDERRETNING, made)))


@pytest.mark.parametrize(("name", "anonymous"), [("droeftelsesark", False), ("droeftelsesark-uden-navn", True)])
def test_a_brief_reads_as_agreed(golden: Golden, name: str, anonymous: bool) -> None:
    golden(name, as_text(brief(family.BRIEF, family.told(replace(family.BRIEFED, anonymous=anonymous)))))


@given(
    answers=st.dictionaries(
        st.sampled_from([s.id for s in (*UNDERRETNING.section, *BRIEF.section)] + ["no_such_section"]),
        st.tuples(st.booleans(), st.booleans()),
    ),
    topic=st.sampled_from(Track),
    anonymous=st.booleans(),
    urgent=st.booleans(),
    final=st.booleans(),
    observed=st.sets(st.sampled_from(OBSERVATIONS)),
    as_brief=st.booleans(),
)
def test_every_visible_answer_is_there_once_and_no_hidden_one(
    answers: dict[str, tuple[bool, bool]],
    topic: Track,
    anonymous: bool,
    urgent: bool,
    final: bool,
    observed: set[object],
    as_brief: bool,
) -> None:
    form, make, kind = (
        (BRIEF, brief, PaperKind.BRIEF) if as_brief else (UNDERRETNING, underretning, PaperKind.UNDERRETNING)
    )
    typed = {i: SectionAnswer(f"svar-{i}-slut" * a, f"grund-{i}-slut" * b) for i, (a, b) in answers.items()}
    chosen = tuple(o.id for o in OBSERVATIONS if o in observed)
    draft = PaperDraft(kind, typed, observations=chosen, urgent=urgent, anonymous=anonymous)
    made = facts(draft, concern=replace(CONCERN, track=topic), final=final)
    text = as_text(make(form, made))
    shown = {s.id: s for s in sections(form, made.shown()) if not (anonymous and s.anonymous is Anonymous.DROP)}
    for name, answer in typed.items():
        for words in filter(None, (answer.text, answer.could_not)):
            assert text.count(words) == (name in shown)
    has_observations = any(s.kind == "observations" for s in shown.values())
    for observation in OBSERVATIONS:
        assert text.count(observation.text) == (observation.id in chosen and has_observations)


@pytest.mark.parametrize(
    ("urgent", "final", "said"),
    [(True, True, "Ikke oplyst ved afsendelse"), (False, True, "Ikke oplyst"), (False, False, "(mangler)")],
)
def test_what_is_missing_is_said(urgent: bool, final: bool, said: str) -> None:
    draft = PaperDraft(PaperKind.UNDERRETNING, urgent=urgent)
    made = underretning(UNDERRETNING, facts(draft, final=final))
    assert part(made, "Bekymringen") == said
    assert part(made, "Det, vi har set og hørt") == said
    assert part(made, "Fravær") == ""  # may be left out


def test_haster_stands_below_the_title_both_ways() -> None:
    urgent = underretning(UNDERRETNING, facts(replace(UNDERRETNING_DRAFT, urgent=True)))
    assert urgent.lines[0].text == "Haster"
    assert underretning(UNDERRETNING, facts()).lines[0].text.startswith("Haster ikke.")


def test_where_one_parent_is_known_the_reason_is_why_there_is_no_more() -> None:
    because = replace(UNDERRETNING_DRAFT, sections={"carers": SectionAnswer(could_not="far er ukendt")})
    listed = facts(because)
    assert listed.particulars is not None
    nobody = replace(listed, particulars=replace(listed.particulars, carers=()))
    assert "Mere kunne ikke indhentes, fordi far er ukendt" in as_text(underretning(UNDERRETNING, listed))
    assert "\nKunne ikke indhentes, fordi far er ukendt" in as_text(underretning(UNDERRETNING, nobody))


@pytest.mark.parametrize("danger", [Danger.NOW, Danger.NOT_SAFE_HOME])
def test_where_a_child_is_in_danger_the_paper_does_not_say_that_it_can_wait(danger: Danger) -> None:
    known = facts()
    begun = replace(known, concern=replace(known.concern, danger=danger))
    yes = facts(replace(UNDERRETNING_DRAFT, sections={"danger": SectionAnswer("Far henter", yes=True)}))
    for made in (begun, yes):
        assert underretning(UNDERRETNING, made).lines[0].text.startswith("Skrevet ")


def test_our_number_stands_on_what_is_sent_so_that_a_reminder_can_name_it() -> None:
    said = as_text(underretning(UNDERRETNING, facts(reference="U-9F3A21")))
    assert "Haster ikke. Skrevet 17. marts 2026 kl. 14.02 · Vores nummer U-9F3A21\n" in said
    assert "Vores nummer" not in as_text(underretning(UNDERRETNING, facts()))  # a draft has none


def test_observations_are_dated_and_oldest_first() -> None:
    said = part(underretning(UNDERRETNING, facts()), "Det, vi har set og hørt")
    days = ("3. marts 2026 kl. 8.15, garderoben: ", "9. marts 2026, stuen: ", "12. marts 2026 kl. 8.20, garderoben: ")
    assert [said.index(day) for day in days] == sorted(said.index(day) for day in days)


def test_the_childs_words_stand_verbatim_with_what_was_asked_and_by_whom_it_was_written_down() -> None:
    assert part(underretning(UNDERRETNING, facts()), "Barnets egne ord") == (
        "12. marts 2026 kl. 8.20, garderoben: »Mor sov. Jeg tog selv chips og gik ud til bilen.«\n"
        "Barnet blev spurgt, ordret: Hvad har du spist i dag?\n"
        "Skrevet ned 13. marts 2026 af Jonas Bøgh Ådahl"
    )


def test_a_question_that_was_not_written_down_is_not_invented() -> None:
    made = facts(words=(replace(WORDS[0], asked=" "),))
    assert "Hvad barnet blev spurgt om: ikke oplyst" in part(underretning(UNDERRETNING, made), "Barnets egne ord")


def test_how_the_child_came_to_say_it_stands_on_the_paper() -> None:
    def printed(said: ChildsWords) -> str:
        return part(underretning(UNDERRETNING, facts(words=(said,))), "Barnets egne ord")

    spontaneous = printed(replace(WORDS[0], how=HowSaid.SPONTANEOUS, asked=""))
    assert "Barnet sagde det af sig selv." in spontaneous
    assert "spurgt" not in spontaneous
    asked = printed(replace(WORDS[0], how=HowSaid.PICTURES, asked_by="psykologen"))
    assert "Ved et billedark. Barnet blev spurgt af psykologen, ordret: Hvad har du spist i dag?" in asked
    not_noted = printed(replace(WORDS[0], how=HowSaid.PLAY, asked=""))
    assert "Under leg. Hvad barnet blev spurgt om: ikke oplyst" in not_noted


class TestCarersInformed:
    """Who has been told (design section 11, rule 1)."""

    def test_each_parent_is_listed_with_answer_and_reason(self) -> None:
        said = part(underretning(UNDERRETNING, facts()), "Er forældrene orienteret?")
        assert said.startswith("Sara Frost Æbelø (mor): Ja\n16. marts ved samtale på kontoret")
        assert "Tobias Krogh (far): Nej\nBegrundelse: Vi har ringet tre gange" in said

    def test_who_knows_already_stands_first(self) -> None:
        knows = CarerInformed(TOBIAS.id, Informed.KNOWS_ALREADY, "15. marts, af barnets moster")
        draft = replace(UNDERRETNING_DRAFT, carers=(UNDERRETNING_DRAFT.carers[0], knows))
        said = part(underretning(UNDERRETNING, facts(draft)), "Er forældrene orienteret?")
        assert said.startswith("Tobias Krogh (far): Ved det allerede\n15. marts, af barnets moster\nSara")

    def test_a_parent_nobody_answered_for_is_not_left_out(self) -> None:
        draft = replace(UNDERRETNING_DRAFT, carers=())
        said = part(underretning(UNDERRETNING, facts(draft)), "Er forældrene orienteret?")
        assert said == "Sara Frost Æbelø (mor): Ikke oplyst\nTobias Krogh (far): Ikke oplyst"

    @pytest.mark.parametrize("topic", [Track.PARENTS, Track.HONOUR, Track.EMPLOYEE])
    def test_where_parents_may_not_be_told_nothing_suggests_it(self, topic: Track) -> None:
        no = CarerInformed(TOBIAS.id, Informed.NO, reason="endnu ikke")
        draft = replace(UNDERRETNING_DRAFT, carers=(no,))
        text = as_text(underretning(UNDERRETNING, facts(draft, concern=replace(CONCERN, track=topic))))
        assert "Er forældrene orienteret" not in text
        assert "Ved forældrene det allerede" not in text
        assert "endnu ikke" not in text

    def test_where_parents_may_not_be_told_the_truth_is_still_printed(self) -> None:
        knows = CarerInformed(TOBIAS.id, Informed.KNOWS_ALREADY, "15. marts, af barnet selv, i bilen")
        told = CarerInformed(SARA.id, Informed.YES)
        draft = replace(UNDERRETNING_DRAFT, carers=(told, knows))
        said = part(underretning(UNDERRETNING, facts(draft, concern=ABOUT_ABUSE)), "Ved forældrene det allerede?")
        assert said == (
            "Nogen ved det allerede. Er der ikke ringet til kommunen, så ring nu.\n"
            "Tobias Krogh (far): Ved det allerede\n15. marts, af barnet selv, i bilen\n"
            "Sara Frost Æbelø (mor): Ja\nHvornår og hvordan: ikke oplyst"
        )


class TestProtected:
    """Protected addresses and phones (pains 1.10)."""

    def printed(self, particulars: Particulars) -> str:
        return as_text(underretning(UNDERRETNING, facts(particulars=particulars)))

    def test_a_protected_child_hides_the_home_of_all_who_live_there(self) -> None:
        text = self.printed(known(protected=True))
        assert "Møllestien" not in text
        assert "00 11 22 33" not in text
        assert "Adressen er beskyttet. Kommunen kan slå den op." in text
        assert "Adresse og telefon er beskyttet. Kommunen kan slå dem op." in text
        assert "Åboulevarden 7" in text

    def test_a_protected_carer_who_lives_with_the_child_hides_the_childs_address_too(self) -> None:
        assert "Møllestien" not in self.printed(known(carers=(replace(SARA, protected=True), TOBIAS)))

    def test_a_protected_carer_who_lives_elsewhere_hides_only_that_place(self) -> None:
        text = self.printed(known(carers=(SARA, replace(TOBIAS, protected=True, phone="12345678"))))
        assert "Åboulevarden" not in text
        assert "12345678" not in text
        assert "Møllestien 12" in text

    def test_also_what_is_too_short_to_recognise_elsewhere_is_hidden(self) -> None:
        text = self.printed(known(carers=(replace(TOBIAS, protected=True, address="Ø 2", phone="1234"),)))
        assert "Ø 2" not in text
        assert "1234" not in text.replace("00 00 12 34", "")

    def test_the_same_address_with_somebody_else_is_hidden(self) -> None:
        with_her = replace(TOBIAS, address="MØLLESTIEN 12, 2 TV, 7400 Ådal", phone="")
        text = self.printed(known(carers=(replace(SARA, protected=True, lives_with_child=False), with_her)))
        assert "MØLLESTIEN" not in text


class TestChild:
    """Who it is about."""

    def test_what_is_not_known_is_said(self) -> None:
        said = part(
            underretning(UNDERRETNING, facts(particulars=known(birth_date=None, cpr="", address=" "))), "Barnet"
        )
        assert "Født: ikke oplyst\nCPR-nummer: ikke oplyst\nAdresse: ikke oplyst" in said

    def test_an_unborn_child_has_a_date_it_is_expected(self) -> None:
        said = part(underretning(UNDERRETNING, facts(particulars=known(birth_date=date(2026, 6, 1)))), "Barnet")
        assert "Termin: 1. juni 2026 (ikke født)" in said

    def test_the_brief_names_the_child_without_cpr_and_address(self) -> None:
        text = as_text(brief(BRIEF, facts(BRIEF_DRAFT)))
        assert "Noah Frost Krogh, født 9. januar 2022 (4 år), Solstuen" in text
        assert "1239" not in text
        assert "Møllestien" not in text

    @pytest.mark.parametrize(
        ("born", "said"),
        [
            (date(2022, 1, 9), "Barn E, 4 år"),
            (date(2024, 12, 30), "Barn E, 14 måneder"),
            (date(2026, 6, 1), "Barn E, ikke født"),
            (None, "Barn E, alder ikke oplyst"),
        ],
    )
    def test_an_anonymous_child_is_an_age(self, born: date | None, said: str) -> None:
        draft = replace(BRIEF_DRAFT, anonymous=True)
        assert part(brief(BRIEF, facts(draft, particulars=known(birth_date=born))), "Barnet") == said


def test_position_and_trivsel_are_two_sentences_in_words() -> None:
    joint = replace(JOINT, agreement=replace(JOINT.agreement, position=Position.EXPOSED, trivsel=Trivsel.THRIVES))
    made = brief(BRIEF, facts(BRIEF_DRAFT, joint=joint))
    assert part(made, "Position").startswith("Barnets position i dagtilbud: Udsat\n– ")
    assert part(made, "Trivsel").startswith("Barnets trivsel i dagtilbud: Trives\n– ")


def test_the_reporter_is_reached_at_work() -> None:
    said = part(underretning(UNDERRETNING, facts()), "Den, der underretter")
    assert "Lærkevej 4" in said
    assert "Telefon, arbejde: 00 00 12 34" in said
    without = underretning(UNDERRETNING, facts(institution=replace(INSTITUTION, phone="")))
    assert "Telefon, arbejde: ikke oplyst" in part(without, "Den, der underretter")


@pytest.mark.parametrize(
    ("needed", "language", "said"),
    [(True, "somali", "Ja. Sprog: somali"), (True, "", "Ja. Sprog: ikke oplyst"), (False, "", "Nej")],
)
def test_interpreter(needed: bool, language: str, said: str) -> None:
    draft = replace(UNDERRETNING_DRAFT, interpreter=needed, language=language)
    assert part(underretning(UNDERRETNING, facts(draft)), "Brug for tolk") == said


def test_the_interpreter_of_the_particulars_counts_until_the_paper_says_otherwise() -> None:
    asked = facts(replace(UNDERRETNING_DRAFT, interpreter=None), particulars=known(interpreter=True, language="dari"))
    assert part(underretning(UNDERRETNING, asked), "Brug for tolk") == "Ja. Sprog: dari"
    never = facts(replace(UNDERRETNING_DRAFT, interpreter=None), particulars=known(interpreter=None))
    assert part(underretning(UNDERRETNING, never), "Brug for tolk") == "Ikke oplyst"


def test_only_a_paper_that_is_not_finished_is_marked_as_a_draft() -> None:
    assert underretning(UNDERRETNING, facts(final=False)).marks == "Kladde · Fortroligt"
    assert underretning(UNDERRETNING, facts()).marks == "Fortroligt"


def test_the_footer_names_controller_time_person_and_log() -> None:
    assert underretning(UNDERRETNING, facts()).footer == (
        "Dataansvarlig: Ådal Kommune · Skema: underretning, version 1",
        "Udskrevet 17. marts 2026 kl. 14.02 af Mette S. · log 1042 · 3fa9c1",
    )


def test_an_anonymous_brief_names_nobody_at_all() -> None:
    text = as_text(brief(BRIEF, facts(replace(BRIEF_DRAFT, anonymous=True))))
    for name in ("Noah", "Krogh", "Frost", "Mette", "Sørensen", "Solstuen", "9. januar", "3. marts"):
        assert name not in text
    assert "for ca. 2 uger siden, garderoben: Lægger sig" in text
    assert text.splitlines()[1] == "UDEN NAVN, kan genkendes"
    assert f"{TODAY.day}. marts 2026" in text  # the day of the meeting, which is not the child's


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("pædagog", "Bragt af pædagog"),
        ("pædagog på Solstuen", "Bragt af en medarbejder"),
        ("", "Bragt af en medarbejder"),
    ],
)
def test_a_title_that_says_where_is_not_on_a_brief_without_names(title: str, said: str) -> None:
    draft = replace(BRIEF_DRAFT, anonymous=True)
    assert said in as_text(brief(BRIEF, facts(draft, reporter=replace(METTE, title=title))))


def test_what_goes_along_and_the_rules_stand_before_it_is_signed() -> None:
    made = underretning(family.UNDERRETNING, replace(family.told(), attached="Opgørelse", rules=("Lov X", "Lov Y")))
    titles = [one.title for one in made.parts]
    assert titles[-3:] == ["Vedlagt", "Reglerne bag", "Dato og underskrift"]
    assert part(made, "Reglerne bag") == "Lov X\nLov Y"
    assert len({one.group for one in made.parts[-3:]}) == 1

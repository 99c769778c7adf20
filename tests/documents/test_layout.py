"""The PDF: its pages, its bytes, its metadata, and what hostile text does to it."""

import contextlib
import hashlib
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opspor import data_folder
from opspor.documents.content import brief, underretning
from opspor.documents.document import Document, EmptyLines, Facts, Paragraph, Part, Signature, Table, Tone
from opspor.documents.fonts import drawable
from opspor.documents.layout import PAGE, draw, undrawable
from opspor.documents.preview import page_count
from opspor.domain.assessment import FormRef
from opspor.domain.child import Carer, Custody
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind, SectionAnswer
from opspor.forms.library import Library
from opspor.forms.model import DocumentForm, SectionKind
from tests.documents import family
from tests.documents.pdf import marked_texts, page_texts, reader
from tests.documents.samples import (
    BRIEF,
    BRIEF_DRAFT,
    NOAH,
    OBSERVATIONS,
    UNDERRETNING,
    UNDERRETNING_DRAFT,
    facts,
    moment,
    observation,
    section,
)

PLAIN = Document("Titel", (), (), "Huset")


def paper(*texts: str, **changes: object) -> Document:
    """A document of paragraphs under one heading."""
    part = Part("Overskrift", tuple(map(Paragraph, texts)), typed=True)
    return replace(PLAIN, parts=(part,), **changes)  # type: ignore[arg-type]


def drawing(pdf: bytes) -> bytes:
    """What the first page is drawn with."""
    stream: Any = reader(pdf).pages[0]["/Contents"].get_object()
    return bytes(stream.get_data())


def test_an_underretning_is_short_and_every_page_says_where_it_belongs() -> None:
    pages = page_texts(draw(underretning(UNDERRETNING, facts())))
    assert len(pages) == 2
    for number, text in enumerate(pages, 1):
        assert f"Side {number} af 2" in text
        assert "Børnehuset Lærkereden" in text
        assert "Fortroligt" in text
        assert "Dataansvarlig: Ådal Kommune" in text
        assert "log 1042 · 3fa9c1" in text


def test_the_same_facts_give_the_same_bytes_also_in_another_process() -> None:
    here = draw(underretning(UNDERRETNING, facts()))
    assert draw(underretning(UNDERRETNING, facts())) == here
    code = (
        "import hashlib; from tests.documents.samples import *; from opspor.documents.layout import draw;"
        "from opspor.documents.content import underretning;"
        "print(hashlib.sha256(draw(underretning(UNDERRETNING, facts()))).hexdigest())"
    )
    root = Path(__file__).parent.parent.parent
    there = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
    assert there.strip() == hashlib.sha256(here).hexdigest()


def test_nothing_personal_stands_in_the_metadata() -> None:
    pdf = draw(underretning(UNDERRETNING, facts()))
    assert reader(pdf).metadata == {"/Title": "Underretning", "/Producer": "opspor"}
    for name in ("Noah", "Mette", "Krogh", "Lærke"):
        assert name.encode() not in pdf
        assert name.encode("utf-16-be") not in pdf


def test_every_font_is_embedded_and_only_as_much_as_is_used() -> None:
    pdf = draw(underretning(UNDERRETNING, facts()))
    fonts: dict[str, Any] = {}
    for page in reader(pdf).pages:
        resources: Any = page["/Resources"]
        fonts |= {font.get_object()["/BaseFont"]: font.get_object() for font in resources["/Font"].values()}
    assert {name.split("+")[1] for name in fonts} == {"Inter-Regular", "Inter-SemiBold"}
    for font in fonts.values():
        assert font["/FontDescriptor"]["/FontFile2"]
    assert len(pdf) < 60_000 < (data_folder("resources") / "fonts" / "Inter-Regular.ttf").stat().st_size


def test_reportlab_is_loaded_only_when_something_is_drawn() -> None:
    code = "import sys, opspor.documents.layout, opspor.documents.content; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestOnePage:
    """The brief fits one page or is refused; nothing is ever cut off."""

    def test_a_brief_fits(self) -> None:
        assert page_count(draw(brief(BRIEF, facts(BRIEF_DRAFT)))) == 1

    def test_all_texts_of_the_real_form_at_their_limit_fit(self) -> None:
        form = Library(data_folder("forms")).document(PaperKind.BRIEF)
        full = {s.id: SectionAnswer(("ordene er lange " * 40)[: s.limit]) for s in form.section if s.limit}
        seen = tuple(
            observation(n, moment(3 + n, 3, 8, 15), "garderoben", ("det, vi så i dag, " * 20)[:130]) for n in range(5)
        )
        draft = replace(BRIEF_DRAFT, sections=full, observations=tuple(o.id for o in seen))
        document = brief(form, facts(draft, observations=seen))
        assert page_count(draw(document)) == 1

    def test_too_long_is_refused_with_the_sections_and_the_words_to_shorten(self) -> None:
        sections = {**BRIEF_DRAFT.sections, "tried": SectionAnswer("ord " * 700)}
        with pytest.raises(KnownError) as caught:
            draw(brief(BRIEF, facts(replace(BRIEF_DRAFT, sections=sections))))
        assert caught.value.code == "PAPIR-LANG"
        assert re.search(r"»Hvad har vi prøvet\?« med ca\. \d+ ord", str(caught.value))
        assert "Barnet" not in str(caught.value)

    @given(st.integers(320, 900))
    @settings(max_examples=12, deadline=None)
    def test_who_does_as_told_gets_the_paper(self, words: int) -> None:
        def drawn(count: int) -> bytes:
            sections = {**BRIEF_DRAFT.sections, "tried": SectionAnswer("ordene " * count)}
            return draw(brief(BRIEF, facts(replace(BRIEF_DRAFT, sections=sections, observations=()))))

        try:
            drawn(words)
        except KnownError as error:
            cut = re.search(r"prøvet\?« med ca\. (\d+) ord", str(error))
            assert cut
            assert drawn(words - int(cut[1]))

    def test_the_text_gets_smaller_before_it_is_refused_but_never_below_8_5(self) -> None:
        def smallest(words: int) -> float:
            drawn = drawing(draw(paper("ord " * words, one_page=True)))
            return min(float(s) for s in re.findall(rb" ([\d.]+) Tf", drawn) if float(s) != 8)

        sizes: list[float] = []
        with contextlib.suppress(KnownError):
            sizes += (smallest(words) for words in range(40, 2000, 40))
        assert sizes == sorted(sizes, reverse=True)
        assert set(sizes) == {10, 9.5, 9, 8.5}

    def test_room_for_the_meeting_grows_with_what_is_left(self) -> None:
        lines = Part("Mødet", (EmptyLines("Aftaler", 3),))

        def gap(text: str) -> float:
            document = replace(paper(text, one_page=True), parts=(*paper(text).parts, lines))
            ys = [float(y) for y in re.findall(rb"n [\d.]+ ([\d.]+) m [\d.]+ [\d.]+ l S", drawing(draw(document)))][-3:]
            return ys[0] - ys[1]

        assert 25 < gap("kort") < 27


class TestHostile:
    """Text is data."""

    def test_markup_stands_as_it_was_typed(self) -> None:
        hostile = '<b>fed</b> & <font color="red"> &amp; <para> %s {x} \\n (a) ) ('
        assert hostile in " ".join(page_texts(draw(paper(hostile)))[0].split())

    def test_emoji_and_hebrew_are_boxes_and_are_told(self) -> None:
        document = paper("glad 😀 שלום 👨‍👩‍👧")
        assert page_texts(draw(document))[0].count("□") == 8
        assert "😀" in undrawable(document)
        assert undrawable(paper("æøå ÆØÅ é ü ł ş Ω я")) == ()

    def test_long_texts_words_and_many_carers(self) -> None:
        carers = tuple(
            Carer(Id(f"c{n}"), "Wilhelmina-Alexandrine " * 6, "mor", Custody.UNKNOWN, "A" * 300, "1" * 40, False, True)
            for n in range(5)
        )
        sections = {**UNDERRETNING_DRAFT.sections, "concern": SectionAnswer("w" * 60 + " " + "stavelse " * 2500)}
        draft = replace(UNDERRETNING_DRAFT, sections=sections)
        pdf = draw(underretning(UNDERRETNING, facts(draft, particulars=replace(NOAH, carers=carers))))
        text = " ".join(page_texts(pdf))
        assert len(re.findall(r"\bstavelse\b", text)) == 2500
        assert "w" * 60 in text.replace("\n", "")
        assert len(re.findall("Wilhelmina", text)) >= 30
        assert_inside_the_frame(pdf)

    def test_nothing_at_all(self) -> None:
        empty = facts(PaperDraft(PaperKind.UNDERRETNING), particulars=None, joint=None, group_name="", log_mark="")
        assert page_count(draw(underretning(UNDERRETNING, empty))) >= 1
        assert page_count(draw(Document("", (), (), ""))) == 1
        assert page_count(draw(paper("", " ", "\n\n"))) == 1

    def test_a_long_name_of_the_house_is_wrapped_and_not_cut(self) -> None:
        name = "Den selvejende integrerede daginstitution Ågerupgård ved Sønder Æbelø " * 3
        pdf = draw(replace(paper("tekst"), header=name.strip(), footer=(name.strip(),)))
        assert page_texts(pdf)[0].count("Ågerupgård") == 6
        assert_inside_the_frame(pdf)

    @given(st.lists(st.text(max_size=200), min_size=1, max_size=4))
    @settings(max_examples=30, deadline=None)
    def test_any_text_can_be_drawn(self, texts: list[str]) -> None:
        assert page_count(draw(paper(*texts))) >= 1


def assert_inside_the_frame(pdf: bytes) -> None:
    """No text starts outside the margins or below the footer."""
    for page in reader(pdf).pages:
        places: list[tuple[float, float]] = []

        def see(
            text: str, _: object, matrix: list[float], *__: object, places: list[tuple[float, float]] = places
        ) -> None:
            if text.strip():
                places.append((matrix[4], matrix[5]))

        page.extract_text(visitor_text=see)
        assert places
        for x, y in places:
            assert 60 <= x <= PAGE[0] - 60
            assert 25 <= y <= PAGE[1] - 35


@given(st.integers(20, 120))
@settings(max_examples=25, deadline=None)
def test_a_heading_is_never_the_last_line_of_a_page(words: int) -> None:
    parts = tuple(Part(f"Overskrift{n}", (Paragraph("ord " * words),)) for n in range(18))
    for text in page_texts(draw(replace(PLAIN, parts=parts))):
        body = [line for line in text.splitlines() if line.strip() and "Side" not in line]
        assert not body[-1].startswith("Overskrift")


HEADINGS = {words for section in family.UNDERRETNING.section for words in (section.title, section.group)}


@given(st.lists(st.integers(0, 220), min_size=12, max_size=12), st.integers(0, 40), st.booleans())
@settings(max_examples=15, deadline=None)
def test_an_underretning_of_any_length_has_no_heading_at_the_foot_of_a_page_and_none_signs_an_empty_one(
    words: list[int], seen: int, urgent: bool
) -> None:
    typed = [s.id for s in family.UNDERRETNING.section if s.kind in (SectionKind.TEXT, SectionKind.EFFORTS)]
    texts = {name: SectionAnswer("ord " * count) for name, count in zip(typed * 2, words * 3, strict=False)}
    many = tuple(observation(n, moment(1 + n % 16, 3, 8, n), "stuen", "Han sover. " * (n % 9 + 1)) for n in range(seen))
    draft = replace(
        family.FULL, sections={**family.SECTIONS, **texts}, observations=tuple(o.id for o in many), urgent=urgent
    )
    pages = page_texts(draw(underretning(family.UNDERRETNING, family.told(draft, observations=many))))
    assert 2 <= len(pages) <= 12
    for number, text in enumerate(pages, 1):
        body = [line.strip() for line in text.splitlines() if line.strip()]
        body = [line for line in body if not line.startswith(("Side ", "Dataansvarlig", "Udskrevet"))]
        drawn = [line for line in body if line not in ("Børnehuset Lærkereden", "Haster · Fortroligt", "Fortroligt")]
        assert drawn[-1] not in HEADINGS
        assert drawn[0] != "Dato og underskrift", "nobody signs a page on which nothing else stands"
        assert f"Side {number} af {len(pages)}" in text


FAMILIES = {
    "told": family.told(cpr="0901221239"),
    "urgent": family.in_haste(),
    "about the parents": family.about_parents(),
    "typed name": family.on_a_typed_name(),
    "unborn": family.unborn(),
    "supplement": family.added(),
    "five carers, four siblings, long names, abroad": family.large_family(),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_is_drawn_inside_the_frame_in_black_on_white_and_read_in_its_order(name: str) -> None:
    document = underretning(family.UNDERRETNING, FAMILIES[name])
    pdf = draw(document)
    assert_inside_the_frame(pdf)
    assert draw(document) == pdf
    whole = " ".join(" ".join(page_texts(pdf)).split())
    at = 0
    for part in document.parts:
        assert part.title in whole[at:], part.title
        at = whole.index(part.title, at)
        for block in part.blocks:
            if isinstance(block, Paragraph):
                words = " ".join(block.text.split())
                assert words in whole[at:] or len(words) > 200, words  # a long one may go over the page


def test_a_name_of_a_hundred_and_twenty_letters_stands_whole() -> None:
    whole = "".join(" ".join(page_texts(draw(underretning(family.UNDERRETNING, family.large_family())))).split())
    assert whole.count("".join(family.LONG_NAME.split())) >= 3  # the child, its mother twice, a sibling


class TestBadInput:
    """Nothing, far too much, and text that means something elsewhere."""

    def test_an_empty_underretning_says_of_every_section_that_nobody_answered(self) -> None:
        made = family.told(PaperDraft(PaperKind.UNDERRETNING), particulars=None, joint=None, efforts=(), earlier=())
        document = underretning(family.UNDERRETNING, made)
        missing = [part.title for part in document.parts if part.missing]
        assert len(missing) > 15
        assert len(page_texts(draw(document))) == 2

    def test_fifty_kilobytes_in_every_section_are_drawn_and_none_is_lost(self) -> None:
        long = "stavelse " * 5_600
        every = {s.id: SectionAnswer(long) for s in family.UNDERRETNING.section if s.id in family.SECTIONS}
        begun = time.process_time()
        pdf = draw(underretning(family.UNDERRETNING, family.told(replace(family.FULL, sections=every))))
        assert time.process_time() - begun < 15
        shown = sum(part.title != "" for part in underretning(family.UNDERRETNING, family.told()).parts)
        assert page_count(pdf) > shown

    def test_forty_observations_stand_with_their_days_oldest_first(self) -> None:
        many = tuple(observation(n, moment(16 - n % 16, 3, 8, n), "stuen", f"nummer{n:02}.") for n in range(40))
        draft = replace(family.FULL, observations=tuple(o.id for o in many))
        whole = " ".join(page_texts(draw(underretning(family.UNDERRETNING, family.told(draft, observations=many)))))
        said = re.findall(r"(\d+)\. marts 2026 kl\. 8\.(\d\d),\s+stuen\s+nummer(\d\d)", whole)
        assert len(said) == 40
        assert [(int(day), int(minute)) for day, minute, _ in said] == sorted((16 - n % 16, n) for n in range(40))

    @pytest.mark.parametrize("hostile", ["=1+1", "<b>&amp;</b>", "{missing} %s", "\x00\x07‮", "@SUM(A1)", "\\(a) ("])
    def test_markup_and_formulas_are_text_in_every_kind_of_section(self, hostile: str) -> None:
        effort = replace(family.EFFORTS[0], what=hostile, who=hostile, effect=hostile)
        before = replace(family.EARLIER[0], receiver=hostile, answer=hostile)
        every = {name: SectionAnswer(hostile, hostile) for name in family.SECTIONS}
        made = family.told(replace(family.FULL, sections=every), efforts=(effort,), earlier=(before,))
        document = underretning(family.UNDERRETNING, made)
        drawn = "".join("".join(page_texts(draw(document))).split())
        assert "".join(drawable(hostile).split()) in drawn


def test_what_is_short_is_not_split_over_two_pages() -> None:
    form = DocumentForm(
        ref=FormRef("document", "x", 1, "x"), title="Underretning", intro="", one_page=False,
        section=(section("o", SectionKind.OBSERVATIONS, "Set"),),
    )  # fmt: skip
    many = tuple(
        observation(n, OBSERVATIONS[0].seen_at, "stuen", f"begynd{n} " + "ord " * 60 + f"slut{n}") for n in range(30)
    )
    draft = PaperDraft(PaperKind.UNDERRETNING, observations=tuple(o.id for o in many))
    pages = page_texts(draw(underretning(form, facts(draft, observations=many))))
    assert len(pages) > 2
    for text in pages:
        assert re.findall(r"begynd(\d+)", text) == re.findall(r"slut(\d+)", text)


def test_a_few_lines_more_than_a_page_are_set_smaller_instead() -> None:
    def pages(lines: int) -> int:
        return page_count(draw(paper("\n".join(["linje"] * lines))))

    fits = next(n for n in range(60, 20, -1) if pages(n) == 1)
    assert fits > 46  # what a page holds at 10 points
    assert pages(fits + 1) == 2


def test_a_table_that_goes_on_has_its_head_and_the_label_of_a_row_again_for_the_eye_alone() -> None:
    names = "\n".join(f"Karla {number}" for number in range(70))
    table = Table(("Position", "Trivsel"), (("Udsat", "2 børn"), ("Ikke udsat", names), *[("a", "b")] * 60), (0.3, 0.7))
    pdf = draw(replace(paper(), parts=(Part("Matrix", (table,)),)))
    pages = page_texts(pdf)
    assert [page.count("Trivsel") for page in pages] == [1] * len(pages)
    assert [page.count("Ikke udsat") for page in pages] == [1, 1] + [0] * (len(pages) - 2), "whose the cut row is"
    marked, artifacts = marked_texts(reader(pdf))
    assert [text for _, text in marked.values()].count("Trivsel") == 1
    assert artifacts.count("Trivsel") == len(pages) - 1 >= 2


def test_those_who_sign_stand_on_one_page_under_what_they_sign() -> None:
    names = [f"Kanari {number}" for number in range(6)]
    signed = Part("Læst og godkendt", tuple(Signature(name) for name in names))
    for lines in range(30, 60):
        text = Paragraph("\n".join(["En linje"] * lines))
        pages = page_texts(draw(replace(paper(), parts=(Part("Tekst", (text,)), signed))))
        where = {number for number, page in enumerate(pages) for name in names if name in page}
        assert len(where) == 1, lines
        assert "Læst og godkendt" in pages[where.pop()]


def test_nobody_signs_a_page_on_which_nothing_else_stands() -> None:
    signed = Part("Læst og godkendt", (Signature("Åse Kanari"), Signature("Bo Kanari")))
    pages = set()
    for lines in range(10, 50):
        said = Part("Mere om mødet", (Paragraph("Næste møde er i maj."),))
        long = Part("Det talte vi om", tuple(Paragraph(f"Linje {number}") for number in range(lines)))
        texts = page_texts(draw(replace(paper(), parts=(long, said, signed))))
        pages.add(len(texts))
        assert "Næste møde" in next(text for text in texts if "Læst og godkendt" in text)
    assert pages == {1, 2}


def test_what_heads_a_goal_stays_with_it() -> None:
    goal = Part("Mål 1", (Paragraph("Liv siger farvel", Tone.STRONG), Facts((("De voksne gør", "Vinker"),) * 6)))
    for lines in range(20, 50):
        long = Part("Før", tuple(Paragraph(f"Linje {number}") for number in range(lines)))
        texts = page_texts(draw(replace(paper(), parts=(long, goal))))
        assert "Vinker" in next(text for text in texts if "Liv siger farvel" in text)


def test_a_paper_of_more_than_three_pages_has_its_heads_as_bookmarks() -> None:
    def parts(count: int) -> Document:
        blocks = (Paragraph("Ord og " * 250),)
        return replace(paper("x"), parts=tuple(Part(f"Afsnit {number}", blocks) for number in range(count)))

    long, short = reader(draw(parts(8))), reader(draw(parts(2)))
    assert len(long.pages) > 3 >= len(short.pages)
    # pypdf's outline may hold lists; that of a paper is flat
    marks = {str(one.title): long.get_destination_page_number(one) for one in long.outline}  # type: ignore[union-attr, arg-type]
    assert list(marks) == [f"Afsnit {number}" for number in range(8)]
    assert all(title in long.pages[page].extract_text() for title, page in marks.items() if page is not None)
    assert short.outline == []

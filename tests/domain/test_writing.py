"""What the writing help marks, where it keeps still, and that it never has an answer ready."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.writing import DATED_FROM, MARK_WORDS, Marker, MarkKind, WordGroup, not_dated

GROUPS = (
    WordGroup(MarkKind.JUDGES, "Hvad så du?", ("doven", "dovne", "dum", "umulig", "dårlig mor"), but=("umuligt at",)),
    WordGroup(MarkKind.ABSOLUTE, "Hvor mange gange?", ("altid", "hele tiden"), inflects=False, but=("ikke altid",)),
    WordGroup(MarkKind.DIAGNOSIS, "Hvem har sagt det?", ("adhd*", "autis*")),
)
MARKER = Marker(
    GROUPS, everyday=("liv", "storm"), others=("Emil Storm", "Liv Dam", "Åse"), may_stand=("Karla Juhl", "Emilie")
)


def marked(text: str) -> list[str]:
    return [mark.word for mark in MARKER.marks(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Han er doven, og de er dovne. Dovent.", ["doven", "dovne", "Dovent"]),
        ("et umuligt barn, en umulig dag, de umuliges", ["umuligt", "umulig", "umuliges"]),
        ("dumme, dumt, dummere", ["dumme", "dumt", "dummere"]),
        ("en dummy dumper, og domestos er dyrt", []),
        ("ADHD-agtig og autistisk, autismen", ["ADHD", "autistisk", "autismen"]),
        ("En dårlig mor, en dårlig moral, dårlige sko", ["dårlig mor"]),
        ("Hun er dårlig. Mor ringede.", []),
        ("HELE TIDEN, Hele tiden, hele  tiden", ["HELE TIDEN", "Hele tiden", "hele  tiden"]),
        ("halvtid, altidens, alt i tide", []),
    ],
)
def test_words_are_found_with_their_endings_and_not_inside_others(text: str, words: list[str]) -> None:
    assert marked(text) == words


def test_a_longer_wording_that_means_something_else_is_left_alone() -> None:
    assert marked("Det er umuligt at nå. Han kommer ikke altid.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Hun sagde: »Mor er dum, altid.«",
        "Hun sagde: «Mor er dum, altid.»",
        'Hun sagde: "Mor er dum, altid."',
        "Hun sagde: “Mor er dum, altid.”",
        "Hun sagde: „Mor er dum, altid.“",
        "Hun sagde: ”Mor er dum, altid.”",
        "Hun sagde 'mor er dum, altid' og gik",
        "Hun sagde: »Mor er dum,\naltid, siger Emil.« Så gik hun.",
    ],
)
def test_what_somebody_said_is_never_marked(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("»Nej,« sagde hun, »aldrig.« Hun er doven", ["doven"]),
        ('Hun sagde "nej\nog er doven', ["doven"]),
        ("Hun sagde »nej\n\nHun er doven", ["doven"]),
        ("mor's dumme kat, far's dumme hund", ["dumme", "dumme"]),
    ],
)
def test_what_stands_after_it_is_marked_also_where_a_sign_was_forgotten(text: str, words: list[str]) -> None:
    assert marked(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Han bed Emil, tog Emils bil og åse så emil.", ["Emil", "Emils"]),
        ("Emilie sad ved siden af Åse.", ["Åse"]),
        ("Liv græd. Hun slog Liv. Det er liv. - Storm i dag", ["Liv"]),
        ("Han slog M.K. og M. K. og A.B.C og sparkede P. på benet", ["M.K.", "M. K.", "A.B.C", "P."]),
        ("K.J. og E. kom kl. 8, bl.a. fra 2.B. Vitamin D. Hun", []),
    ],
)
def test_names_and_initials_of_others_are_marked_and_the_childs_own_are_not(text: str, words: list[str]) -> None:
    own = Marker(
        GROUPS, everyday=("liv", "storm"), others=("Emil Storm", "Liv Dam", "Åse"), may_stand=("Karla Juhl", "E.")
    )
    found = own.marks(text)
    assert [mark.word for mark in found] == words
    assert {mark.kind for mark in found} <= {MarkKind.OTHER_CHILD}


def test_a_mark_asks_and_every_kind_has_its_word() -> None:
    assert [(m.kind, m.start, m.end, m.why) for m in MARKER.marks("Han\ner doven")] == [
        (MarkKind.JUDGES, 7, 12, "Hvad så du?")
    ]
    assert set(MARK_WORDS) == set(MarkKind)
    assert MARKER.marks("Hele Tiden")[0].key == "hele tiden"


@given(st.text(alphabet="»«\"'”“„ \nadhd.MKEmil") | st.text())
def test_any_text_is_marked_where_the_word_stands_and_never_over_another_mark(text: str) -> None:
    end = 0
    for mark in MARKER.marks(text):
        assert text[mark.start : mark.end] == mark.word
        assert mark.start >= end
        assert mark.word.strip()
        end = mark.end


@given(st.lists(st.sampled_from(["»Jeg er doven", "Emil er dum«", "altid", "", 'M.K. "er', "sagde hun”"])))
def test_lines_read_one_by_one_say_the_same_as_the_whole(lines: list[str]) -> None:
    quoted, words = "", []
    for line in lines:
        marks, quoted = MARKER.marks_of_line(line, quoted)
        words += [mark.word for mark in marks]
    assert words == marked("\n".join(lines))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Hun græder, når hun bliver afleveret, og hun vil ikke i overtøj. " * 4, True),
        ("Hun græder, når hun bliver afleveret. " * 4, False),
        ("Hun græder, når hun bliver afleveret, og hun vil ikke i overtøj. " * 4 + "Det var i marts.", False),
        ("Hun græder, når hun bliver afleveret, og hun vil ikke i overtøj. " * 4 + "Det skete tre dage.", False),
        ("Hun græder, når hun bliver afleveret, og hun vil ikke i overtøj. " * 4 + "Kl. 9.", False),
        (" " * DATED_FROM * 2, False),
    ],
)
def test_a_long_text_without_a_day_or_a_number_is_asked_for_one(text: str, hint: bool) -> None:
    assert not_dated(text) is hint

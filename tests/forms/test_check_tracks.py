"""Every fault that a track or the first minute can have, planted once in the real forms and found by its code."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from opspor import data_folder
from opspor.domain.beredskab import Guard, Track
from opspor.domain.errors import KnownError
from opspor.forms.check import check_forms
from opspor.forms.check_tracks import GUARDS_OF, KINDS_OF, ONLY_THERE, check_first_minute, check_track
from opspor.forms.finding import Finding
from opspor.forms.library import load_library
from opspor.forms.model import FirstMinuteForm, TrackForm
from opspor.forms.reader import read_form
from opspor.forms.wording import check_wording

GENERAL, PARENTS, HONOUR = "beredskab/general/1", "beredskab/parents/1", "beredskab/honour/1"
EMPLOYEE, ABSENCE, UNBORN = "beredskab/employee/1", "beredskab/absence/1", "beredskab/unborn/1"
FIRST = "first-minute/first-minute/1"
LIBRARY = load_library()


def faults(text: str, name: str) -> list[Finding]:
    """What the check finds in one track or in the first minute."""
    try:
        form = read_form(text, name)
    except KnownError as error:
        return [Finding(error.code, name, str(error))]
    check = check_track(name, form) if isinstance(form, TrackForm) else ()
    first = check_first_minute(name, form) if isinstance(form, FirstMinuteForm) else ()
    return [*check, *first, *check_wording(name, form)]


def shipped(name: str) -> str:
    return (data_folder("forms") / f"{name}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "name", "pattern", "planted"),
    [
        # a way that leads nowhere, a step that nothing leads to, a step that leads to no end
        ("FORM-VEJ", GENERAL, r'next = \[\{ to = "safe" \}\]', 'next = [{ to = "saef" }]'),
        ("FORM-VEJ", PARENTS, r'"track:honour"', '"track:honor"'),
        ("FORM-UNAAET", GENERAL, r'to = "call_now"', 'to = "leader"'),
        ("FORM-UNAAET", HONOUR, r'next = \[\{ to = "siblings" \}\]', 'next = [{ to = "report" }]'),
        ("FORM-BLINDGYDE", GENERAL, r'next = \[\{ to = "end" \}\]', "next = []"),
        ("FORM-BLINDGYDE", UNBORN, r'next = \[\{ to = "end" \}\]', 'next = [{ to = "track:general" }]'),
        # round and round, with no day on which somebody looks again
        ("FORM-RING", GENERAL, r'next = \[\{ to = "sparring" \}\]', 'next = [{ to = "safe" }]'),
        ("FORM-RING", PARENTS, r'text = "Vi ser på det igen", again = true', 'text = "Vi ser på det igen"'),
        ("FORM-IGEN", GENERAL, r'\{ to = "sparring" \}', '{ to = "safe", again = true }'),
        ("FORM-IGEN", PARENTS, r'kind = "sharpen"', 'kind = "act"'),
        # a decision that ends quietly
        ("FORM-STILLE", GENERAL, r'\{ to = "watch", answer', '{ to = "close", answer'),
        ("FORM-STILLE", EMPLOYEE, r'\{ to = "hear_back", answer', '{ to = "close", answer'),
        # ways that cannot be told apart
        ("FORM-VALG", GENERAL, r'answer = "not_report"', 'answer = "report"'),
        ("FORM-VALG", GENERAL, r'text = "Vi underretter ikke nu. Vi hjælper selv"', 'text = "Vi underretter"'),
        ("FORM-VALG", PARENTS, r', answer = "no", text = "Nej, barnet er ikke trygt, eller jeg er i tvivl"', ""),
        # answers by which the program knows what was decided
        ("FORM-UDFALD", GENERAL, r'answer = "not_report"', 'answer = "later"'),
        ("FORM-UDFALD", PARENTS, r'answer = "decided"', 'answer = "allowed"'),
        ("FORM-UDFALD", PARENTS, r'answer = "yes"', 'answer = "safe"'),
        # what is not to be done, and who keeps it
        ("FORM-GOERIKKE", PARENTS, r'  \{ text = "Fortæl ikke forældrene om mistanken.*\n', ""),
        ("FORM-GOERIKKE", EMPLOYEE, r'  \{ text = "Sig ikke noget til den, mistanken gælder".*\n', ""),
        ("FORM-GOERIKKE", HONOUR, r'"Send den ikke op mod en ferie uden at ringe først", guard = "phone_first"',
         '"Send den ikke for sent", guard = "no_waiting"'),
        ("FORM-VOGTER", GENERAL, r'guard = "no_waiting"', 'guard = "no_paper_to_parents"'),
        ("FORM-VOGTER", PARENTS, r'guard = "no_waiting"', 'guard = "no_letter_home"'),
        ("FORM-VOGTER", ABSENCE, r'guard = "no_waiting"', 'guard = "no_trace"'),
        ("FORM-VOGTER", FIRST, r'guard = "no_mail"', 'guard = "no_record"'),
        ("FORM-FELT", GENERAL, r', guard = "no_waiting"', ""),
        ("FORM-FELT", GENERAL, r'guard = "no_waiting"', 'guard = "good_will"'),
        # what the program holds itself to
        ("FORM-ORIENTERING", HONOUR, r'telling = "never"', 'telling = "municipality"'),
        ("FORM-ORIENTERING", PARENTS, r'telling = "municipality"', 'telling = "openly"'),
        ("FORM-REGEL", GENERAL, r'rule = "duty"', 'rule = "§ 133"'),
        ("FORM-TELEFON", HONOUR, r'"safety_consultant"', '"politiven"'),
        ("FORM-TELEFON", FIRST, r'"municipality", "114"', '"kommunen", "114"'),
        ("FORM-TRIN", GENERAL, r'kind = "care"', 'kind = "act"'),
        ("FORM-TRIN", ABSENCE, r'kind = "absence"((.|\n)*)kind = "absence"((.|\n)*)kind = "absence"', 'kind = "act"'),
        ("FORM-LOV", GENERAL, r'why = "', 'why = "Efter § 133. '),
        ("FORM-DOBBELT", GENERAL, r'id = "safe"', 'id = "write_down"'),
        ("FORM-SPORNAVN", GENERAL, r'id = "general"', 'id = "abuse"'),
        # the first minute
        ("FORM-VEJ", FIRST, r'to = "question:who"', 'to = "question:whom"'),
        ("FORM-VEJ", FIRST, r'to = "unborn"', 'to = "ufødt"'),
        ("FORM-SPOR", FIRST, r'to = "extremism"', 'to = "honour"'),
        ("FORM-UNAAET", FIRST, r'to = "question:self"', 'to = "absence"'),
        ("FORM-RING", FIRST, r'to = "self_harm"', 'to = "question:about"'),
        ("FORM-SVAR", FIRST, r'certainty = "knowledge"', 'certainty = "suspicion"'),
        ("FORM-SVAR", FIRST, r'danger = "not_safe_home"', 'danger = "now"'),
        ("FORM-LIX", GENERAL, r'why = "', f'why = "{"Institutionssamarbejde " * 40}'),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(code: str, name: str, pattern: str, planted: str) -> None:
    assert faults(shipped(name), name) == []
    text, count = re.subn(pattern, planted, shipped(name), count=1)
    assert count, "the form has nothing to plant this fault in"
    found = [each for each in faults(text, name) if each.code == code]
    assert found
    assert all(each.place and each.text.endswith(".") for each in found), "says where and what to do"


def test_nobody_answers_more_than_four_questions() -> None:
    longer = re.sub(
        r'(?s)to = "honour"(.*)to = "absence"', r'to = "question:self"\1to = "question:who"', shipped(FIRST)
    )
    found = [each.text for each in faults(longer, FIRST) if each.code == "FORM-MANGE"]
    assert any("5 svar til network" in text for text in found)
    more = re.sub(r"(?s)(\[\[question\]\]\nid = \"self\".*?)(?=\n# How sure)", r"\1\n\1", shipped(FIRST))
    assert {"FORM-MANGE", "FORM-DOBBELT"} <= {each.code for each in faults(more, FIRST)}


def test_the_check_of_all_forms_looks_at_tracks_and_first_minute(forms: Path) -> None:
    for name, right, wrong in ((GENERAL, '"duty"', '"dyt"'), (FIRST, '"network"', '"net"')):
        (forms / f"{name}.toml").write_text(shipped(name).replace(right, wrong), encoding="utf-8")
    assert {"FORM-REGEL", "FORM-VEJ"} <= {each.code for each in check_forms(forms)}


def test_a_track_or_a_first_minute_that_is_missing_is_found(forms: Path) -> None:
    shutil.rmtree(forms / "beredskab")
    shutil.rmtree(forms / "first-minute")
    missing = {each.place for each in check_forms(forms) if each.code == "FORM-INGEN"}
    assert missing == {f"beredskab/{track.value.replace('_', '-')}" for track in Track} | {"first-minute/first-minute"}


def test_a_copy_of_another_track_is_found(forms: Path) -> None:
    """Where a toy would creep in: eleven copies of one track."""
    steps = (forms / f"{GENERAL}.toml").read_text(encoding="utf-8").partition("[[step]]")[2]
    file = forms / f"{UNBORN}.toml"
    head = file.read_text(encoding="utf-8").partition("[[step]]")[0]
    file.write_text(f"{head}[[step]]{steps}", encoding="utf-8")
    assert {each.place for each in check_forms(forms) if each.code == "FORM-ENSSPOR"} == {GENERAL, UNBORN}


@pytest.mark.parametrize("guard", Guard)
def test_every_guard_is_missed_where_it_is_demanded(guard: Guard) -> None:
    """Domain 3.5, line × track: take what a guard keeps away from a track that must say it, and it is missed."""
    assert GUARDS_OF[guard]
    for track in GUARDS_OF[guard]:
        form = LIBRARY.track(track)
        steps = tuple(replace(step, dont=tuple(d for d in step.dont if d.guard is not guard)) for step in form.step)
        without = replace(form, step=steps, dont=tuple(d for d in form.dont if d.guard is not guard))
        assert not list(check_track("it", form))
        missed = [each.text for each in check_track("it", without) if each.code == "FORM-GOERIKKE"]
        assert any(guard.value in text for text in missed), track


def test_what_holds_on_some_tracks_alone_is_not_promised_on_others() -> None:
    for track in Track:
        form = LIBRARY.track(track)
        donts = [*form.dont, *(dont for step in form.step for dont in step.dont)]
        assert {dont.guard for dont in donts} >= {guard for guard in Guard if track in GUARDS_OF[guard]}
        assert not {dont.guard for dont in donts} & {guard for guard in ONLY_THERE if track not in GUARDS_OF[guard]}


def test_every_track_is_told_apart_by_its_steps_alone() -> None:
    titles = Counter(step.title for track in Track for step in LIBRARY.track(track).step)
    for track in Track:
        form = LIBRARY.track(track)
        own = [step.title for step in form.step if titles[step.title] == 1]
        assert len(own) * 4 >= len(form.step) * 3, (track, own)
    assert set(KINDS_OF) == set(Track)

"""What all look at names nobody; the conclusion goes back to the concern, and what was agreed on is looked at again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.follow_up import Review, SubjectKind
from opspor.domain.forum import Conclusion, Outcome
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingAgreement, MeetingKind
from opspor.domain.timeline import EventKind
from opspor.usecases import concerns, follow_ups, forum, forum_agenda, forum_talk, meetings, start, timeline
from opspor.usecases.forum_talk import Talk
from tests.usecases.conftest import House
from tests.usecases.forum_house import (
    a_brief,
    a_concern,
    a_day,
    a_forum,
    days,
    on_agenda,
    refused,
)

SUPPORT = Conclusion((Outcome.SUPPORT,), "En fast voksen", weighed=False, considered="Støtten er ikke prøvet endnu")


def sheet(house: House, item: Id) -> forum_talk.TalkSheet:
    return house.do(lambda desk: forum_talk.sheet(desk, item))


def conclude(house: House, item: Id, said: Conclusion = SUPPORT, *agreed: MeetingAgreement) -> Id:
    open_ = sheet(house, item)
    return house.do(
        lambda desk: forum_talk.conclude(desk, open_, replace(open_.talk, conclusion=said, agreements=agreed))
    )


def due(house: House) -> list[tuple[str, SubjectKind, date, bool]]:
    return [
        (one.group_name, one.subject.kind, one.on, one.mine)
        for one in house.do(follow_ups.due)
        if one.subject.concern_id is not None
    ]


# --- what all look at -------------------------------------------------------------------------------------------------


def test_the_question_stands_first_and_nobody_is_named(house: House) -> None:
    day = a_day(house)
    on_agenda(house, day, house.children[0])
    on_agenda(house, day, house.children[1], named=True)
    shown = house.do(lambda desk: forum_talk.shown(desk, day))
    assert [one.slides[0].text for one in shown] == ["Hvordan hjælper vi barnet?"] * 2
    said = " ".join(slide.head + slide.text for one in shown for slide in one.slides)
    assert not any(name in said for name in ("Karla", "Kanarijuhl", "Åse", "Kanariøst", "Mette", "5. januar"))
    assert "4 år" in said


def test_a_name_is_shown_only_of_a_brief_that_may_have_it_and_with_its_basis(house: House) -> None:
    day = a_day(house)
    on_agenda(house, day, house.children[0])
    on_agenda(house, day, house.children[1], named=True)
    without, named = house.do(lambda desk: forum_talk.shown(desk, day))
    assert (without.named, without.basis) == ((), "")
    assert any("Åse Kanariøst" in slide.text for slide in named.named)
    assert "Samtykke fra mor" in named.basis
    house.clock.now += timedelta(days=91)  # the consent has run out
    assert [(one.named, one.basis) for one in house.do(lambda desk: forum_talk.shown(desk, day))] == [((), "")] * 2


def test_a_brief_that_names_the_child_in_a_text_is_not_shown_without_the_name(house: House) -> None:
    day = a_day(house)
    concern = a_concern(house, house.children[0])
    paper = a_brief(house, concern, "Hvordan hjælper vi Karla?", named=True)
    house.do(lambda desk: forum_agenda.put_on(desk, day, paper))
    (shown,) = house.do(lambda desk: forum_talk.shown(desk, day))
    assert shown.slides == ()
    assert any("Karla" in slide.text for slide in shown.named)


def test_nobody_is_shown_what_they_may_not_open(house: House) -> None:
    day = a_day(house)
    on_agenda(house, day, house.children[0])
    with house.as_("ali"):
        assert house.do(lambda desk: forum_talk.shown(desk, day)) == ()


# --- the conclusion ---------------------------------------------------------------------------------------------------


def test_one_talks_about_it_again_on_a_day_of_the_forum_after_six_to_eight_weeks(house: House) -> None:
    made = a_forum(house)
    day, soon, later = days(house, made, 0, 14, 49)
    item = on_agenda(house, day, house.children[0])
    assert sheet(house, item).talk.conclusion.next_on == house.clock().date() + timedelta(days=49)
    house.do(lambda desk: forum.cancel_day(desk, later, "Lukket"))
    assert sheet(house, item).talk.conclusion.next_on == house.clock().date() + timedelta(weeks=6)
    assert soon


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Conclusion(()), "FORUM-UDFALD"),
        (replace(SUPPORT, outcomes=(Outcome.NOT_NOW,)), "FORUM-TEGN"),
        (replace(SUPPORT, outcomes=(Outcome.NOT_NOW,), watch="Søvn"), "FORUM-TEGN"),
        (replace(SUPPORT, weighed=None), "FORUM-VURDERET"),
        (replace(SUPPORT, considered=" "), "FORUM-BEGRUNDELSE"),
        (replace(SUPPORT, next_on=date(2026, 3, 17)), "FORUM-NAESTE"),
        (replace(SUPPORT, next_on=date(2062, 3, 17)), "FORUM-NAESTE"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(house: House, said: Conclusion, code: str) -> None:
    item = on_agenda(house, a_day(house), house.children[0])
    assert refused(lambda: conclude(house, item, said)) == code
    assert sheet(house, item).standing is None


def test_an_underretning_waits_for_no_form(house: House) -> None:
    item = on_agenda(house, a_day(house), house.children[0])
    conclude(house, item, Conclusion((Outcome.UNDERRETNING,)))
    standing = sheet(house, item).standing
    assert standing is not None
    assert standing.conclusion.weighed is True


def test_a_conclusion_comes_back_and_a_correction_stands_for_it(house: House) -> None:
    item = on_agenda(house, a_day(house), house.children[0])
    day = house.clock().date() + timedelta(days=10)
    conclude(house, item, SUPPORT, MeetingAgreement("Ringe", "jonas", None, day), MeetingAgreement())
    first = sheet(house, item)
    assert first.standing is not None
    (agreed,) = first.standing.agreements
    assert (agreed.what, agreed.who, agreed.who_id) == ("Ringe", "jonas", house.ids["jonas"])
    again = replace(first.talk, conclusion=replace(first.talk.conclusion, words="To voksne"))
    house.do(lambda desk: forum_talk.conclude(desk, first, again))
    now = sheet(house, item).standing
    assert now is not None
    assert (now.conclusion.words, now.agreements[0].id) == ("To voksne", agreed.id)
    assert refused(lambda: house.do(lambda desk: forum_agenda.put_off(desk, item, None))) == "FORUM-DROEFTET"


def test_the_second_of_two_is_told_and_keeps_the_draft(house: House) -> None:
    item = on_agenda(house, a_day(house), house.children[0])
    with house.as_("jonas"):
        mine = sheet(house, item)
        house.do(lambda desk: forum_talk.save(desk, mine, Talk(replace(SUPPORT, words="Mit"))))
    with house.as_("sofie"):
        conclude(house, item)
    with house.as_("jonas"):
        talk = Talk(replace(SUPPORT, words="Mit"))
        assert refused(lambda: house.do(lambda desk: forum_talk.conclude(desk, mine, talk))) == "FORUM-ANDEN"
        found = sheet(house, item)
        assert (found.overtaken, found.talk.conclusion.words) == (True, "Mit")
        assert found.standing is not None
        house.do(lambda desk: forum_talk.conclude(desk, found, found.talk))
        assert sheet(house, item).saved_at is None


def test_what_was_agreed_on_is_due_for_those_who_may_open_the_concern_without_a_name(house: House) -> None:
    day = a_day(house)
    on = house.clock().date() + timedelta(days=3)
    with house.as_("jonas"):
        item = on_agenda(house, day, house.children[0])
        sofies = MeetingAgreement("Ringe", "Sofie", None, on)
        conclude(house, item, replace(SUPPORT, next_on=on + timedelta(days=40)), sofies)
        next_ = ("Bekymring fra 17.3.2026", SubjectKind.FORUM_NEXT, on + timedelta(days=40), True)
        agreed = ("Bekymring fra 17.3.2026", SubjectKind.FORUM_AGREEMENT, on, False)
        assert due(house) == [agreed, next_]
    with house.as_("sofie"):
        assert due(house)[0] == (*agreed[:3], True)
        assert [one.group_name for one in house.do(start.today).due] == ["Bekymring fra 17.3.2026"]
    with house.as_("ali"):
        assert due(house) == []
    with house.as_("jonas"):
        concern = sheet(house, item).item.concern_id
        house.do(lambda desk: concerns.keep(desk, concern, []))
    with house.as_("sofie"):  # who was named, and may not open it any more
        assert due(house) == []
        subject = Id("x")
        assert refused(lambda: house.do(lambda desk: follow_ups.sheet(desk, subject))) == "OPFOELGNING-VAEK"
    with house.as_("jonas"):
        assert due(house)[0] == (*agreed[:3], True)  # nobody has it, so it is his who began the concern


def test_of_a_typed_name_and_of_a_child_without_a_room_it_stands_on_the_concern(house: House) -> None:
    day = a_day(house)
    with house.as_("ali"):
        item = on_agenda(house, day, None)
        conclude(house, item, replace(SUPPORT, next_on=house.clock().date() + timedelta(days=40)))
        assert [(kind, mine) for _, kind, _, mine in due(house)] == [(SubjectKind.FORUM_NEXT, True)]
        assert sheet(house, item).child is None
    with house.as_("jonas"):
        assert due(house) == []


def test_one_looks_again_until_it_is_done_and_what_is_talked_about_again_takes_over(house: House) -> None:
    first, second = days(house, a_forum(house), 1, 50)
    with house.as_("jonas"):
        item = on_agenda(house, first, house.children[0])
        on = house.clock().date() + timedelta(days=3)
        conclude(
            house, item, replace(SUPPORT, next_on=on + timedelta(days=40)), MeetingAgreement("Ringe", "mor", None, on)
        )
        subject = house.do(follow_ups.due)[0].subject
        house.clock.now += timedelta(days=4)
        open_ = house.do(lambda desk: follow_ups.sheet(desk, subject.id))
        assert (open_.label, open_.child) == ("Bekymring fra 17.3.2026", None)
        assert "Ringe · mor · senest 20. marts 2026" in [said.text for said in open_.agreed]
        later = Review(note="Taler igen", next_on=on + timedelta(days=9))
        house.do(lambda desk: follow_ups.look_again(desk, open_, later))
        assert due(house)[0][2] == on + timedelta(days=9)
        open_ = house.do(lambda desk: follow_ups.sheet(desk, subject.id))
        house.do(lambda desk: follow_ups.look_again(desk, open_, Review(note="Det er gjort")))
        assert [kind for _, kind, *_ in due(house)] == [SubjectKind.FORUM_NEXT]
        paper = a_brief(house, sheet(house, item).item.concern_id)
        house.do(lambda desk: forum_agenda.put_on(desk, second, paper))
        assert due(house) == []


def test_the_meeting_that_was_concluded_on_begins_with_what_is_known(house: House) -> None:
    item = on_agenda(house, a_day(house), house.children[0])
    conclude(house, item, replace(SUPPORT, outcomes=(Outcome.NETWORK_MEETING,)))
    open_ = sheet(house, item)
    assert open_.child is not None
    house.do(lambda desk: forum_talk.begin_meeting(desk, open_, MeetingKind.NETWORK))
    meeting = house.do(lambda desk: meetings.sheet(desk, house.children[0])).meeting
    assert (meeting.kind, [one.in_words for one in meeting.participants]) == (
        MeetingKind.NETWORK, ["Ida Kanarilund, Rådgiver"],
    )  # fmt: skip
    house.do(lambda desk: forum_talk.begin_meeting(desk, open_, MeetingKind.RESOURCE))  # what is begun is kept
    assert house.do(lambda desk: meetings.sheet(desk, house.children[0])).meeting.kind is MeetingKind.NETWORK


def test_after_one_comes_the_next_that_the_person_sees(house: House) -> None:
    day = a_day(house)
    with house.as_("jonas"):
        first = on_agenda(house, day, house.children[0])
    with house.as_("ali"):
        on_agenda(house, day, house.children[3])
    with house.as_("jonas"):
        third = on_agenda(house, day, house.children[1])
        assert sheet(house, first).after == third
        conclude(house, third)
        assert sheet(house, first).after is None


def test_the_line_of_a_child_says_in_neutral_words_that_it_was_talked_about(house: House) -> None:
    item = on_agenda(house, a_day(house), house.children[0])
    conclude(house, item)
    found = house.do(lambda desk: timeline.over_time(desk, house.children[0])).events
    assert [event.title for event in found if event.kind is EventKind.CONCERN] == ["", "drøftet til sparring"]
    concern = sheet(house, item).item.concern_id
    house.do(lambda desk: concerns.keep(desk, concern, []))
    with house.as_("sofie"):
        seen = house.do(lambda desk: timeline.over_time(desk, house.children[0])).events
        assert [event for event in seen if event.kind is EventKind.CONCERN] == []

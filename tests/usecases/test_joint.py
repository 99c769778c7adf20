"""A talk about differences: what everybody answered once all are in, and what the team agrees on."""

from datetime import timedelta
from functools import partial

import pytest

from opspor.domain.assessment import (
    Agreement,
    Certainty,
    Context,
    Duration,
    FactorKind,
    FactorSeen,
    FindOut,
    FollowUpKind,
    MinorityView,
    OwnAnswers,
    ParentView,
    Position,
    Source,
    Spread,
    Strength,
    Trivsel,
)
from opspor.domain.beredskab import Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.store import drafts
from opspor.usecases import assess, children, concerns, joint, matrix, notices, rounds, suggestions
from opspor.usecases.desk import Desk
from opspor.usecases.joint import JointTable
from tests.usecases.conftest import House


def agreement(house: House, **changes: object) -> Agreement:
    """A whole one, about a child of whom the file names no parents."""
    whole: dict[str, object] = {
        "position": Position.POTENTIALLY_EXPOSED,
        "trivsel": Trivsel.BEGINNING_MISTRIVSEL,
        "reason": "Hendes faste makker er flyttet.",
        "follow_up": (FollowUpKind.FOCUS_POINT,),
        "follow_up_on": house.clock().date() + timedelta(weeks=6),
        "participants": (house.ids["jonas"], house.ids["sofie"]),
    }
    return Agreement(**(whole | changes))  # type: ignore[arg-type]  # fields by name


def assessed(house: House, child: Id, **of_jonas: Position) -> Id:
    """A round in which Jonas and Sofie have submitted; Sofie is in."""
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, child, of_jonas.get("position", Position.NOT_EXPOSED))
    house.enter("sofie")
    house.submit(round_id, child)
    return round_id


def table(house: House, round_id: Id, child: Id) -> JointTable:
    return house.do(lambda desk: joint.joint_table(desk, round_id, child))


def agree(house: House, round_id: Id, child: Id, whole: Agreement) -> Id:
    return house.do(lambda desk: joint.agree(desk, round_id, child, whole))


def refused(house: House, round_id: Id, child: Id, whole: Agreement | None = None) -> str:
    """The code of the error that looking, or agreeing, gives."""
    act = partial(table, house, round_id, child) if whole is None else partial(agree, house, round_id, child, whole)
    with pytest.raises(KnownError) as error:
        act()
    return error.value.code


def carers(house: House, child: Id, *names: str) -> list[Carer]:
    """The parents that the child's file names from now on."""
    found = [
        Carer(Id(f"carer-{name}"), name, "mor", Custody.YES, "", "", protected=False, lives_with_child=True)
        for name in names
    ]

    def write(desk: Desk) -> None:
        file = children.open_child(desk, child)
        changed = type(file.particulars)(
            **{name: getattr(file.particulars, name) for name in type(file.particulars).__slots__ if name != "carers"},
            carers=tuple(found),
        )
        children.change(desk, child, file.particulars_id, changed)

    house.do(write)
    return found


def test_nobody_sees_an_answer_before_their_own_and_all_others_are_in(house: House) -> None:
    round_id, child = house.open_round(), house.children[0]
    with house.as_("jonas"):
        house.submit(round_id, child, Position.EXPOSED, E35_1="rarely")
        for _ in range(2):  # asking again changes nothing
            assert refused(house, round_id, child) == "VURD-FAA"
    with house.as_("mette"):  # the leader, who is to assess nothing
        assert refused(house, round_id, child) == "VURD-FAA"
    with house.as_("sofie"):
        assert refused(house, round_id, child) == "VURD-EGEN-FOERST"
        assert refused(house, round_id, child, agreement(house)) == "VURD-EGEN-FOERST"
        house.submit(round_id, child, E35_1="often")
        found = table(house, round_id, child)

    assert [(row.item, row.distance) for row in found.differences] == [("position", 3), ("E35-1", 3)]


def test_who_has_not_submitted_stays_out_also_when_the_leader_has_opened_the_seal(house: House) -> None:
    round_id, child = house.open_round(), house.children[0]
    with house.as_("jonas"):
        house.submit(round_id, child, Position.EXPOSED)
    house.enter("mette")
    house.do(lambda desk: rounds.open_seal(desk, round_id, child, Context.DAYCARE, "Sofie er syg i seks uger."))

    assert [own.author_id for own in table(house, round_id, child).own] == [house.ids["jonas"]]
    house.enter("jonas")
    assert len(table(house, round_id, child).own) == 1
    house.enter("sofie")
    assert refused(house, round_id, child) == "VURD-EGEN-FOERST"
    house.enter("mette")
    assert refused(house, round_id, house.children[1]) == "VURD-FAA"  # of this child alone


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"position": None}, "VURD-MANGLER"),
        ({"trivsel": None}, "VURD-MANGLER"),
        ({"reason": "  "}, "VURD-GRUND"),
        ({"follow_up": ()}, "VURD-AFTALE"),
        ({"follow_up_on": None}, "VURD-AFTALE"),
        ({"participants": ()}, "VURD-HVEM"),
        ({"position": Position.UNKNOWN}, "VURD-OPGAVE"),
        ({"reason": "x" * 20_001}, "VURD-LANG"),
    ],
)
def test_an_agreement_must_be_whole(house: House, changes: dict[str, object], code: str) -> None:
    child = house.children[0]
    round_id = assessed(house, child)

    assert refused(house, round_id, child, agreement(house, **changes)) == code
    assert table(house, round_id, child).joint is None


def test_a_draft_survives_the_lock_and_belongs_to_who_wrote_it(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child)
    begun = Agreement(position=Position.EXPOSED, minutes=7, find_out=FindOut("Hvordan sover hun?"))
    house.do(lambda desk: joint.save_joint(desk, round_id, child, begun))

    house.enter("sofie")
    assert table(house, round_id, child).agreement == begun
    house.enter("jonas")
    assert table(house, round_id, child).agreement == Agreement()  # nothing is ticked beforehand, nobody took part yet


def test_the_agreement_stands_beside_what_each_one_saw(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child)
    whole = agreement(
        house, minutes=6, environment_note="Mindre grupper om morgenen.", follow_up_note="Jonas tager formiddagen."
    )

    agree(house, round_id, child, whole)

    found = table(house, round_id, child)
    assert found.joint is not None
    assert found.joint.agreement == found.agreement == whole
    assert [own.answers.position for own in found.own] == [Position.NOT_EXPOSED] * 2
    shown = house.do(lambda desk: matrix.matrix(desk, round_id))
    assert [placed.child.id for placed in shown.cells["PU_M"]] == [child]


def test_whoever_sees_no_children_is_not_offered_at_the_table(house: House) -> None:
    """A view that is typed for somebody shows them the child's name."""
    house.invite("Rikke Kanaridal", Role.AUDITOR, frozenset())
    round_id = assessed(house, house.children[0])

    offered = {member.id for member in table(house, round_id, house.children[0]).staff}

    assert offered == {house.ids[login] for login in ("mette", "jonas", "sofie", "ali")}


def test_a_second_agreement_replaces_the_first_and_keeps_it(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child)
    first = agree(house, round_id, child, agreement(house))
    second = agree(house, round_id, child, agreement(house, trivsel=Trivsel.MISTRIVSEL))

    found = table(house, round_id, child)

    assert first != second
    assert found.joint is not None
    assert (found.joint.id, found.joint.agreement.trivsel) == (second, Trivsel.MISTRIVSEL)


def test_how_far_the_team_stood_apart_is_kept_without_names(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child, position=Position.EXPOSED)

    agree(house, round_id, child, agreement(house))

    found = table(house, round_id, child).joint
    assert found is not None
    assert found.spread == Spread(2, {"position": {"exposed": 1, "not_exposed": 1}, "trivsel": {"thrives": 2}})


def test_who_corrects_after_having_looked_changes_no_figure(house: House) -> None:
    child = house.children[0]
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, child, Position.NOT_EXPOSED)
        house.submit(round_id, child, Position.POTENTIALLY_EXPOSED)  # a slip, mended while nobody could look
    house.enter("sofie")
    house.submit(round_id, child, Position.EXPOSED)
    table(house, round_id, child)
    house.submit(round_id, child, Position.POTENTIALLY_EXPOSED)

    agree(house, round_id, child, agreement(house))

    found = table(house, round_id, child)
    assert [one.answers.position for one in found.own] == [Position.POTENTIALLY_EXPOSED] * 2  # heard in the talk
    assert found.joint is not None
    assert found.joint.spread.chosen["position"] == {"potentially_exposed": 1, "exposed": 1}


def test_who_agrees_again_after_the_own_assessments_are_gone_keeps_the_spread(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = house.children[0]
    round_id = assessed(house, child, position=Position.EXPOSED)
    agree(house, round_id, child, agreement(house))
    monkeypatch.setattr("opspor.store.rounds.own", lambda *_, **__: ())  # deleted on their date

    agree(house, round_id, child, agreement(house, reason="Efter en snak mere."))

    found = table(house, round_id, child).joint
    assert found is not None
    assert (found.agreement.reason, found.spread.assessors) == ("Efter en snak mere.", 2)


def test_each_parent_is_heard_or_it_says_why_not(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child)
    sara, tobias = carers(house, child, "Sara", "Tobias")
    heard = ParentView(sara.id, "Sara (mor)", text="Hun sover dårligt.")

    assert table(house, round_id, child).carers == (sara, tobias)
    assert refused(house, round_id, child, agreement(house)) == "VURD-FORAELDRE"
    assert refused(house, round_id, child, agreement(house, parents=(heard,))) == "VURD-FORAELDRE"
    empty = ParentView(tobias.id, "Tobias (far)", not_asked=" ")
    assert refused(house, round_id, child, agreement(house, parents=(heard, empty))) == "VURD-FORAELDRE"
    away = ParentView(tobias.id, "Tobias (far)", not_asked="Han er ude at rejse. Vi ringer mandag.")
    agree(house, round_id, child, agreement(house, parents=(heard, away)))

    assert table(house, round_id, child).agreement.parents == (heard, away)


def test_where_all_is_well_no_parent_has_to_be_asked(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child)
    carers(house, child, "Sara")

    agree(house, round_id, child, agreement(house, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES))


class TestInOneKey:
    """A child whom all placed in "ikke udsat" and "trives" needs no reason, if somebody knows it."""

    def in_one_key(self, house: House) -> Agreement:
        return Agreement(
            position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, follow_up=(FollowUpKind.NEXT_ROUND,),
            participants=(house.ids["jonas"],),
        )  # fmt: skip

    def submit_whole(self, house: House, round_id: Id, child: Id) -> None:
        for login in ("jonas", "sofie"):
            with house.as_(login):
                sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, child))
                given = dict.fromkeys((question.id for question in sheet.position_form.question), "nothing")
                given |= dict.fromkeys((sign.id for sign in sheet.trivsel_form.sign), "often")
                own = OwnAnswers(answers=given, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
                house.do(partial(assess.submit_own, sheet=sheet, answers=own))

    def test_only_with_a_dated_note(self, house: House) -> None:
        round_id, child = house.open_round(), house.children[0]
        self.submit_whole(house, round_id, child)
        house.enter("sofie")

        assert "iagttagelse" in str(table(house, round_id, child).hindrance)
        assert refused(house, round_id, child, self.in_one_key(house)) == "VURD-KENDER"
        house.do(lambda desk: children.observe(desk, child, seen_at=desk.clock(), place="", text="Bygger et tårn."))
        assert table(house, round_id, child).hindrance is None
        agree(house, round_id, child, self.in_one_key(house))

    def test_what_is_noted_within_a_concern_does_not_count_here(self, house: House) -> None:
        """Otherwise who may not see the concern could tell from this page that there is one."""
        round_id, child = house.open_round(), house.children[0]
        self.submit_whole(house, round_id, child)
        house.enter("mette")
        concern = house.do(
            lambda desk: concerns.start(
                desk, danger=Danger.NO, track=Track.GENERAL, what="Noget", child_id=child,
                seen_on=desk.clock().date(), typed_name="",
            )
        )  # fmt: skip
        house.do(
            lambda desk: concerns.quote(
                desk, concern, said_at=desk.clock(), place="", words="KANARI: mor sov", asked=""
            )
        )  # fmt: skip
        found = table(house, round_id, child)

        assert found.hindrance is not None
        assert found.childs_words == ()

    def test_a_note_older_than_the_round_before_does_not_count(self, house: House) -> None:
        child = house.children[0]
        house.do(lambda desk: children.observe(desk, child, seen_at=desk.clock(), place="", text="Bygger et tårn."))
        house.clock.now += timedelta(days=200)
        house.open_round("Efterår")
        house.clock.now += timedelta(days=200)
        newest = house.open_round("Forår")
        self.submit_whole(house, newest, child)
        house.enter("sofie")

        assert "siden" in str(table(house, newest, child).hindrance)

    def test_a_note_in_an_own_assessment_of_the_round_before_counts_once_they_agreed(self, house: House) -> None:
        child = house.children[0]
        before = house.open_round("Efterår")
        for login in ("jonas", "sofie"):
            with house.as_(login):
                sheet = house.do(lambda desk: assess.own_sheet(desk, before, child))
                own = OwnAnswers(
                    position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, trivsel_reason="Glad hele dagen"
                )
                house.do(partial(assess.submit_own, sheet=sheet, answers=own))
        house.enter("mette")
        house.clock.now += timedelta(days=150)
        newest = house.open_round("Forår")
        self.submit_whole(house, newest, child)
        house.enter("sofie")

        assert table(house, newest, child).hindrance is not None  # what is sealed says nothing, not even that it is
        agree(house, before, child, agreement(house))
        assert table(house, newest, child).hindrance is None


def test_the_child_s_words_stand_there_newest_first_since_the_round_before(house: House) -> None:
    child = house.children[0]

    def say(words: str) -> None:
        house.do(lambda desk: children.quote(desk, child, said_at=desk.clock(), place="", words=words, asked=""))

    say("Før runden")
    house.clock.now += timedelta(days=2)
    house.open_round("Efterår")
    say("Jeg vil være med")
    house.clock.now += timedelta(days=150)
    say("Nu har jeg en ven")
    round_id = assessed(house, child)

    found = table(house, round_id, child)

    assert [said.words for said in found.childs_words] == ["Nu har jeg en ven", "Jeg vil være med"]


class TestMinority:
    """What somebody sees differently is theirs to say."""

    VIEW = "I de små grupper ude ser jeg hende trives."

    def typed(self, house: House, child: Id, of: str = "jonas") -> tuple[Id, Id]:
        """Sofie types at the common PC what somebody sees differently: the round and the joint assessment."""
        round_id = assessed(house, child)
        view = MinorityView(house.ids[of], self.VIEW)
        return round_id, agree(house, round_id, child, agreement(house, minority=(view,)))

    def test_what_another_typed_waits_for_its_person_alone(self, house: House) -> None:
        child = house.children[0]
        round_id, made = self.typed(house, child)

        assert table(house, round_id, child).agreement.minority == (
            MinorityView(house.ids["jonas"], self.VIEW, written_by=house.ids["sofie"]),
        )
        assert house.do(joint.to_confirm) == ()  # Sofie typed it; it is not hers to confirm
        for other in ("sofie", "mette", "ali"):
            house.enter(other)
            with pytest.raises(KnownError) as error:
                house.do(lambda desk: joint.answer_minority(desk, made, confirmed=True))
            assert error.value.code == "VURD-SYN-SVARET"
        house.enter("jonas")
        (waiting,) = house.do(joint.to_confirm)
        assert (waiting.joint_id, waiting.text) == (made, self.VIEW)
        assert (waiting.author_name, waiting.child.id) == ("Sofie Kanarilund", child)

    def test_it_is_confirmed_once(self, house: House) -> None:
        child = house.children[0]
        round_id, made = self.typed(house, child)
        house.enter("jonas")
        house.do(lambda desk: joint.answer_minority(desk, made, confirmed=True))

        assert house.do(joint.to_confirm) == ()
        with pytest.raises(KnownError) as error:
            house.do(lambda desk: joint.answer_minority(desk, made, confirmed=False, text="Nej"))
        assert error.value.code == "VURD-SYN-SVARET"
        (answer,) = table(house, round_id, child).answers
        assert (answer.staff_id, answer.confirmed) == (house.ids["jonas"], True)
        (view,) = table(house, round_id, child).agreement.minority
        assert (view.text, view.written_by) == (self.VIEW, house.ids["sofie"])  # whose hand it was stays

    def test_it_is_put_in_one_s_own_words_and_both_stay(self, house: House) -> None:
        child = house.children[0]
        round_id, made = self.typed(house, child)
        house.enter("jonas")
        with pytest.raises(KnownError) as empty:
            house.do(lambda desk: joint.answer_minority(desk, made, confirmed=False, text=" "))
        assert empty.value.code == "VURD-SYN-ORD"
        house.do(lambda desk: joint.answer_minority(desk, made, confirmed=False, text="Hun trives, når vi er få."))

        found = table(house, round_id, child)
        assert found.joint is not None
        assert found.joint.agreement.minority[0].text == self.VIEW
        assert found.answers[0].text == "Hun trives, når vi er få."
        mine = MinorityView(house.ids["jonas"], "Hun trives, når vi er få.", written_by=house.ids["jonas"])
        assert found.agreement.minority == (mine,)  # what the next agreement begins with

    def test_the_same_words_are_not_asked_about_again_after_a_new_agreement(self, house: House) -> None:
        child = house.children[0]
        round_id, made = self.typed(house, child)
        house.enter("jonas")
        house.do(lambda desk: joint.answer_minority(desk, made, confirmed=True))
        house.enter("sofie")
        again = table(house, round_id, child).agreement
        agree(house, round_id, child, agreement(house, minority=again.minority, reason="Efter en snak mere."))
        house.enter("jonas")

        assert house.do(joint.to_confirm) == ()
        assert [answer.confirmed for answer in table(house, round_id, child).answers] == [True]
        house.enter("sofie")
        other = MinorityView(house.ids["jonas"], "Noget andet.")
        agree(house, round_id, child, agreement(house, minority=(other,)))
        house.enter("jonas")
        assert [waiting.text for waiting in house.do(joint.to_confirm)] == ["Noget andet."]

    def test_whose_hand_it_was_stays_when_another_writes_the_agreement_again(self, house: House) -> None:
        child = house.children[0]
        round_id, _ = self.typed(house, child)
        house.enter("jonas")
        again = table(house, round_id, child).agreement
        agree(house, round_id, child, agreement(house, minority=again.minority, reason="Efter en snak mere."))

        (view,) = table(house, round_id, child).agreement.minority
        assert view.written_by == house.ids["sofie"]
        assert len(house.do(joint.to_confirm)) == 1  # still his to confirm

    def test_what_one_types_oneself_waits_for_nobody(self, house: House) -> None:
        round_id, _ = self.typed(house, house.children[0], of="sofie")

        assert house.do(joint.to_confirm) == ()
        (view,) = table(house, round_id, house.children[0]).agreement.minority
        assert view.written_by == house.ids["sofie"]


def test_an_answer_on_a_form_that_is_gone_is_shown_with_its_id(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    round_id, child = house.open_round(), house.children[0]
    for login, value in (("jonas", "rarely"), ("sofie", "often")):
        with house.as_(login):
            house.submit(round_id, child, E35_1=value)
    house.enter("sofie")
    monkeypatch.setattr("opspor.usecases.joint.find_form", lambda *_: None)

    found = table(house, round_id, child)

    assert found.words["E35-1"] == "E35-1"
    assert [difference.item for difference in found.differences] == ["E35-1"]


def test_the_log_says_neither_what_was_agreed_nor_what_anybody_sees_differently(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child)
    view = MinorityView(house.ids["jonas"], "KANARI")
    agree(house, round_id, child, agreement(house, reason="KANARI", minority=(view,)))

    def lines(desk: Desk) -> str:
        with desk.engine.begin() as connection:
            return repr(connection.exec_driver_sql("SELECT action, subject_id, detail FROM log_entry").all())

    said = house.do(lines)
    assert "joint.write" in said
    for secret in ("KANARI", "exposed", "mistrivsel"):
        assert secret not in said


def test_agreeing_takes_the_draft_away(house: House) -> None:
    child = house.children[0]
    round_id = assessed(house, child)
    house.do(lambda desk: joint.save_joint(desk, round_id, child, agreement(house)))
    agree(house, round_id, child, agreement(house))

    def left(desk: Desk) -> set[str]:
        with desk.engine.begin() as connection:
            return drafts.keys(connection, desk.staff.id, "joint:")

    assert house.do(left) == set()


def test_two_contexts_of_one_child_are_talked_about_side_by_side_and_never_merged(house: House) -> None:
    """Who works in the one has no say in the other."""
    child, today = house.children[0], house.clock().date()
    house.do(lambda desk: children.enrol(desk, child, house.groups["Egestuen"], today))
    round_id = house.do(
        lambda desk: rounds.open_round(
            desk, name="To steder", opens_on=today, closes_on=today + timedelta(days=30),
            groups={
                house.groups["Bøgestuen"]: (Context.DAYCARE, [house.ids["jonas"]]),
                house.groups["Egestuen"]: (Context.AFTER_SCHOOL, [house.ids["ali"]]),
            },
            one_is_enough_because="Én voksen hvert sted.",
        )
    )  # fmt: skip
    house.do(lambda desk: notices.give(desk, [child], today, "Brev"))
    for login, context, position in (
        ("jonas", Context.DAYCARE, Position.EXPOSED), ("ali", Context.AFTER_SCHOOL, Position.NOT_EXPOSED),
    ):  # fmt: skip
        with house.as_(login):
            sheet = house.do(partial(assess.own_sheet, round_id=round_id, child_id=child, context=context))
            own = OwnAnswers(context=context, position=position, trivsel=Trivsel.THRIVES)
            house.do(partial(assess.submit_own, sheet=sheet, answers=own))

    house.enter("jonas")
    assert [own.author_id for own in table(house, round_id, child).own] == [house.ids["jonas"]]
    agree(house, round_id, child, agreement(house, position=Position.EXPOSED))
    with pytest.raises(KnownError) as error:
        house.do(lambda desk: joint.joint_table(desk, round_id, child, Context.AFTER_SCHOOL))
    assert error.value.code == "ADGANG-NEJ"
    house.enter("ali")
    other = house.do(lambda desk: joint.joint_table(desk, round_id, child, Context.AFTER_SCHOOL))
    assert other.joint is None
    assert [own.answers.position for own in other.own] == [Position.NOT_EXPOSED]


def test_a_suggestion_is_made_of_what_all_saw_and_can_be_switched_off(house: House) -> None:
    round_id, child = house.open_round(), house.children[0]
    for login in ("jonas", "sofie"):
        with house.as_(login):
            sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, child))
            factor = sheet.position_form.factor[0 if login == "jonas" else 1]
            seen = FactorSeen(
                factor.code, FactorKind.RISK, Strength.MODERATE, Duration.MONTHS, Source.SEEN, Certainty.KNOWN
            )
            own = OwnAnswers(factors=(seen,), position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
            house.do(partial(assess.submit_own, sheet=sheet, answers=own))
    house.enter("sofie")

    found = table(house, round_id, child).suggestion

    assert found is not None
    assert "2 vedvarende, moderate" in found.words  # one from each
    house.enter("mette")
    house.do(lambda desk: suggestions.switch(desk, on=False))
    assert table(house, round_id, child).suggestion is None

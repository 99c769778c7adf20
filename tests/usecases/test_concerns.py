"""A concern: anybody can start one, nothing about a colleague is stored, and a suspicion, or what is kept to named
people, stays with few.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger, StepState
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.people import Role
from opspor.domain.work_days import WorkDays
from opspor.forms.library import load_library
from opspor.reference import law
from opspor.usecases import children, concerns, erasure, papers, people, start, tracks, work_days
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House


def begin(house: House, track: Track = Track.GENERAL, child: Id | None = None, name: str = "") -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk,
            danger=Danger.NO,
            track=track,
            what="Sover i garderoben.",
            seen_on=desk.clock().date(),
            child_id=child,
            typed_name=name,
        )
    )


def test_anybody_can_start_a_concern_on_a_child_of_another_room(house: House) -> None:
    house.enter("ali")

    concern = begin(house, child=house.children[0])
    file = house.do(lambda desk: concerns.open_concern(desk, concern))

    assert file.concern.author_id == house.ids["ali"]
    assert file.particulars is None, "starting a concern does not open the child's file"


def test_anybody_can_start_a_concern_on_a_typed_name(house: House) -> None:
    house.enter("ali")
    concern = begin(house, name="  Storebror til Kanari  ")
    assert house.do(lambda desk: concerns.open_concern(desk, concern)).name == "Storebror til Kanari"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"typed_name": " "}, "BEKYM-HVEM"),
        ({"what": " "}, "BEKYM-HVAD"),
        ({"track": Track.EMPLOYEE}, "BEKYM-ANSAT"),
        ({"child_id": Id("findes-ikke")}, "BEKYM-HVEM"),
    ],
)
def test_what_is_refused_is_not_stored(house: House, fields: dict[str, object], code: str) -> None:
    whole: dict[str, object] = {
        "danger": Danger.NO, "track": Track.GENERAL, "what": "Noget", "typed_name": "Kanari",
        "seen_on": house.clock().date(),
    }  # fmt: skip
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: concerns.start(desk, **(whole | fields)))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert house.do(concerns.listed) == ()


def test_the_general_track_is_followed_step_by_step(house: House) -> None:
    concern = begin(house, child=house.children[0])
    steps = [step.id for step in house.do(lambda desk: concerns.open_concern(desk, concern)).form.step]
    house.do(lambda desk: tracks.do_step(desk, concern, steps[0], StepState.DONE, "Skrevet ned kl. 8.20"))
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: tracks.do_step(desk, concern, steps[1], StepState.NOT_RELEVANT, ""))
    assert why.value.code == "BEKYM-NOTE"
    house.do(lambda desk: tracks.do_step(desk, concern, steps[0], StepState.DONE, "Skrevet ned kl. 8.30"))

    now = house.do(lambda desk: concerns.open_concern(desk, concern)).steps

    assert {id_: (step.state, step.note) for id_, step in now.items()} == {
        steps[0]: (StepState.DONE, "Skrevet ned kl. 8.30")
    }


def test_what_is_seen_within_a_suspicion_stays_within_it(house: House) -> None:
    child = house.children[0]
    seen = house.clock.now - timedelta(hours=1)
    suspicion = begin(house, Track.PARENTS, child)
    house.do(lambda desk: concerns.observe(desk, suspicion, seen_at=seen, place="", text="Mærker på armen"))
    house.do(lambda desk: concerns.quote(desk, suspicion, said_at=seen, place="", words="Av", asked=""))
    general = begin(house, Track.GENERAL, child)

    assert len(house.do(lambda desk: concerns.open_concern(desk, suspicion)).observations) == 1
    assert house.do(lambda desk: concerns.open_concern(desk, general)).observations == ()
    assert house.do(lambda desk: concerns.open_concern(desk, general)).words == ()


def test_a_colleague_sees_general_concerns_and_no_suspicion(house: House) -> None:
    with house.as_("jonas"):
        begin(house, Track.GENERAL, house.children[0])
        suspicion = begin(house, Track.HONOUR, house.children[0])
        begin(house, Track.GENERAL, name="Kanari")
    with house.as_("sofie"):
        assert [row.concern.track for row in house.do(concerns.listed)] == [Track.GENERAL]
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk: concerns.open_concern(desk, suspicion))
        assert refused.value.code == "ADGANG-NEJ"
    with house.as_("ali"):
        assert house.do(concerns.listed) == ()
    with house.as_("mette"):
        assert len(house.do(concerns.listed)) == 3


def test_start_shows_a_concern_without_a_name(house: House) -> None:
    begin(house, child=house.children[0])

    shown = house.do(start.today).concerns

    assert [row.label for row in shown] == ["Bekymring fra 17.3.2026"]
    assert "Karla" not in repr(shown)


def test_a_closed_concern_leaves_start_and_stays_in_the_list(house: House) -> None:
    concern = begin(house, child=house.children[0])
    with pytest.raises(KnownError) as why:
        house.do(lambda desk: concerns.close(desk, concern, " "))
    assert why.value.code == "BEKYM-LUK"

    house.do(lambda desk: concerns.close(desk, concern, "Talt med forældrene, trives igen"))

    assert house.do(start.today).concerns == ()
    assert [row.concern.closed_at is None for row in house.do(concerns.listed)] == [False]


def test_every_rule_that_a_form_names_is_in_the_law_list() -> None:
    named = [step.rule for step in load_library().track(Track.GENERAL).step if step.rule]

    assert named
    assert all(law.rule(rule) for rule in named)


def test_the_receipt_is_due_when_the_law_list_says(house: House) -> None:
    concern = begin(house, child=house.children[0])
    house.do(lambda desk: tracks.do_step(desk, concern, "report", StepState.DONE, "Sendt"))  # Tuesday 17 March 2026

    assert house.do(lambda desk: concerns.open_concern(desk, concern)).due == {"receipt": date(2026, 3, 25)}
    house.do(lambda desk: work_days.set_days(desk, WorkDays(saturdays=True)))
    assert house.do(lambda desk: concerns.open_concern(desk, concern)).due == {"receipt": date(2026, 3, 24)}


def files(house: House) -> tuple[str, ...]:
    """What the list of concerns shows to whoever is in: what each is about."""
    return tuple(row.concern.what for row in house.do(concerns.listed))


def refused(house: House, work: Callable[[Desk], object]) -> str:
    with pytest.raises(KnownError) as why:
        house.do(work)
    return why.value.code


def test_one_that_is_kept_is_seen_by_its_author_the_leader_and_those_who_are_named_alone(house: House) -> None:
    child = house.children[0]
    with house.as_("jonas"):
        concern = begin(house, child=child)
        house.do(lambda desk: concerns.keep(desk, concern, [house.ids["ali"]]))
        assert len(files(house)) == 1
    for login, sees in (("sofie", False), ("ali", True), ("mette", True)):
        with house.as_(login):
            assert bool(files(house)) is sees, login
            assert bool(house.do(start.today).concerns) is sees, login
            if not sees:
                assert refused(house, lambda desk: concerns.open_concern(desk, concern)) == "ADGANG-NEJ"
    with house.as_("ali"):
        assert house.do(lambda desk: concerns.open_concern(desk, concern)).particulars is None, "the file stays shut"
        assert refused(house, lambda desk: children.open_child(desk, child)) == "ADGANG-NEJ"


def test_what_was_written_within_one_that_is_kept_goes_from_the_childs_page_and_from_other_concerns(
    house: House,
) -> None:
    child = house.children[0]
    seen = house.clock.now - timedelta(hours=1)
    other = begin(house, child=child)
    concern = begin(house, child=child)
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="", text="Kanari sover"))
    house.do(lambda desk: concerns.quote(desk, concern, said_at=seen, place="", words="Kanari siger", asked=""))

    def shown() -> list[int]:
        page = house.do(lambda desk: children.open_child(desk, child))
        file = house.do(lambda desk: concerns.open_concern(desk, other))
        return [len(page.observations), len(page.words), len(file.observations), len(file.words)]

    with house.as_("sofie"):
        assert shown() == [1, 1, 1, 1]
    house.enter("mette")
    house.do(lambda desk: concerns.keep(desk, concern, []))
    with house.as_("sofie"):
        assert shown() == [0, 0, 0, 0]
        assert [c.id for c in house.do(lambda desk: children.open_child(desk, child)).concerns] == [other]
    house.enter("mette")
    assert len(house.do(lambda desk: concerns.open_concern(desk, concern)).observations) == 1
    house.do(lambda desk: concerns.keep(desk, concern, None))
    with house.as_("sofie"):
        assert shown() == [1, 1, 1, 1]


def test_only_its_author_and_the_leader_say_who_sees_it(house: House) -> None:
    with house.as_("jonas"):
        concern = begin(house, child=house.children[0])
    for login in ("sofie", "ali"):
        with house.as_(login):
            assert refused(house, lambda desk: concerns.keep(desk, concern, [])) == "ADGANG-NEJ"
    house.enter("mette")
    house.do(lambda desk: concerns.keep(desk, concern, [house.ids["sofie"]]))
    with house.as_("sofie"):  # who is named reads and writes, and names nobody
        assert not house.do(lambda desk: concerns.open_concern(desk, concern)).audience.may_change
        assert refused(house, lambda desk: concerns.keep(desk, concern, None)) == "ADGANG-NEJ"
    with house.as_("jonas"):
        audience = house.do(lambda desk: concerns.open_concern(desk, concern)).audience
        assert audience.may_change
        assert [m.name for m in audience.leaders] == ["Mette Kanari Skov"]
        assert [m.name for m in audience.named] == ["Sofie Kanarilund"]
        assert [m.name for m in audience.choices] == ["Ali Kanari", "Sofie Kanarilund"]


def test_a_suspicion_is_opened_to_somebody_by_naming_them(house: House) -> None:
    with house.as_("jonas"):
        suspicion = begin(house, Track.PARENTS, house.children[0])
        house.do(lambda desk: concerns.keep(desk, suspicion, [house.ids["sofie"]]))
    with house.as_("sofie"):
        assert [row.concern.id for row in house.do(concerns.listed)] == [suspicion]
        house.do(
            lambda desk: concerns.observe(desk, suspicion, seen_at=house.clock.now, place="", text="Mærker på armen")
        )
    with house.as_("jonas"):
        assert len(house.do(lambda desk: concerns.open_concern(desk, suspicion)).observations) == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_nobody_without_content_can_be_named(house: House, role: Role) -> None:
    concern = begin(house, child=house.children[0])
    house.invite("Kaj Kanari", role, frozenset())

    assert refused(house, lambda desk: concerns.keep(desk, concern, [house.ids["kaj"]])) == "BEKYM-LAESER"


def test_whoever_starts_without_access_is_linked_by_somebody_who_reaches_both_and_keeps_seeing_it(
    house: House,
) -> None:
    child = house.children[0]
    seen = house.clock.now - timedelta(hours=1)
    with house.as_("ali"):
        concern = begin(house, name="Karla fra Bøgestuen")
        house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="", text="Kanari græder"))
        assert refused(house, lambda desk: concerns.link(desk, concern, child)) == "ADGANG-NEJ"
    with house.as_("jonas"):  # reaches the child, not the concern
        assert refused(house, lambda desk: concerns.link(desk, concern, child)) == "ADGANG-NEJ"
    house.enter("mette")
    house.do(lambda desk: concerns.link(desk, concern, child))
    with house.as_("jonas"):
        file = house.do(lambda desk: concerns.open_concern(desk, concern))
        assert (file.name, file.concern.author_name) == ("Karla Kanarijuhl", "Ali Kanari")
        page = house.do(lambda desk: children.open_child(desk, child))
        assert [o.text for o in page.observations] == ["Kanari græder"]
    with house.as_("ali"):
        assert house.do(lambda desk: concerns.open_concern(desk, concern)).particulars is None
        assert [row.concern.id for row in house.do(concerns.listed)] == [concern]
        house.do(lambda desk: tracks.do_step(desk, concern, "talk", StepState.DONE, "Talt med lederen"))


def test_a_wrong_link_is_put_right(house: House) -> None:
    concern = begin(house, name="Bo")
    wrong, right = house.children[0], house.children[2]
    house.do(lambda desk: concerns.link(desk, concern, wrong))
    house.do(lambda desk: concerns.link(desk, concern, right))

    assert house.do(lambda desk: children.open_child(desk, wrong)).concerns == ()
    assert [c.id for c in house.do(lambda desk: children.open_child(desk, right)).concerns] == [concern]
    began_on_child = begin(house, child=wrong)
    assert refused(house, lambda desk: concerns.link(desk, began_on_child, right)) == "BEKYM-BARN"


def test_nothing_lets_a_leader_stop_it(house: House, tmp_path: Path) -> None:
    """Closed, kept to nobody, moved to another room, made an administrator: the author still sends it (rule 4)."""
    with house.as_("jonas"):
        concern = begin(house, child=house.children[0])
    house.enter("mette")
    house.do(lambda desk: concerns.close(desk, concern, "Det er ikke noget"))
    house.do(lambda desk: concerns.keep(desk, concern, []))
    house.do(lambda desk: people.set_groups(desk, house.ids["jonas"], []))
    house.do(lambda desk: people.set_role(desk, house.ids["jonas"], Role.ADMINISTRATOR))
    with house.as_("jonas"):
        file = house.do(lambda desk: concerns.open_concern(desk, concern))
        sheet = house.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.UNDERRETNING))
        paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
        house.do(lambda desk: papers.export(desk, paper, tmp_path / "underretning.pdf"))
        assert house.do(start.today).concerns[0].not_sent
    assert (tmp_path / "underretning.pdf").read_bytes().startswith(b"%PDF")


def test_a_finished_paper_with_something_from_a_concern_that_was_kept_since_is_for_those_who_may_open_both(
    house: House, tmp_path: Path
) -> None:
    child, seen = house.children[0], house.clock.now - timedelta(hours=1)
    with house.as_("jonas"):
        source = begin(house, child=child)
        house.do(lambda desk: concerns.observe(desk, source, seen_at=seen, place="", text="Kanari sover"))
        other = begin(house, child=child)
        file = house.do(lambda desk: concerns.open_concern(desk, other))
        sheet = house.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.UNDERRETNING))
        draft = replace(sheet.draft, observations=tuple(one.id for one in file.observations))
        paper = house.do(lambda desk: papers.finish(desk, sheet, draft))
        house.do(lambda desk: concerns.keep(desk, source, []))
        house.do(lambda desk: papers.export(desk, paper, tmp_path / "efter.pdf"))
        assert not house.do(lambda desk: concerns.open_concern(desk, other)).observations
    assert "Kanari sover" in "".join(page_texts((tmp_path / "efter.pdf").read_bytes())), "a finished paper stays whole"
    with house.as_("sofie"):
        assert refused(house, lambda desk: papers.export(desk, paper, tmp_path / "sofie.pdf")) == "ADGANG-NEJ"
    assert not (tmp_path / "sofie.pdf").exists()


def test_a_child_that_is_deleted_takes_a_concern_along_that_was_linked_to_it(house: House) -> None:
    concern = begin(house, name="Karla fra Bøgen")
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=house.clock.now, place="", text="Kanari"))
    house.do(lambda desk: concerns.link(desk, concern, house.children[0]))
    house.do(lambda desk: concerns.keep(desk, concern, [house.ids["ali"]]))
    house.do(lambda desk: concerns.close(desk, concern, "Der er talt med hjemmet"))

    house.do(lambda desk: erasure.erase_child(desk, house.children[0]))

    assert house.do(concerns.listed) == ()

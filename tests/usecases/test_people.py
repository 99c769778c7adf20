"""Staff, groups and invitations."""

from datetime import timedelta

import pytest

from opspor import workplace
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.usecases import children, people
from opspor.usecases.desk import Desk
from opspor.vault import header
from opspor.vault.faults import DISK_FULL
from tests.usecases.conftest import House, quick


def test_an_invited_person_chooses_login_and_password_and_is_in(house: House) -> None:
    assert house.place is not None
    member, code = house.place.invite(
        name="Ida Kanarimø", title="Pædagogmedhjælper", role=Role.STAFF, groups=frozenset({house.groups["Bøgestuen"]})
    )
    assert member.joined_at is None
    house.leave()

    place = workplace.accept(
        house.folder, login="ida", code=code.lower(), password="idas kode", clock=house.clock, derive=quick
    )

    assert place.staff.id == member.id
    assert place.staff.joined_at is not None
    place.close()
    with pytest.raises(KnownError) as used:
        workplace.accept(house.folder, login="ida2", code=code, password="x", clock=house.clock, derive=quick)
    assert used.value.code == "BOKS-INVITATION"


def test_an_invitation_of_more_than_two_weeks_is_refused_and_opens_nothing_later(house: House) -> None:
    assert house.place is not None
    _, code = house.place.invite(name="Ida", title="", role=Role.STAFF, groups=frozenset())
    house.leave()
    house.clock.now += timedelta(days=people.INVITATION_DAYS + 1)

    with pytest.raises(KnownError) as late:
        workplace.accept(house.folder, login="ida", code=code, password="idas kode", clock=house.clock, derive=quick)

    assert late.value.code == "PERSON-FOR-SENT"
    with pytest.raises(KnownError) as nobody:
        workplace.open_vault(house.folder, "ida", "idas kode", clock=house.clock, derive=quick)
    assert nobody.value.code == "BOKS-ADGANG"


def test_an_invitation_that_could_not_be_written_leaves_no_slot(house: House) -> None:
    assert house.place is not None
    with pytest.raises(KnownError) as nameless:
        house.place.invite(name=" ", title="", role=Role.STAFF, groups=frozenset())
    assert nameless.value.code == "PERSON-NAVN"


def test_only_the_leader_invites(house: House) -> None:
    house.enter("jonas")
    assert house.place is not None
    with pytest.raises(KnownError) as refused:
        house.place.invite(name="Ida", title="", role=Role.LEADER, groups=frozenset())
    assert refused.value.code == "ADGANG-NEJ"


def test_the_institution_is_changed_as_a_whole(house: House) -> None:
    house.do(
        lambda desk: people.change_institution(
            desk,
            name="Børnehuset Å",
            controller="Ankeborg Kommune",
            address="Åvej 1",
            phone="1",
            forum_name="",
            dpo=" dpo@ankeborg.example ",
        )
    )

    now = house.do(people.overview).institution

    assert (now.name, now.controller, now.forum_name) == ("Børnehuset Å", "Ankeborg Kommune", "distriktstirsdag")
    assert now.dpo == "dpo@ankeborg.example"


def test_two_groups_cannot_have_the_same_name(house: House) -> None:
    with pytest.raises(KnownError) as taken:
        house.do(lambda desk: people.add_group(desk, " BØGESTUEN"))
    assert taken.value.code == "GRUPPE-FINDES"


def test_a_recovery_key_counts_when_it_has_been_typed_from_paper(house: House) -> None:
    assert house.place is not None
    words = house.place.new_recovery_key()
    assert not house.do(people.overview).has_recovery_key

    with pytest.raises(KnownError):
        house.place.prove_recovery_key(" ".join(reversed(words)))
    assert not house.do(people.overview).has_recovery_key
    house.place.prove_recovery_key(" ".join(words).upper())

    assert house.do(people.overview).has_recovery_key


def test_a_new_role_counts_at_once_also_for_who_is_logged_in(house: House) -> None:
    house.do(lambda desk: people.set_role(desk, house.ids["jonas"], Role.LEADER))
    assert len(house.do(children.listed)) == 4
    house.do(lambda desk: people.set_role(desk, house.ids["mette"], Role.AUDITOR))

    with pytest.raises(KnownError) as refused:
        house.do(children.listed)
    assert refused.value.code == "ADGANG-NEJ"
    assert house.place is not None
    assert house.place.staff.role is Role.AUDITOR
    with house.as_("jonas"):
        assert len(house.do(children.listed)) == 4


def test_the_last_leader_cannot_step_down(house: House) -> None:
    assert house.place is not None
    invited, _ = house.place.invite(name="Ida Kanarimø", title="", role=Role.LEADER, groups=frozenset())
    with pytest.raises(KnownError) as last:  # who is invited may never come
        house.do(lambda desk: people.set_role(desk, house.ids["mette"], Role.STAFF))
    assert last.value.code == "PERSON-SIDSTE-LEDER"
    house.do(lambda desk: people.set_role(desk, invited.id, Role.STAFF))
    house.do(lambda desk: people.set_role(desk, house.ids["mette"], Role.LEADER))
    assert house.place.staff.role is Role.LEADER


@pytest.mark.parametrize("login", ["jonas", "sofie"])
def test_nobody_gives_themself_a_role(house: House, login: str) -> None:
    with house.as_(login), pytest.raises(KnownError) as refused:
        house.do(lambda desk: people.set_role(desk, house.ids[login], Role.LEADER))
    assert refused.value.code == "ADGANG-NEJ"


def test_an_invitation_is_taken_back_and_its_code_opens_nothing(house: House) -> None:
    assert house.place is not None
    member, code = house.place.invite(name="Ida Kanarimø", title="", role=Role.STAFF, groups=frozenset())

    house.do(lambda desk: people.cancel_invitation(desk, member.id))

    assert member.id not in {m.id for m in house.do(people.overview).staff}
    with pytest.raises(KnownError) as again:
        house.do(lambda desk: people.cancel_invitation(desk, member.id))
    assert again.value.code == "PERSON-IKKE-HER"
    house.leave()
    with pytest.raises(KnownError) as gone:
        workplace.accept(house.folder, login="ida", code=code, password="idas", clock=house.clock, derive=quick)
    assert gone.value.code == "BOKS-INVITATION"


def test_an_invitation_that_was_cut_off_can_be_taken_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("opspor.usecases.people.access.invite", power_cut)
        patch.setattr("opspor.usecases.people.cancel_invitation", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            house.do(
                lambda desk: people.invite(
                    desk, name="Ida Kanarimø", title="", role=Role.STAFF, groups=(), derive=quick
                )
            )
    ida = next(m for m in house.do(people.overview).staff if m.name == "Ida Kanarimø")
    assert slot_findings(house) == []

    house.do(lambda desk: people.cancel_invitation(desk, ida.id))


def test_an_invitation_whose_slot_could_not_be_written_is_not_on_the_list(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise KnownError(DISK_FULL)

    assert house.place is not None
    with monkeypatch.context() as patch:
        patch.setattr("opspor.usecases.people.access.invite", full)
        with pytest.raises(KnownError) as error:
            house.place.invite(name="Ida Kanarimø", title="", role=Role.STAFF, groups=frozenset())
    assert error.value.code == "BOKS-FULD"
    assert len(house.do(people.overview).staff) == 4


def test_who_is_in_is_removed_and_not_cancelled(house: House) -> None:
    with pytest.raises(KnownError) as error:
        house.do(lambda desk: people.cancel_invitation(desk, house.ids["jonas"]))
    assert error.value.code == "PERSON-IKKE-HER"
    assert slot_findings(house) == []


def test_who_has_left_is_listed_the_latest_first_without_invitations_that_were_taken_back(house: House) -> None:
    assert house.place is not None
    invited, _ = house.place.invite(name="Ida Kanarimø", title="", role=Role.STAFF, groups=frozenset())
    house.do(lambda desk: people.cancel_invitation(desk, invited.id))
    for login in ("jonas", "sofie"):
        house.place.remove_person(house.ids[login])
    known = house.do(people.overview)
    assert [member.id for member in known.left] == [house.ids["sofie"], house.ids["jonas"]]
    assert len(known.staff) == 2


def test_somebody_who_comes_again_is_a_new_person(house: House) -> None:
    assert house.place is not None
    house.place.remove_person(house.ids["jonas"])
    before = house.ids["jonas"]

    house.invite("Jonas Kanariberg", Role.STAFF, frozenset())

    assert house.ids["jonas"] != before
    with house.as_("jonas"):
        assert house.do(children.listed) == ()


def test_a_new_password_opens_and_the_old_one_does_not_and_nothing_is_encrypted_again(house: House) -> None:
    new = "hejre lanterne vinter trommestik"
    house.enter("jonas")
    assert house.place is not None
    key = house.place._keys

    house.place.change_password("jonass kode", new)

    assert house.place._keys == key
    house.leave()
    workplace.open_vault(house.folder, "jonas", new, clock=house.clock, derive=quick).close()
    with pytest.raises(KnownError) as old:
        workplace.open_vault(house.folder, "jonas", "jonass kode", clock=house.clock, derive=quick)
    assert old.value.code == "BOKS-ADGANG"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("forkert", "hejre lanterne vinter trommestik", "BOKS-ADGANG"),
        ("mettes kode", "kort", "PERSON-SVAG"),
        ("mettes kode", "Mette Kanari Skov Mette", "PERSON-SVAG"),
    ],
)
def test_a_password_is_changed_by_who_knows_the_old_one_to_one_that_holds(
    house: House, old: str, new: str, code: str
) -> None:
    assert house.place is not None
    with pytest.raises(KnownError) as error:
        house.place.change_password(old, new)
    assert error.value.code == code
    house.enter("mette")


def slot_findings(house: House) -> list[str]:
    def found(desk: Desk) -> list[str]:
        with desk.engine.begin() as connection:
            return [f.code for f in people.slot_findings(connection, header.read(desk.folder))]

    return house.do(found)

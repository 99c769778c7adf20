"""Who may do what, as a table (domain 8.5): all, own (own groups, or written oneself), or nothing."""

from dataclasses import replace

import pytest

from opspor.domain.access import RULES, Action, Reach, may, reach, require
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from tests.domain.factories import NOW, staff_member

#                          staff  health leader admin auditor
TABLE = {
    Action.LOG_IN:          "all    all    all    all    all",
    Action.SET_UP:          "all    all    all    all    all",
    Action.JOIN:            "all    all    all    all    all",
    Action.SEE_PEOPLE:      "all    all    all    all    all",
    Action.INVITE:          "none   none   all    none   none",
    Action.SET_ROLE:        "none   none   all    none   none",
    Action.REMOVE:          "none   none   all    none   none",
    Action.CHANGE_PASSWORD: "all    all    all    all    all",
    Action.MAKE_KEY:        "none   none   all    none   none",
    Action.CHANGE_SETTINGS: "none   none   all    all    none",
    Action.CHANGE_LOCAL:    "none   none   all    none   none",
    Action.IMPORT_LIST:     "own    own    all    none   none",
    Action.SEE_CHILDREN:    "own    own    all    none   none",
    Action.SEARCH:          "own    own    all    none   none",
    Action.OPEN_CHILD:      "own    own    all    none   none",
    Action.SEE_CPR:         "own    own    all    none   none",
    Action.CHANGE_CHILD:    "own    own    all    none   none",
    Action.OBSERVE:         "own    own    all    none   none",
    Action.CHANGE_GROUP:    "none   none   all    none   none",
    Action.ENROL:           "own    own    all    none   none",
    Action.OPEN_PUPIL:      "own    own    all    none   none",
    Action.WRITE_PUPIL:     "own    own    all    none   none",
    Action.PRINT_PUPIL:     "own    own    all    none   none",
    Action.OPEN_ROUND:      "own    own    all    none   none",
    Action.SEE_ROUND:       "own    own    all    none   none",
    Action.CHANGE_ROUND:    "own    own    all    none   none",
    Action.GIVE_REASON:     "own    own    all    none   none",
    Action.OPEN_SEAL:       "own    own    all    none   none",
    Action.CLOSE_ROUND:     "own    own    all    none   none",
    Action.REOPEN_ROUND:    "none   none   all    none   none",
    Action.GIVE_NOTICE:     "own    own    all    none   none",
    Action.OPEN_SHEET:      "own    own    all    none   none",
    Action.ASSESS:          "own    own    all    none   none",
    Action.SEE_OWN:         "own    own    all    none   none",
    Action.AGREE:           "own    own    all    none   none",
    Action.ANSWER_MINORITY: "all    all    all    all    all",
    Action.SEE_MATRIX:      "own    own    all    none   none",
    Action.SEE_DISTRICT:    "none   own    all    none   none",
    Action.OPEN_VISIT:      "none   own    all    none   none",
    Action.WRITE_VISIT:     "none   own    all    none   none",
    Action.PRINT_HANDOVER:  "none   own    all    none   none",
    Action.SEE_PLANS:       "own    own    all    none   none",
    Action.OPEN_PLAN:       "own    own    all    none   none",
    Action.WRITE_PLAN:      "own    own    all    none   none",
    Action.PRINT_PLAN:      "own    own    all    none   none",
    Action.FOLLOW_UP:       "own    own    all    none   none",
    Action.PASS_BATON:      "own    own    all    none   none",
    Action.CHANGE_OFFERS:   "none   none   all    none   none",
    Action.NOTE_CONTACT:    "own    own    all    none   none",
    Action.WRITE_NETWORK:   "own    own    all    none   none",
    Action.PRINT_NETWORK:   "own    own    all    none   none",
    Action.OPEN_MEETING:    "own    own    all    none   none",
    Action.WRITE_MEETING:   "own    own    all    none   none",
    Action.PRINT_MEETING:   "own    own    all    none   none",
    Action.OPEN_TRANSITION: "own    own    all    none   none",
    Action.WRITE_TRANSITION: "own    own    all    none   none",
    Action.PRINT_TRANSITION: "own    own    all    none   none",
    Action.PRINT_MATRIX:    "own    own    all    none   none",
    Action.SEE_OVERVIEW:    "none   none   all    none   none",
    Action.PRINT_OVERVIEW:  "none   none   all    none   none",
    Action.PRACTISE:        "own    own    all    none   none",
    Action.SEE_ABSENCE:     "own    own    all    none   none",
    Action.WRITE_ABSENCE:   "own    own    all    none   none",
    Action.PRINT_ABSENCE:   "own    own    all    none   none",
    Action.START_CONCERN:   "all    all    all    all    all",
    Action.LIST_CONCERNS:   "own    own    all    own    own",
    Action.OPEN_CONCERN:    "own    own    all    own    own",
    Action.CHANGE_CONCERN:  "own    own    all    own    own",
    Action.DECIDE:          "own    own    all    own    own",
    Action.CHANGE_TRACK:    "own    own    all    own    own",
    Action.LINK_CONCERN:    "own    own    all    none   none",
    Action.KEEP_CONCERN:    "own    own    all    own    own",
    Action.OPEN_PAPER:      "own    own    all    own    own",
    Action.PREVIEW_PAPER:   "own    own    all    own    own",
    Action.WRITE_PAPER:     "own    own    all    own    own",
    Action.EXPORT_PAPER:    "own    own    all    own    own",
    Action.SEE_REPLIES:     "own    own    all    own    own",
    Action.NOTE_REPLY:      "own    own    all    own    own",
    Action.SEE_FORUM:       "all    all    all    none   none",
    Action.CHANGE_FORUM:    "none   none   all    none   none",
    Action.WRITE_FORUM:     "own    own    all    none   none",
    Action.PRINT_FORUM:     "own    own    all    none   none",
    Action.PRINT_LETTER:    "own    own    all    none   none",
    Action.WRITE_CONSENT:   "own    own    all    none   none",
    Action.NOTE_RIGHT:      "own    own    all    none   none",
    Action.SEE_FILING:      "own    own    all    none   none",
    Action.NOTE_FILED:      "own    own    all    none   none",
    Action.PRINT_FILING:    "own    own    all    none   none",
    Action.SEE_RETENTION:   "none   none   all    none   none",
    Action.SET_RETENTION:   "none   none   all    none   none",
    Action.DELETE_DUE:      "none   none   all    none   none",
    Action.CONFIRM_CLOCK:   "none   none   all    all    none",
    Action.SEE_REQUESTS:    "none   none   all    none   none",
    Action.WRITE_REQUEST:   "none   none   all    none   none",
    Action.RELEASE_REQUEST: "none   none   all    none   none",
    Action.SHIFT_YEAR:      "none   none   all    none   none",
    Action.TAKE_STOCK:      "none   none   all    all    all",
    Action.EXPORT_HOUSE:    "none   none   all    none   none",
    Action.WIPE:            "none   none   all    none   none",
    Action.SAVE_DRAFT:      "all    all    all    all    all",
    Action.COPY:            "all    all    all    all    all",
    Action.DRILL:           "none   none   all    all    none",
    Action.RESTORE:         "all    all    all    all    all",
    Action.ERASE:           "none   none   all    none   none",
    Action.CHECK:           "all    all    all    all    all",
    Action.NOTE_ATTEMPTS:   "all    all    all    all    all",
    Action.READ_LOG:        "none   none   all    none   all",
    Action.PRINT_LOG:       "none   none   all    none   all",
    Action.RETAIN_LOG:      "none   none   all    all    none",
}  # fmt: skip

SUNFLOWER, SPRUCE = Id("solsikken"), Id("granen")


@pytest.mark.parametrize("action", Action)
def test_the_table_of_roles_and_actions(action: Action) -> None:
    found = " ".join(f"{reach(staff_member(role), action).value:6}" for role in Role).rstrip()

    assert found.split() == TABLE[action].split()


def test_every_action_has_a_rule_for_every_role() -> None:
    assert set(RULES) == set(Action)
    assert all(set(rule) == set(Role) for rule in RULES.values())


def test_own_reaches_to_the_children_of_ones_groups_and_to_what_one_wrote() -> None:
    mette = staff_member(groups=frozenset({SUNFLOWER}))

    assert may(mette, Action.OPEN_CHILD, groups=[SPRUCE, SUNFLOWER])
    assert may(mette, Action.OPEN_CONCERN, author=mette.id)
    assert not may(mette, Action.OPEN_CHILD, groups=[SPRUCE])
    assert not may(mette, Action.OPEN_CHILD)
    assert not may(mette, Action.OPEN_CONCERN, author=Id("en anden"))


def test_nothing_is_nothing_also_where_one_wrote_it() -> None:
    auditor = staff_member(Role.AUDITOR, groups=frozenset({SUNFLOWER}))

    assert not may(auditor, Action.OPEN_CHILD, groups=[SUNFLOWER], author=auditor.id)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_neither_administrator_nor_auditor_sees_content_by_being_put_in_a_group_or_named(role: Role) -> None:
    nosy = staff_member(role, groups=frozenset({SUNFLOWER}))

    own = [action for action in Action if reach(nosy, action) is Reach.OWN]

    assert not [action for action in own if may(nosy, action, groups=[SUNFLOWER])]
    assert not [action for action in own if may(nosy, action, named=[nosy.id])]


def test_whoever_is_named_reaches_it_from_another_room() -> None:
    mette = staff_member(groups=frozenset({SUNFLOWER}))

    assert may(mette, Action.OPEN_CONCERN, groups=[SPRUCE], named=[mette.id])
    assert not may(mette, Action.OPEN_CONCERN, groups=[SPRUCE], named=[Id("en anden")])


@pytest.mark.parametrize("role", Role)
def test_whoever_has_left_may_do_nothing(role: Role) -> None:
    gone = replace(staff_member(role, groups=frozenset({SUNFLOWER})), left_at=NOW)

    assert not [action for action in Action if may(gone, action, groups=[SUNFLOWER], author=gone.id, named=[gone.id])]


@pytest.mark.parametrize("role", Role)
def test_anybody_may_start_a_concern_and_carry_it_through(role: Role) -> None:
    """The duty is personal: a substitute or a leader's opponent needs no access to a file (design 11, rule 4)."""
    somebody = staff_member(role)

    for action in (
        Action.START_CONCERN, Action.LIST_CONCERNS, Action.OPEN_CONCERN, Action.CHANGE_CONCERN, Action.WRITE_PAPER,
        Action.EXPORT_PAPER,
    ):  # fmt: skip
        assert may(somebody, action, author=somebody.id), action


def test_a_refusal_is_neutral() -> None:
    with pytest.raises(KnownError) as refused:
        require(staff_member(), Action.OPEN_CHILD, groups=[SPRUCE])

    assert refused.value.code == "ADGANG-NEJ"
    assert "Spørg lederen først" in str(refused.value)
    assert "En bekymring kan du altid skrive ned: tryk Ctrl+B." in str(refused.value)
    require(staff_member(Role.LEADER), Action.OPEN_CHILD, groups=[SPRUCE])

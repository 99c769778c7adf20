"""The stories that tracks are practised on."""

from opspor.domain.beredskab import Track
from opspor.forms.library import load_library
from opspor.reference.track_stories import stories


def test_every_track_has_a_story_of_a_made_up_child() -> None:
    assert list(stories()) == list(Track)
    for story in stories().values():
        assert len(story.story) >= 3
        assert len(story.then) >= 3


def test_what_happens_on_the_way_belongs_to_a_step_that_comes() -> None:
    for track, story in stories().items():
        kinds = {step.kind for step in load_library().track(track).step}
        assert set(story.then) <= kinds, track


def test_no_story_says_which_track_it_is() -> None:
    """Whoever practises is to see it, as in the real day."""
    for track, story in stories().items():
        title = load_library().track(track).title.casefold()
        assert title not in " ".join(story.story).casefold()

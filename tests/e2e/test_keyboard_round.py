"""A round by keyboard alone, from the first sign to the closed round: at most 20 keys for a child without concern."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture import keyboard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SIZE = int(os.environ.get("OPSPOR_ROOM", "4"))  # 22 is a whole room: a minute and more


def test_two_of_the_staff_assess_a_room_agree_and_close_the_round(
    qapp: object, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    result = keyboard.prove(SIZE, tmp_path)
    figure(result.words)
    assert result.broken == 0, result.words


def test_an_answer_that_takes_two_keys_is_found(qapp: object, tmp_path: Path) -> None:
    result = keyboard.prove(1, tmp_path, planted=True)
    assert result.broken > 0

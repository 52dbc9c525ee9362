"""Killed at any moment, the program has every lookup that it called saved."""

from __future__ import annotations

import random
import signal
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.terminal import PROGRAM, Terminal
from tests.terminal.walk import look_up
from vinix_tui.sandbox.scenarios import ALL, conference
from vinix_tui.storage import paths
from vinix_tui.storage.history import History

CALLS = [told for told in ALL if told is not conference.SCENARIO]
LARGEST = conference.SCENARIO
"""300 legs: the longest time between the first byte on the disk and the last."""


def stored(file: Path) -> dict[str, int]:
    """What opens from the history afterwards: id -> number of legs."""
    with closing(History(file)) as history:
        entries = history.find()
        assert history.remark is None  # nothing damaged was set aside
        return {entry.interaction_id: len(history.load(entry.key).documents) for entry in entries}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_was_called_saved_is_there_after_a_kill(seed: int) -> None:
    dice = random.Random(seed)
    calls = dice.sample(CALLS, 6)
    saved = {}
    with Terminal([PROGRAM, "open", LARGEST.id, "--demo"]) as terminal:
        terminal.until("· saved")
        saved[LARGEST.id] = len(LARGEST.documents)
        for told in calls[:-1]:
            look_up(terminal, told.id, f"{told.id} fetched in")
            terminal.until("· saved")
            saved[told.id] = len(told.documents)
        # The last one is somewhere on its way: so many bytes of the next screens were read.
        terminal.send("s")
        terminal.paste(dice.choice([calls[-1], LARGEST]).id)
        terminal.send("\r")
        enough = len(terminal.bytes) + dice.choice([1, 100, 2_000, 6_000])
        terminal.until(lambda: len(terminal.bytes) >= enough or "· saved" in terminal.text)
        terminal.signal(signal.SIGKILL)
        assert terminal.wait() == -signal.SIGKILL
    found = stored(paths.history_file(demo=True))
    assert saved.items() <= found.items()
    assert found.keys() <= saved.keys() | {calls[-1].id}
    if seed == 1:
        _opens_again()


def _opens_again() -> None:
    with Terminal([PROGRAM, "--demo"]) as again:
        again.until("type to filter")
        again.press("\r", "· saved")
        again.press("h", "▸today")
        again.send(LARGEST.id)
        again.until(lambda: again.text.count(LARGEST.id) >= 2 and again.text.count("today ") == 1)
        again.press("\r", f"{LARGEST.id} from the history")
        again.send("q")
        assert again.wait() == 0

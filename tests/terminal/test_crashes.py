"""A fault of ours: a few lines, a report without anybody's data, and a working terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal
from tests.terminal.test_leaving import CALL, OUT, restored

CRASHING = [sys.executable, str(Path(__file__).with_name("crashing.py"))]
SECRET = "Kim Larsen +12025550101 hunter2-secret"
APP = "vinix_tui.ui.app:VinixApp"
DURING = {
    # when: what is broken, and the keys that lead there once a call is shown
    "while a screen is made": ("vinix_tui.ui.screens.inspector:InspectorScreen.on_mount", ""),
    "in a worker": ("vinix_tui.ui.screens.fetching:FetchingScreen._look_up", ""),
    "while a call is drawn": ("vinix_tui.ui.widgets.lines:Lines.render_line", ""),
    "in a thread": (f"{APP}._warm_up", ""),
    "in a thread that is awaited": ("vinix_tui.ui.view:Opened.of", ""),
    "before the screen": (f"{APP}.set_keymap", ""),
    "while the program starts": (f"{APP}.on_mount", ""),
    "in an action": ("vinix_tui.ui.screens.inspector:InspectorScreen.action_fold", "f"),
    "while a dialog is made": ("vinix_tui.ui.screens.note:NoteScreen.compose", "n"),
    "in a dialog's action": ("vinix_tui.ui.screens.history:HistoryScreen.hints", "h"),
    "on the way out": ("vinix_tui.desk:Desk.close", "q"),
    "as the screens go": (f"{APP}.on_unmount", "q"),
}


@contextmanager
def crashing(where: str, keys: str, code: int = 70, **env: str) -> Iterator[Terminal]:
    """A program that has just ended by its own fault, the terminal as it was."""
    argv = [*CRASHING, where, SECRET, "--", "open", CALL, "--demo"]
    env = {"PYTHONPATH": os.pathsep.join(sys.path), **env}
    with Terminal(argv, columns=120, env=env) as terminal:
        before = terminal.attributes
        if keys:
            terminal.until("· saved")
            terminal.send(keys)
        assert terminal.wait() == code
        if OUT in terminal.bytes:
            assert restored(terminal, before)
        else:
            assert terminal.attributes == before
        yield terminal


def words(terminal: Terminal) -> str:
    """What stands on the terminal afterwards: a few lines, and nothing of anybody."""
    sent = bytes(terminal.bytes)
    said = sent[max(0, sent.rfind(OUT)) :].decode()
    assert 1 <= said.count("\r\n") <= 4
    assert "Traceback" not in said
    harmless(said)
    return said.replace("\r\n", "")


def harmless(text: str) -> None:
    for word in (*SECRET.split(), CALL):
        assert word not in text


def report(home: Path) -> str:
    """The one report, whose path is told."""
    (file,) = home.rglob("crash-*.txt")
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    harmless(text)
    return text


@pytest.mark.parametrize(("where", "keys"), DURING.values(), ids=DURING)
def test_a_fault_of_ours_leaves_a_few_lines_and_a_report_without_data(
    where: str, keys: str, home: Path
) -> None:
    with crashing(where, keys) as terminal:
        said = words(terminal)
    text = report(home)
    assert "Broken" in text and "crashing.py" in text
    assert str(next(home.rglob("crash-*.txt"))) in said


@pytest.mark.parametrize("error", ["MemoryError", "RecursionError"])
@pytest.mark.parametrize("when", ["in a worker", "while a call is drawn", "in an action"])
def test_errors_that_are_no_usual_ones_end_the_same_way(error: str, when: str, home: Path) -> None:
    with crashing(*DURING[when], BREAK_WITH=error) as terminal:
        assert error in words(terminal)
    assert error in report(home)


def test_without_a_place_for_the_report_the_fault_is_told_all_the_same(home: Path) -> None:
    (home / "state").write_text("a file where a directory should be")
    with crashing(*DURING["in an action"], XDG_STATE_HOME=str(home / "state")) as terminal:
        said = words(terminal)
    assert "No report could be kept" in said and "Broken" in said


def test_a_fault_of_the_report_itself_does_not_hide_the_first_one(home: Path) -> None:
    where, keys = DURING["in an action"]
    with crashing(f"{where},vinix_tui.crash:report", keys) as terminal:
        said = words(terminal)
    assert "No report could be kept" in said and "Broken" in said
    assert not list(home.rglob("crash-*"))


@pytest.mark.parametrize("when", ["in a worker", "in an action"])
def test_an_interrupt_is_no_fault(when: str, home: Path) -> None:
    with crashing(*DURING[when], code=130, BREAK_WITH="KeyboardInterrupt") as terminal:
        assert "vinix-tui: interrupted." in words(terminal)
    assert not list(home.rglob("crash-*"))

"""The title names what is shown: a file while nobody has asked a server, never an idle server."""

from __future__ import annotations

import json
from pathlib import Path

from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import one_way_audio


def title(terminal: Terminal) -> str:
    return terminal.text.split("\n")[0]


def test_a_file_is_named_in_the_title_by_its_printable_name(tmp_path: Path) -> None:
    file = tmp_path / "kim\x1b[31m ø.json"
    file.write_text(json.dumps(one_way_audio.SCENARIO.documents))
    with Terminal([PROGRAM, "open", str(file)]) as terminal:
        terminal.until("from a file")
        assert title(terminal).startswith(" kim␛[31m ø.json  ")
        assert "vinixglobal" not in terminal.text
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_long_name_is_cut_with_a_mark_and_keeps_its_end(tmp_path: Path) -> None:
    file = tmp_path / f"{'a' * 200}.json"
    file.write_text(json.dumps(one_way_audio.SCENARIO.documents))
    with Terminal([PROGRAM, "open", str(file)]) as terminal:
        terminal.until("from a file")
        assert "a…a" in title(terminal) and ".json " in title(terminal)
        terminal.send("q")
        assert terminal.wait() == 0


def test_another_call_leaves_the_file_and_names_where_it_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(one_way_audio.SCENARIO.documents))
    with Terminal([PROGRAM, "open", str(file), "--demo"]) as terminal:
        terminal.until("from a file")
        assert title(terminal).startswith(" saved.json  ")
        terminal.press("b", "Calls of the demo")
        terminal.press("\r", "· saved")
        assert title(terminal).startswith(" demo ")
        terminal.send("q")
        assert terminal.wait() == 0

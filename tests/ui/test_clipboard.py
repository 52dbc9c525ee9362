"""The clipboard by way of the terminal: what is sent, in which shape, and what is said of it."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.storage import paths
from vinix_tui.ui import clipboard
from vinix_tui.ui.clipboard import cleaned, send, through_screen
from vinix_tui.ui.clipboard_way import LIMIT

XTERM = {"TERM": "xterm-256color"}


class Written:
    """An app that notes what it was to copy and to write."""

    def __init__(self) -> None:
        self.copied: list[str] = []
        self.wrote: list[str] = []
        self._driver = self

    def copy_to_clipboard(self, text: str) -> None:
        self.copied.append(text)

    def write(self, sequence: str) -> None:
        self.wrote.append(sequence)


async def sent(text: str, environ: Mapping[str, str]) -> tuple[Written, str, str]:
    app: Any = Written()
    said, path = await send(app, text, environ)
    return app, said, path


def text_in(path: str) -> str:
    return Path(path).read_text()


def mode_of(path: str) -> int:
    return Path(path).stat().st_mode & 0o777


def fake_tmux(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


async def test_a_text_is_sent_once_and_never_said_to_have_arrived() -> None:
    app, said, path = await sent("Jörg", XTERM)
    assert app.copied == ["Jörg"] and app.wrote == []
    assert said == "Sent 4 characters to the terminal's clipboard."
    assert path == ""
    assert (await sent("x", XTERM))[1] == "Sent 1 character to the terminal's clipboard."


async def test_up_to_the_limit_it_is_sent_and_beyond_it_written() -> None:
    app, said, _ = await sent("x" * LIMIT, XTERM)
    assert len(app.copied) == 1 and said.startswith("Sent 74,994 characters")
    assert len(b64encode(b"x" * LIMIT)) <= 99_992  # and 8 bytes around it
    app, said, path = await sent("ö" * (LIMIT // 2 + 1), XTERM)
    assert app.copied == []
    assert said == "Too long for a terminal's clipboard; written to"
    assert text_in(path) == "ö" * (LIMIT // 2 + 1)
    assert mode_of(path) == 0o600
    again = (await sent("x" * (LIMIT + 1), XTERM))[2]
    assert again != path and text_in(path).startswith("ö")
    assert ("copies that were too long", paths.copies_dir()) in paths.all()


@pytest.mark.parametrize("term", ["linux", "dumb", "vt100", "vt220"])
async def test_where_no_terminal_takes_it_it_is_written(term: str) -> None:
    app, said, path = await sent("x", {"TERM": term})
    assert app.copied == [] and said.startswith("This terminal has no clipboard for us")
    assert text_in(path) == "x"


async def test_in_tmux_it_goes_through_tmux(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_tmux(tmp_path, f'echo "$@" >{tmp_path}/args; cat >{tmp_path}/buffer', monkeypatch)
    app, said, _ = await sent("Jörg\n", XTERM | {"TMUX": "/tmp/tmux,1,0", "TERM": "screen"})
    assert app.copied == app.wrote == []
    assert (tmp_path / "args").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "buffer").read_text() == "Jörg\n"
    assert said == "Sent 5 characters to tmux's buffer, and on to the terminal's clipboard."


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 60", "kill -9 $$"])
async def test_where_tmux_fails_or_hangs_the_terminal_gets_it(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "_PATIENCE", 0.2)
    fake_tmux(tmp_path, script, monkeypatch)
    app, said, _ = await sent("x", XTERM | {"TMUX": "/tmp/tmux,1,0"})
    assert app.copied == ["x"]
    assert said == "Sent 1 character to the terminal's clipboard."


async def test_without_tmux_in_the_path_the_terminal_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    app, _, _ = await sent("x", XTERM | {"TMUX": "/tmp/tmux,1,0"})
    assert app.copied == ["x"]


async def test_in_screen_it_comes_in_pieces_that_make_one_sequence() -> None:
    text = "Kim Larsen, " * 100
    app, _, _ = await sent(text, {"TERM": "screen", "STY": "123.pts-0"})
    assert app.copied == []
    (wrote,) = app.wrote
    pieces = re.findall(r"\x1bP([^\x1b]*)\x1b\\", wrote.replace("\x1b]52", "<osc>52"))
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces).replace("<osc>", "\x1b]") == wrote
    assert max(map(len, pieces)) <= 80
    whole = "".join(pieces)
    assert whole.startswith("<osc>52;c;") and whole.endswith("\x07")
    assert b64decode(whole[len("<osc>52;c;") : -1]).decode() == text
    assert "\x1b\\" not in through_screen(b"")[2:-2]


def test_control_characters_never_leave() -> None:
    assert cleaned("a\x1b]52;c;eA==\x07b\r\nc\u202e\x9b2J\n") == "a␛]52;c;eA==␇b\nc��2J\n"
    assert cleaned("one\r\ntwo") == "one\ntwo"
    assert cleaned("\ud800").encode()

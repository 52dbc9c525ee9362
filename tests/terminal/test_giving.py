"""What leaves by the terminal: one OSC 52 a copy; a pager that gives the terminal back whole."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.secrets_left import in_files, in_output
from tests.terminal.stream import COPYING, faults, left_on, pieces
from tests.terminal.terminal import DOWN, PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import ALL, hostile, one_way_audio, own_voicemail, srtp

CALL = one_way_audio.SCENARIO.id
HOSTILE = hostile.SCENARIO.id


def copies(terminal: Terminal) -> list[str]:
    """The texts that were sent for the clipboard so far."""
    return [
        b64decode(piece.raw[len("\x1b]52;c;") : -1]).decode()
        for piece in pieces(bytes(terminal.bytes))
        if piece.shapes == ("OSC 52",)
    ]


def opened(call: str, **env: str) -> Terminal:
    return Terminal([PROGRAM, "open", call, "--demo"], columns=100, rows=30, env=env)


@pytest.fixture
def pager(tmp_path: Path) -> Iterator[Path]:
    """A pager that notes what it reads, what the line is like, and how it was called."""
    script = tmp_path / "my pager"
    script.write_text(
        "#!/bin/sh\n"
        f'stty -a <"$(tty </dev/tty 2>/dev/null || echo /dev/tty)" >"{tmp_path}/line" 2>&1\n'
        f'echo "$@" >"{tmp_path}/args"; echo "$LESSHISTFILE" >>"{tmp_path}/args"\n'
        f'cat >"{tmp_path}/read"\n'
        "echo PAGING; read -r _ </dev/tty\n"
    )
    script.chmod(0o755)
    yield script


ENTERED = b"\x1b[?1049h"
"""The alternate screen, which the app enters when it starts and when it is back."""


def page(terminal: Terminal, folder: Path) -> str:
    """Open the pager, leave it by Enter, wait for the app; what the pager read."""
    entered = terminal.bytes.count(ENTERED)
    shown = terminal.bytes.count(b"PAGING")
    terminal.send("o")
    terminal.until(lambda: terminal.bytes.count(b"PAGING") > shown)
    terminal.send("\r")
    terminal.until(lambda: terminal.bytes.count(ENTERED) > entered)
    terminal.until(lambda: b"acme-telecom" in terminal.bytes[terminal.bytes.rindex(ENTERED) :])
    return (folder / "read").read_text()


# -- the clipboard ------------------------------------------------------------------------------


def test_one_copy_is_one_sequence_with_the_whole_text() -> None:
    with opened(CALL) as terminal:
        terminal.until("Legs · 2 of 5")
        terminal.press("y", "Sent 50 characters to the terminal's clipboard.")
        assert copies(terminal) == [one_way_audio.SCENARIO.documents[0]["call_id"]]
        terminal.press("Y", "Sent 3,")
        assert len(copies(terminal)) == 2
        assert copies(terminal)[1].startswith(f"Interaction {CALL}\n")
        terminal.send("q")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes), allowed=COPYING) == []


def test_no_byte_of_a_hostile_call_gets_out_by_any_way(tmp_path: Path, pager: Path) -> None:
    env = {"PAGER": f"'{pager}'"}
    with Terminal([PROGRAM, "open", HOSTILE, "--demo"], columns=100, rows=40, env=env) as terminal:
        terminal.until("Legs · ")
        for tab in "123456":
            terminal.press(tab, lambda number=tab: f"[{number} " in terminal.text)  # type: ignore[misc]
            for keys in (DOWN, "G"):
                before = len(copies(terminal))
                terminal.send(f"{keys}y")
                terminal.until(lambda n=before: len(copies(terminal)) > n or "too many" in  # type: ignore[misc]
                               terminal.text or "is a secret" in terminal.text)  # fmt: skip
            paged = page(terminal, tmp_path)
            assert all(line.isprintable() for line in paged.split("\n"))
        before = len(copies(terminal))
        terminal.send("Y")
        terminal.until(lambda: len(copies(terminal)) > before)
        terminal.press("e", "characters in")
        terminal.send("\t\x1b[C")
        terminal.until("● the terminal's clipboard")
        terminal.press("\r", "Sent")
        terminal.send("q")
        assert terminal.wait() == 0
    sent = bytes(terminal.bytes)
    assert faults(sent, allowed=COPYING) == []
    texts = copies(terminal)
    assert len(texts) > 8
    assert all(line.isprintable() for text in texts for line in text.split("\n"))


def test_no_secret_of_any_call_is_sent_or_written(tmp_path: Path, pager: Path) -> None:
    secrets = {
        found
        for told in ALL
        for leg in told.documents
        for name in ("local_sdp", "remote_sdp")
        for found in re.findall(r"(?:inline:|ice-pwd:)([^|\s]+)", str(leg.get(name, "")))
    } | {"4711#1"}
    assert len(secrets) > 10
    here = tmp_path / "exports"
    here.mkdir()
    sent = b""
    for told in (srtp, own_voicemail):
        call = told.SCENARIO.id
        argv = ["sh", "-c", f'cd "{here}" && exec "{PROGRAM}" open {call} --demo']
        with Terminal(argv, columns=100, rows=30, env={"PAGER": f"'{pager}'"}) as terminal:
            terminal.until("Legs · ")
            for tab in "236":
                terminal.send(tab)
                sent += page(terminal, tmp_path).encode()
            terminal.press("Y", "Sent")
            for turn in range(4):  # text, Markdown, JSON, CSV
                terminal.press("e", "characters in")
                terminal.send("\x1b[C" * turn)
                terminal.press("\r", "Written to")
            terminal.send("q")
            assert terminal.wait() == 0
        sent += "".join(copies(terminal)).encode()
    wanted = [secret.encode() for secret in secrets]
    assert len(list(here.iterdir())) == 8
    assert in_files(here, wanted) == []
    assert in_output(sent, wanted) == []
    made = json.loads(next(here.glob("*.json")).read_text())
    assert made["redacted"] is True


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here")
def test_in_tmux_its_buffer_has_the_text(tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "socket")]
    run = f"{PROGRAM} open {CALL} --demo"
    env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    subprocess.run([*tmux, "-f", "/dev/null", "new", "-d", "-x", "100", "-y", "30", run],
                   env=env, check=True)  # fmt: skip
    try:
        with Terminal([*tmux, "attach"], columns=100, rows=31, env={"TMUX": None}) as terminal:
            terminal.until("Legs · 2 of 5")
            terminal.press("y", "Sent 50 characters to tmux's buffer, and on to")
            buffer = subprocess.run([*tmux, "show-buffer"], capture_output=True, check=True)
            assert buffer.stdout.decode() == one_way_audio.SCENARIO.documents[0]["call_id"]
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def test_a_terminal_that_takes_nothing_gets_a_file(tmp_path: Path) -> None:
    with opened(CALL, TERM="vt100") as terminal:
        terminal.until("Legs · 2 of 5")
        terminal.press("y", "written to")
        terminal.send("q")
        assert terminal.wait() == 0
    assert copies(terminal) == []
    (file,) = tmp_path.rglob("copy-*.txt")
    assert file.read_text() == one_way_audio.SCENARIO.documents[0]["call_id"]


# -- the pager ----------------------------------------------------------------------------------


def test_the_pager_gets_the_open_tab_and_an_ordinary_line(tmp_path: Path, pager: Path) -> None:
    with opened(CALL, PAGER=f"'{pager}' -x 'two words'") as terminal:
        terminal.until("Legs · 2 of 5")
        terminal.press("2", "How it ended")
        read = page(terminal, tmp_path)
        terminal.press("1", "Ended by the platform")
        terminal.send("q")
        assert terminal.wait() == 0
    assert "MEDIA_TIMEOUT" not in read and "NORMAL_CLEARING" in read  # of the first leg
    assert (tmp_path / "args").read_text() == "-x two words\n-\n"
    said = (tmp_path / "line").read_text()
    assert {"icanon", "echo", "isig"} <= set(said.split())
    assert left_on(bytes(terminal.bytes)) == set()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 0", ""),  # with nothing read: EPIPE
        ("stty raw -echo </dev/tty; printf '\\033[?1049h\\033[31m'; kill -9 $$", "signal 9"),
        ("kill -STOP $$; exit 0", ""),  # nobody's shell would wake it
        ("exit 3", ""),
    ],
)
def test_the_terminal_is_whole_again_however_the_pager_ends(
    script: str, words: str, tmp_path: Path
) -> None:
    program = tmp_path / "pager"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    with opened(HOSTILE, PAGER=str(program)) as terminal:
        terminal.until("Legs · ")
        ours = terminal.attributes
        terminal.press("6", "[6 Raw")  # more than a pipe holds
        terminal.quiet(0.2)
        sent = len(terminal.bytes)
        terminal.send("o")
        terminal.until(lambda: b"acme-telecom" in terminal.bytes[sent:].rpartition(ENTERED)[2])
        terminal.until(lambda: terminal.attributes[:4] == ours[:4])
        if words:
            terminal.until(words)
        terminal.press("1", "[1 Summary")
        terminal.send("q")
        assert terminal.wait() == 0
        before = terminal.attributes
    assert before[3] & 0o10  # ECHO, as it was at the start
    assert left_on(bytes(terminal.bytes)) == set()


def test_ctrl_c_in_the_pager_ends_nothing_of_ours(tmp_path: Path) -> None:
    program = tmp_path / "pager"
    program.write_text("#!/bin/sh\ntrap 'echo TRAPPED' INT\necho READY\nread x </dev/tty\n"
                       "read x </dev/tty\n")  # fmt: skip
    program.chmod(0o755)
    with opened(CALL, PAGER=str(program)) as terminal:
        terminal.until("Legs · 2 of 5")
        terminal.press("o", "READY")
        terminal.press("\x03", "TRAPPED")
        entered = terminal.bytes.count(ENTERED)
        terminal.send("\r\r")
        terminal.until(lambda: terminal.bytes.count(ENTERED) > entered)
        terminal.press("1", "Ended by the platform")
        terminal.signal(signal.SIGTERM)  # signals are heard again
        assert terminal.wait() == 128 + signal.SIGTERM


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=str)
@pytest.mark.parametrize("trap", ["", "trap '' TERM HUP\n"], ids=["obeys", "ignores"])
def test_a_signal_ends_pager_and_program_at_once(
    number: signal.Signals, trap: str, tmp_path: Path
) -> None:
    program = tmp_path / "pager"
    program.write_text(f"#!/bin/sh\n{trap}echo $$ >{tmp_path}/pid\nprintf '\\033[?1049h'\n"
                       "stty raw -echo </dev/tty\necho READY\nread x </dev/tty\n")  # fmt: skip
    program.chmod(0o755)
    with opened(CALL, PAGER=str(program)) as terminal:
        before = terminal.attributes
        terminal.until("Legs · 2 of 5")
        terminal.press("o", "READY")
        terminal.signal(number)
        assert terminal.wait(5) == 128 + number
        assert terminal.attributes == before
    assert left_on(bytes(terminal.bytes)) == set()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("/nowhere/pager", "The pager (/nowhere/pager) cannot be started: no such file"),
        ("less '", "no closing quotation"),
        ("/etc/passwd", "permission denied"),
    ],
)
def test_a_pager_that_cannot_be_used_is_told_in_a_line(named: str, words: str) -> None:
    with opened(CALL, PAGER=named) as terminal:
        terminal.until("Legs · 2 of 5")
        terminal.press("o", words)
        terminal.press("2", "How it ended")
        terminal.send("q")
        assert terminal.wait() == 0


@pytest.mark.skipif(shutil.which("less") is None, reason="no less here")
def test_without_a_wish_it_is_less_which_stays_and_keeps_no_history(home: Path) -> None:
    with opened(own_voicemail.SCENARIO.id, LESS="FRX") as terminal:
        terminal.until("Legs · ")
        terminal.press("5", "[5 Fax")
        terminal.press("o", "(END)")  # one line, and still there
        terminal.press("/abc\r", "not found")
        terminal.send("\rq")
        terminal.until("1–6 tabs")
        terminal.send("q")
        assert terminal.wait() == 0
    assert not list(home.rglob("*less*"))

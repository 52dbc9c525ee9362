"""tmux and GNU screen: what they let through, and the line of their settings that mends it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

from vinix_tui.cli.doctor.check import Check, Here, ok, warning

_PATIENCE = 2.0
"""Seconds; tmux answers in milliseconds."""
_SLOWEST_ESC = 50
"""Milliseconds that tmux may hold an Esc back before it feels slow."""
_SINCE_CLIPBOARD = (3, 2)
"""The tmux that has `load-buffer -w`, which is how a copy reaches the terminal."""
_ASKED = (
    "version", "default-terminal", "escape-time", "set-clipboard", "allow-passthrough",
    "client_termname", "client_termfeatures",
)  # fmt: skip


def tmux(here: Here) -> Iterator[Check]:
    """The settings of tmux that the app feels."""
    if not here.environ.get("TMUX"):
        return
    asked = "\t".join(f"#{{{name}}}" for name in _ASKED)
    answer = _output("tmux", "display-message", "-p", asked)
    values = answer.rstrip("\n").split("\t") if answer else []
    if len(values) != len(_ASKED):
        yield warning("tmux", "does not answer here.", "Is tmux on the PATH? Try: tmux info")
        return
    told = dict(zip(_ASKED, values, strict=True))
    outside = told["client_termname"]
    seen = f"its terminal is {outside}" if outside else "no terminal is attached"
    yield ok("tmux", f"{told['version']}; {seen}")
    yield from _terminal(told, here.environ.get("TERM", ""))
    yield from _escape(told["escape-time"])
    yield from _clipboard(told)
    yield from _colours(told)


def screen(here: Here) -> Iterator[Check]:
    """That this is GNU screen, which has no setting that matters."""
    if not here.environ.get("STY"):
        return
    version = re.search(r"[0-9]+\.[0-9.]+", _output("screen", "-v") or "")
    told = version[0] if version else "its version cannot be told"
    yield ok("screen", f"{told}; 256 colours at most, since it mangles 24-bit ones")


def _terminal(told: dict[str, str], term: str) -> Iterator[Check]:
    ours = told["default-terminal"]
    if not ours.endswith("256color"):
        found = f"default-terminal is {ours}: programs take that for 16 colours or fewer."
        fix = 'set -g default-terminal "tmux-256color"'
        yield warning("tmux", found, _line(fix, "then open a new window"))
    elif not term.startswith(("tmux", "screen")):
        found = f"TERM={term} in here, where tmux had set {ours}."
        yield warning("tmux", found, "Take TERM out of the shell's start files.")
    else:
        yield ok("tmux", f"default-terminal {ours}")


def _escape(value: str) -> Iterator[Check]:
    if value.isdigit() and int(value) > _SLOWEST_ESC:
        found = f"escape-time is {value} ms: each Esc waits that long."
        yield warning("tmux", found, _line("set -s escape-time 20"))
    else:
        yield ok("tmux", f"escape-time {value} ms")


def _clipboard(told: dict[str, str]) -> Iterator[Check]:
    """`load-buffer -w` gives a copy to the terminal unless set-clipboard is off; before 3.2 our
    own sequence has to pass, which takes `on`.
    """
    set_to, version = told["set-clipboard"], _version(told["version"])
    if version < _SINCE_CLIPBOARD and set_to != "on":
        found = f"set-clipboard is {set_to}: a tmux before 3.2 keeps copies to itself."
        yield warning("tmux", found, _line("set -g set-clipboard on"))
    elif set_to == "off":
        found = "set-clipboard is off: copies stay in tmux's buffer (Ctrl-b ])."
        yield warning("tmux", found, _line("set -s set-clipboard external"))
    elif told["client_termname"] and not _has(told, "clipboard") and version >= _SINCE_CLIPBOARD:
        found = f"tmux does not know that {told['client_termname']} takes copies (OSC 52)."
        fix = f"set -as terminal-features ',{told['client_termname']}:clipboard'"
        yield warning("tmux", found, _line(fix, "if it does; then attach anew"))
    else:
        passes = "on" if told["allow-passthrough"] not in ("", "0", "off") else "off"
        yield ok("tmux", f"set-clipboard {set_to}; allow-passthrough {passes}, which is not needed")


def _colours(told: dict[str, str]) -> Iterator[Check]:
    if told["client_termname"] and told["client_termfeatures"]:
        deep = "24-bit colours" if _has(told, "RGB") else "256 colours"
        if not _has(told, "RGB") and not _has(told, "256"):
            deep = "16 colours"
        yield ok("tmux", f"shows {deep} on the terminal outside")


def _has(told: dict[str, str], feature: str) -> bool:
    return feature in told["client_termfeatures"].split(",")


def _version(text: str) -> tuple[int, ...]:
    found = re.search(r"([0-9]+)\.([0-9]+)", text)  # 3.3a, next-3.5
    return tuple(map(int, found.groups())) if found else (99,)


def _line(setting: str, then: str = "then: tmux source ~/.tmux.conf") -> str:
    return f"in ~/.tmux.conf: {setting}   ({then})"


def _output(*words: str) -> str | None:
    """What a program prints; None where it cannot be run, fails, or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - tmux or screen, whichever runs around us
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode and words[0] == "tmux":  # `screen -v` ends with 1
        return None
    return done.stdout.decode(errors="replace")

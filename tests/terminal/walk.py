"""The ways through the program by keys that several tests go."""

from __future__ import annotations

from collections.abc import Sequence

from tests.terminal.terminal import ESC, PAGE_DOWN, Terminal

TABS = ("Summary", "Call info", "SIP/SDP", "Custom vars", "Fax", "Raw")


def tab(terminal: Terminal, number: int) -> str:
    """Open a tab by its digit; the screen then."""
    return terminal.press(str(number), f"[{number} {TABS[number - 1]}")


def pick(terminal: Terminal, name: str, *, other: str) -> str:
    """From the demo's list, look a call up by its name; `other` is a call that then is not kept."""
    terminal.until(other)
    terminal.send(name)
    terminal.until(lambda: other not in terminal.text and name in terminal.text)
    return terminal.press("\r", "· saved")


def look_up(terminal: Terminal, interaction_id: str, words: str) -> str:
    """From anywhere in the inspector, paste an id and wait for what is said of it."""
    terminal.until(lambda: "Enter look up" in terminal.text or "1–6 tabs" in terminal.text)
    if "Enter look up" in terminal.text:  # in the search pane, where letters are text
        terminal.press(ESC, "1–6 tabs")
    terminal.send("s")
    terminal.paste(interaction_id)
    return terminal.press("\r", words)


def to_the_end(terminal: Terminal, pages: int) -> str:
    """Page down so many times, then go to the end; everything that stood there on the way."""
    seen = terminal.quiet(0.03)
    for _ in range(pages):
        terminal.send(PAGE_DOWN)
        seen += terminal.quiet(0.03)
    terminal.send("G")
    return seen + terminal.quiet(0.05)


def every_tab(terminal: Terminal, *, pages: int) -> str:
    """All tabs of a leg, each to its end; everything that was seen."""
    seen = ""
    for number in range(1, 7):
        tab(terminal, number)
        seen += to_the_end(terminal, pages)
    return seen


def every_screen(terminal: Terminal, interaction_id: str, pasted: Sequence[str]) -> str:
    """From a call that stands there: filter, note, help, palette, history with its preview.

    `pasted` goes into every input on the way. Ends in the inspector, on the stored copy.
    """
    terminal.press("/", "only lines with these words")
    seen = _pasted(terminal, pasted)
    terminal.press(ESC, lambda: "\n /" not in terminal.text)
    terminal.press("n", "Note on")
    seen += _pasted(terminal, pasted)
    seen += terminal.press("\r", "Note kept")
    terminal.press("?", "── Help")
    seen += to_the_end(terminal, 1)
    terminal.press(ESC, lambda: "── Help" not in terminal.text)
    terminal.press(":", "── Commands")
    seen += _pasted(terminal, pasted)
    terminal.press(ESC, lambda: "── Commands" not in terminal.text)
    seen += terminal.press("h", "note: ")
    seen += _pasted(terminal, pasted)
    terminal.press(ESC, "type to filter: ids")
    seen += terminal.press("\td", f"again to delete {interaction_id}")
    return seen + terminal.press("\r", "stored copy")


def _pasted(terminal: Terminal, pasted: Sequence[str]) -> str:
    for text in pasted:
        terminal.paste(text)
    return terminal.quiet(0.1)

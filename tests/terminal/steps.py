"""The steps that the budgets are about, and the bytes that each of them sends."""

from __future__ import annotations

from functools import partial

from tests.terminal.terminal import DOWN, ESC, UP, Terminal

START, IDLE = 30_000, 0
"""Bytes until the first screen stands, and in five seconds in which nothing happens."""
_LEG, _LIST, _TAB, _DIALOG, _STATUS = 6_000, 700, 12_000, 16_000, 300

STEPS = {
    # name: keys, words to wait for, budget in bytes
    "down in a list": (DOWN, "", _LIST),
    "up in a list": (UP, "", _LIST),
    "a lookup": ("\r", "· saved", _DIALOG),
    "another leg": ("]", "▸✗  2", _LEG),
    "Call info": ("2", "[2 Call info", _TAB),
    "Raw": ("6", "[6 Raw", _TAB),
    "Call info again": ("2", "[2 Call info", _TAB),
    "the leg before, in Call info": ("[", "▸   1", _LEG),
    "Summary": ("1", "[1 Summary", _TAB),
    "a finding's evidence": ("\r", "▸cause", _TAB),
    "Summary again": ("1", "[1 Summary", _TAB),
    "the leg before, in Summary": ("[", "▸   1", _LEG),
    "pin": ("p", "inned", _STATUS),
    "mark": ("c", "is marked", _STATUS),
    "the leg after": ("]", "▸✗  2", _LEG),
    "compare": ("c", "How it went", _DIALOG),
    "compare away": (ESC, "── Legs", _DIALOG),
    "help": ("?", "── Help", _DIALOG),
    "help away": (ESC, "── Legs", _DIALOG),
    "note": ("n", "Note on", _DIALOG),
    "note away": (ESC, "── Legs", _DIALOG),
    "palette": (":", "── Commands", _DIALOG),
    "palette away": (ESC, "── Legs", _DIALOG),
    "history": ("h", "▸today", _DIALOG),
    "history away": (ESC, "── Legs", _DIALOG),
    "themes": ("T", "How it looks", _DIALOG),
    "a theme tried on": (DOWN, "▸  vinix-light", _DIALOG),
    "themes away": (ESC, "── Legs", _DIALOG),
    "all the room for a pane": ("m", "[1 Summary", _DIALOG),
    "shared again": ("m", "── Legs", _DIALOG),
}


def take(terminal: Terminal, name: str) -> int:
    """Take a step; the bytes that came until nothing more did."""
    keys, words, _ = STEPS[name]
    before = len(terminal.bytes)
    terminal.send(keys)
    terminal.until(partial(_has_come, terminal, before, words))
    terminal.quiet(0.4)  # a second frame counts to the step that caused it
    return len(terminal.bytes) - before


def _has_come(terminal: Terminal, before: int, words: str) -> bool:
    return len(terminal.bytes) > before and terminal.has(words)

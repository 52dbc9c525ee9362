"""Text that a stranger could put into a name, a number or a key to harm whoever looks at it.

All of it is written with escapes, so that this file itself is harmless to look at.
"""

from __future__ import annotations

from typing import Final

ESCAPES: Final = {
    "clipboard write": "\x1b]52;c;cm0gLXJmIH4=\x07Kim",
    "clipboard write, other end": "\x1b]52;p;cm0gLXJmIH4=\x1b\\Kim",
    "title": "\x1b]0;owned\x07Kim",
    "title, other end": "\x1b]2;owned\x1b\\Kim",
    "link": "\x1b]8;;https://evil.example.com\x1b\\Kim\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[3J\x1b[H\x1b[31;7mKim",
    "leave the screen": "\x1b[?1049l\x1b[?1000h\x1b[6n\x1bcKim",
    "device strings": "\x1bP+q544e\x1b\\\x1b_Ga=T;AAAA\x1b\\\x1b^x\x1b\\Kim",
    "unfinished": "Kim\x1b]0;and never ended",
    "c1": "\x9b2J\x9d0;owned\x9c\x90q\x9c\x85Kim",
    "bell": "\x07\x07\x07Kim",
    "rub out": "Kim\b\b\bEve\x7f\x0e\x0f",
}
MARKUP: Final = {
    "closing": "[/x] Kim [/]",
    "action": "[@click=app.quit]hi[/]",
    "link": "[link=https://evil.example.com]Kim[/link]",
    "unclosed": "Kim [b",
    "colour": "[red]Kim [on blue][blink]",
    "backslash": "Kim \\[b] \\",
    "brackets": "]][[ [[]] [] [ ]",
    "emoji code": ":warning: :boom: $name ${name} {name} {0} %s %(x)d",
    "html": "<script>alert(1)</script>&amp;<img src=x>",
    "markdown": "| Kim | `x` | ![i](https://evil.example.com/i) </details>\\|",
    "formula": '=HYPERLINK("https://evil.example.com";"Kim")',
    "formula, other": "@SUM(1+1)*cmd|' /C calc'!A0",
}
SCRIPTS: Final = {
    "bidi override": "Kim \u202etxt.exe\u202c \u202dLarsen",
    "bidi isolates": "\u2067Kim\u2066 \u2068Larsen \u2069\u200f\u200e\u061c",
    "zero width": "K\u200bi\u200cm\u200d\u2060\ufeff\u00ad\u180e",
    "invisible only": "\u200b\u2060\u00a0\u3000",
    "combining": "K" + "\u0301\u0302\u0316\u0347\u0489" * 40 + "im",
    "tags": "Kim\U000e0041\U000e0042\U000e007f",
    "variation": "\u2764\ufe0f \u2764\ufe0e",
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 Kim",
    "flags": "\U0001f1e9\U0001f1ea\U0001f1ef\U0001f1f5 Kim",
    "keycap": "1\ufe0f\u20e3#\ufe0f\u20e3 \U0001f44d\U0001f3fd",
    "wide": "\u682a\u5f0f\u4f1a\u793e\u30a2\u30af\u30e1 \uae40\ubbfc\uc9c0 \uff2b\uff49\uff4d",
    "arabic": "\u0645\u062d\u0645\u062f \u0628\u0646 \u0639\u0644\u064a",
    "hebrew": "\u05e9\u05e8\u05d4 \u05db\u05d4\u05df (2001)",
    "conjuncts": "\u0915\u094d\u0937\u093f \u0e01\u0e33 \u1112\u1161\u11ab",
    "lone surrogates": "Kim \ud800 \udfff\ud83d",
    "noncharacters": "Kim \uffff\ufdd0\U0010ffff\ue000",
}
SHAPES: Final = {
    "nul": "Kim\x00Larsen",
    "tabs and lines": "Kim\tLarsen\r\nBcc: eve@example.com\n\n\r  \x0b\x0c\u2028\u2029end",
    "long": "Kim " * 1280,
    "one long word": "K" * 5120,
    "dunder": "__class__",
    "proto": "{self.__class__.__mro__} __proto__",
    "path": "../../../../etc/passwd\x00.txt",
    "number-like": "NaN",
}
"""Not about signs: about size, and about what a program might take for its own."""

KEYS: Final = (
    "",
    " ",
    "[/x]",
    "[@click=app.quit]",
    "\x1b]0;owned\x07",
    "\x9b2J",
    "\u202eyek",
    "\ud800",
    "a\nb\tc",
    "__class__",
    "model_config",
    "k" * 4096,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
)
"""Names of variables."""


def nested(depth: int) -> dict[str, object]:
    """Dictionaries in dictionaries."""
    inner: dict[str, object] = {"end": "[red]bottom\x1b[2J"}
    for level in range(depth):
        inner = {f"level {level}": inner, "list": [level, [None, {}]]}
    return inner


def broken_sdp() -> str:
    """Odd line ends, escapes, markup, numbers that are none, and no end."""
    return (
        "v=0\no=- 1 1 IN IP4 203.0.113.5\r\n\rs=\x1b]0;owned\x07[bold red]x[/]\x1b[2J\n\r"
        "c=IN IP4 203.0.113.5\r\r\nt=0 0\x0b\x0ca=x-note:\u202e\u200b\x00[@click=app.quit]hi[/]\n"
        "m=audio 99999999999999999999 RTP/AVP 0 xx 999 -1\u2028a=rtpmap:0 \ud800/8000/\x9b2J\n"
        "a=rtpmap:zz\na=candidate:1 1 udp\nA=upper\ngarbage\nm=\n=\nm=audio 30002 RTP/AVP 0 101\n"
        "a=rtpmap:101 telephone-event/8000/" + "9" * 400 + "\na=ptime:NaN\na=sendrecv"
    )


def wide_sdp() -> str:
    """One line of 64 kB, and 2,000 payload types."""
    payloads = " ".join(str(number % 128) for number in range(2_000))
    return (
        "v=0\r\no=- 1 1 IN IP4 203.0.113.5\r\ns=-\r\nc=IN IP4 203.0.113.5\r\nt=0 0\r\n"
        f"m=audio 30002 RTP/AVP {payloads}\r\na=x-long:" + "[b]" * 21_846 + "\r\n"
    )

"""What somebody pasted, read as the id of a call.

The API takes two forms: an interaction id (`<11-digit Gregorian seconds>-<key>`) and a CDR id
(`YYYYMM-<call id>`). A wrong form is answered 404 or even 500, so it is refused before it is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import unquote

from vinix_tui.calls.clock import interaction_start
from vinix_tui.calls.text import cut, printable

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_INTERACTION = re.compile(r"(?<![\w-])(\d{11}-[0-9A-Za-z_.~-]+)")
_CDR = re.compile(r"^(?:19|20)\d{2}(?:0[1-9]|1[0-2])-\S.*$")
_CDR_INSIDE = re.compile(r"/cdrs(?:/legs)?/((?:19|20)\d{2}(?:0[1-9]|1[0-2])-[^/?#\s]+)")
_CDR_TOKEN = re.compile(r"[\s=:\"']((?:19|20)\d{2}(?:0[1-9]|1[0-2])-[^\s\"']+)")
_ACCOUNT_INSIDE = re.compile(
    r"(?:/accounts/|^)([0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})/"
)
_ACCOUNT = re.compile(r"^[0-9A-Fa-f]{32}$|^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$")
_LONGEST = 2_000  # characters; a whole mail pasted by mistake is no id


class IdRefused(ValueError):
    """What was given cannot be the id of a call or of an account; the text says why."""


@dataclass(frozen=True)
class Wanted:
    """The call that somebody asks for, and the account where the paste named one."""

    id: str
    kind: Literal["interaction", "cdr"]
    account_id: str | None = None

    @property
    def start(self) -> datetime | None:
        """When the call began, known from an interaction id without asking anybody."""
        return interaction_start(self.id) if self.kind == "interaction" else None


def recognise(pasted: str) -> Wanted:
    """The id in a paste: bare, quoted, in a URL, `account/interaction`, `interaction_id=…`.

    Raises IdRefused with the reason where no id can be right.
    """
    text = _bare(pasted)
    if not text:
        raise IdRefused("Give an interaction id, such as 63962647202-00000002.")
    if len(text) > _LONGEST:
        raise IdRefused("That is too long to be the id of a call; paste only the id or its URL.")
    named = _ACCOUNT_INSIDE.search(text)
    account = named[1].lower() if named else None
    if _CDR.match(text):
        return Wanted(text, "cdr", account)
    inside = _CDR_INSIDE.search(text)
    if inside:
        return Wanted(unquote(inside[1]), "cdr", account)
    found = _INTERACTION.search(unquote(text))
    if found:
        return Wanted(_plausible(found[1]), "interaction", account)
    token = _CDR_TOKEN.search(text)
    if token:
        return Wanted(token[1], "cdr", account)
    raise IdRefused(_reason(text))


def account_id(pasted: str) -> str:
    """An account id as it was pasted, without what came along; raises IdRefused with the reason.

    The API takes 32 hex digits; the dashboard shows them with dashes, and both are let through.
    """
    text = _bare(pasted)
    named = _ACCOUNT_INSIDE.search(text + "/")
    if named:
        return named[1].lower()
    if not text:
        raise IdRefused("Give the account id: 32 hex digits, shown on the account's dashboard.")
    if not _ACCOUNT.match(text):
        raise IdRefused(
            f"{cut(printable(text), 40)} is no account id: it has 32 hex digits, with or without"
            " dashes."
        )
    return text.lower()


def _bare(pasted: str) -> str:
    return _INVISIBLE.sub("", pasted).strip().strip("\"'`<>«»“”‘’").strip()


def _plausible(found: str) -> str:
    interaction = found.rstrip(".")
    start = interaction_start(interaction)
    if start is None or not 2008 <= start.year <= 2100:
        raise IdRefused(
            f"{cut(interaction, 40)} cannot be right: its first 11 digits are the call's start in"
            " seconds since the year 0, and these give no likely date."
        )
    key = interaction[12:]
    # Kazoo writes the key in lower case; mail programs and people capitalise it.
    return interaction[:12] + (key.lower() if re.fullmatch("[0-9A-Fa-f]{8}", key) else key)


def _reason(text: str) -> str:
    shown = cut(printable(text), 40)
    if _ACCOUNT.match(text):
        return f"{shown} is an account id; the call's own id looks like 63962647202-00000002."
    if re.match(r"^\d{12,}-|^\d{7,10}-", text):
        digits = len(text.split("-", 1)[0])
        return (
            f"{shown} starts with {digits} digits; an interaction id starts with 11, then a dash."
        )
    if "@" in text or re.fullmatch(r"[0-9A-Fa-f-]{12,}", text):
        return (
            f"{shown} looks like a bare Call-ID, which the API cannot look up. Put the month before"
            f" it, as in 202611-{cut(printable(text), 20)}, or use the interaction id."
        )
    return f"{shown} holds no interaction id (such as 63962647202-00000002) and no CDR id."

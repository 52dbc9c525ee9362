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

_HEX_ID = "[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_MONTH = "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])-"

_ACCOUNT_FIRST = re.compile(f"({_HEX_ID})(?:/(.*))?", re.DOTALL)
_ACCOUNT_IN_URL = re.compile(f"/accounts/({_HEX_ID})(?![0-9A-Za-z-])")
_INTERACTION = re.compile(r"(?<![\w-])([0-9]{11}-(?=[._~-]*[0-9A-Za-z])[0-9A-Za-z._~-]+)")
_CDR = re.compile(rf"{_MONTH}\S.*", re.DOTALL)  # a call id may hold anything, spaces too
_IN_PATH = re.compile(r"/cdrs(?:/legs)?/([^?#\s\"'`<>]+)")
_IN_QUERY = re.compile(rf"[?&][\w.-]+=({_MONTH}[^&#\s\"'`<>]+)")
_QUOTED = re.compile(rf"([\"'`])({_MONTH}\S.*?)\1")
_AFTER_A_NAME = re.compile(rf"[\s=:]({_MONTH}[^\s\"'`]+)")
# Unseen, and copied along from pages and chats: soft hyphen, zero-width, bidi, joiners, BOM.
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_IN_AN_ID = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd]")
_LONGEST = 2_000  # characters; a whole mail pasted by mistake is no id


class IdRefused(ValueError):
    """What was given cannot be the id of a call or of an account; the text says why."""


@dataclass(frozen=True)
class Wanted:
    """The call that somebody asks for, and the account where the paste named one."""

    id: str
    kind: Literal["interaction", "cdr"]
    account_id: str | None = None
    instead: Wanted | None = None
    """What to ask for where there is nothing under this id."""

    @property
    def start(self) -> datetime | None:
        """When the call began, known from an interaction id without asking anybody."""
        return interaction_start(self.id) if self.kind == "interaction" else None


def recognise(pasted: str) -> Wanted:
    """The id in a paste: bare, quoted, in a URL, `account/interaction`, `interaction_id=…`.

    What stands in a URL is percent-decoded once; a bare CDR id is taken as it is, since a call id
    may hold a `%`. Raises IdRefused with the reason where no id can be right.
    """
    text = _bare(pasted)
    if not text:
        raise IdRefused("Give an interaction id, such as 63962647202-00000002.")
    if len(text) > _LONGEST:
        raise IdRefused("That is too long to be the id of a call; paste only the id or its URL.")
    account = None
    if (first := _ACCOUNT_FIRST.fullmatch(text)) and first[2]:
        account, text = first[1].lower(), first[2]
    elif named := _ACCOUNT_IN_URL.search(text):
        account = named[1].lower()
    if cdr := _cdr(text):
        return Wanted(_clean(cdr, _NOT_IN_AN_ID), "cdr", account)
    text = _clean(unquote(text), _CONTROL)
    if found := _INTERACTION.search(text):
        return Wanted(_plausible(found[1]), "interaction", account)
    raise IdRefused(_reason(text))


def account_id(pasted: str) -> str:
    """An account id as it was pasted, without what came along; raises IdRefused with the reason.

    The API takes 32 hex digits; the dashboard shows them with dashes, and both are let through.
    """
    text = _bare(pasted)
    if not text:
        raise IdRefused("Give the account id: 32 hex digits, shown on the account's dashboard.")
    named = _ACCOUNT_FIRST.fullmatch(text) or _ACCOUNT_IN_URL.search(text)
    if not named:
        raise IdRefused(
            f"{_shown(text)} is no account id: it has 32 hex digits, with or without dashes."
        )
    return named[1].lower()


def _bare(pasted: str) -> str:
    return _UNSEEN.sub("", pasted).strip().strip("\"'`<>«»“”‘’").strip()


def _cdr(text: str) -> str | None:
    """The CDR id in a text: all of it, in a URL, in quotes, or behind a name."""
    if _CDR.fullmatch(text):
        return text
    if found := _IN_PATH.search(text):
        # An unencoded slash is the call id's own: nothing follows an id in these paths.
        last = _UNSEEN.sub("", unquote(found[1].rstrip("/,;")))
        if _CDR.fullmatch(last):
            return last
    if found := _IN_QUERY.search(text):
        return unquote(found[1])
    if _INTERACTION.search(unquote(text)):
        return None
    if found := _QUOTED.search(text):
        return found[2]
    found = _AFTER_A_NAME.search(text)
    return found[1].rstrip(",;") if found else None


def _clean(text: str, unwanted: re.Pattern[str]) -> str:
    """The text, unless it holds what cannot have been in the id that was meant."""
    if unwanted.search(text):
        raise IdRefused(
            f"{cut(printable(text), 40)} came with a line break or another control character;"
            " paste only the id."
        )
    return text


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


def _shown(text: str) -> str:
    """The paste, to be quoted; what looks like a token or an API key is not shown again."""
    secret = re.search(r"eyJ[\w-]+\.|[0-9A-Za-z]{40,}", text)
    return "That looks like a key or a token, and" if secret else cut(printable(text), 40)


def _reason(text: str) -> str:
    shown = _shown(text)
    digits = len(text) - len(text.lstrip("0123456789"))
    if _ACCOUNT_FIRST.fullmatch(text):
        kind = "an account id or a bare Call-ID" if "-" in text else "an account id"
        return f"{shown} is {kind}; an interaction id looks like 63962647202-00000002."
    if digits == 11 and not re.search("[0-9A-Za-z]", text[11:]):
        return f"{shown} is half an interaction id: a dash and the call's key should follow."
    if digits == 6 and text[6:7] == "-" and not re.match(_MONTH, text):
        return f"{shown} starts like a CDR id, but {text[:6]} is no year and month."
    if "@" not in text and digits >= 7 and digits != 11 and text[digits : digits + 1] == "-":
        return (
            f"{shown} starts with {digits} digits; an interaction id starts with 11, then a dash."
        )
    if "@" in text or re.fullmatch("[0-9A-Fa-f-]{12,}", text):
        return (
            f"{shown} looks like a bare Call-ID, which the API cannot look up. Put the month before"
            f" it, as in 202611-{cut(printable(text), 20)}, or use the interaction id."
        )
    return f"{shown} holds no interaction id (such as 63962647202-00000002) and no CDR id."

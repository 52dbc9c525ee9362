"""What must not leave the machine taken out of a leg document: keys, passwords, tokens, PINs.

Numbers, names and addresses stay: they are what a ticket is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

REDACTED: Final = "[redacted]"
TOO_DEEP: Final = "[redacted: nested too deeply]"

_DEEPEST = 100  # levels; a real leg has 6, and the walk must end before Python's own limit of 1000

# Found anywhere in a key once its dashes, underscores and capitals are gone: Auth-Token, apiKey.
_SECRET_KEYS = re.compile(
    "token|passw|passphrase|apikey|secret|credential|authorization|cookie|icepwd"
    "|digitsdialed|sipauth(?:user|pass|response|cnonce)"
)
_NOTHING = ("none", "undefined")
_JUNK_IN_KEYS = re.compile("[^a-z0-9]")

# A string is searched only where one of these stands in it, in any case.
_MARKS = ("inline", "crypto", "ice-pwd", "key-mgmt", "k=", "k =", "k\t", "authorization", "token",
          "passw", "secret", "api", "signature", "credential", "accesskey", "sig=", "://", "sip:",
          "sips:")  # fmt: skip
_REST_OF_LINE = r"(?:(?!\\r|\\n)[^\r\n])+"  # also where line ends were escaped once too often
_BEGINNING = r"(?:^|\n|\\n|\r)[ \t\"']{0,9}"  # of a line, which may stand behind some blanks
_TELLTALE = (
    r"[\w.-]{0,60}"
    r"(?:token|passw|secret|api[_-]?key|signature|credential|accesskey|\bsig\b)"
    r"[\w.-]{0,60}"
)
# Every repeat that could begin anew at each character is bounded, so that no text is slow.
_SECRETS_IN_TEXT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # RFC 4568 section 9.1: inline:<key||salt>[|lifetime][|MKI:length]; the latter two stay
        r"(inline[ \t]*:[ ]?)(?:[^\s\\;|\"',]|\\/)+",
        # The same where no inline stands before the key, or no cipher before that
        rf"({_BEGINNING}a[ \t]*=[ \t]*crypto[ \t]*:"
        rf"(?:[ \t]*[0-9]+[ \t]+[A-Z0-9]+(?:_[A-Z0-9]+)+[ \t]+)?+)(?!inline){_REST_OF_LINE}",
        rf"(ice-pwd[ \t]*:){_REST_OF_LINE}",  # RFC 8839; the ufrag beside it is no secret
        rf"(key-mgmt[ \t]*:){_REST_OF_LINE}",  # RFC 4567, MIKEY
        # RFC 4566 section 5.12
        rf"({_BEGINNING}k[ \t]*=[ \t]*(?:clear|base64|uri)[ \t]*:){_REST_OF_LINE}",
        rf"(authorization[ \t]*:[ \t]*){_REST_OF_LINE}",  # a SIP or HTTP message in a trace
        rf"([?&;]{_TELLTALE}=)[^&#;\s\"'<>]+",
        rf"(\\?[\"']{_TELLTALE}\\?[\"']\s*:\s*\\?[\"'])(?:(?!\\?[\"']).)+",  # JSON in a string
        r"([a-z][a-z0-9+]{0,20}://[^\s:@/?#]*:)[^\s@/]+(?=@)",
        # RFC 3261 section 19.1.1, user:password@host
        r"(sips?:[^\s:@;<>/?\[]{1,200}:)[^\s@;<>]{1,200}(?=@)",
    )
)


def redact(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a leg document without its secrets, each replaced by the text `[redacted]`.

    Keys are judged by name at any depth, strings also by what stands in them. What is empty,
    true, false or null stays, being no secret, and so do the words with which the switch says that
    no key was pressed; what lies deeper than 100 levels does not.
    """
    return {key: _value(key, value, 1) for key, value in document.items()}


def holds_redactions(document: object) -> bool:
    """Whether somebody has redacted a document before, so that its copy can say so as well."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting.extend(value.values())
        elif isinstance(value, (list, tuple)):
            waiting.extend(value)
        elif isinstance(value, str) and (REDACTED in value or value == TOO_DEEP):
            return True
    return False


def _value(key: str, value: object, depth: int) -> object:
    if value is None or isinstance(value, bool) or value in ("", [], {}):
        return value
    if isinstance(value, str) and value.lower() in _NOTHING:
        return value
    if _SECRET_KEYS.search(_JUNK_IN_KEYS.sub("", str(key).lower())):
        return REDACTED
    return _copy(value, depth)


def _copy(value: object, depth: int) -> object:
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, (Mapping, list, tuple)):
        return value
    if depth >= _DEEPEST:
        return TOO_DEEP
    if isinstance(value, Mapping):
        return {key: _value(key, item, depth + 1) for key, item in value.items()}
    return [_copy(item, depth + 1) for item in value]


def _text(text: str) -> str:
    folded = text.lower()
    if not any(mark in folded for mark in _MARKS):
        return text
    for pattern in _SECRETS_IN_TEXT:
        text = pattern.sub(rf"\g<1>{REDACTED}", text)
    return text

"""A file's bytes read as legs: a bundle, a saved reply of the API in any of its shapes, or a leg.

Of a bundle only the documents are read, with whose they are and when they were fetched: a verdict
and findings that stand in it are another program's word, perhaps an older one's, and whoever shows
the legs diagnoses them anew. Whatever else somebody saved is refused in a few words that fit behind
the file's name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NoReturn, TypeGuard

from vinix_tui.calls import clock
from vinix_tui.calls.coerce import mapping, words
from vinix_tui.calls.leg import Leg
from vinix_tui.calls.lookup import Lookup, documents_in, too_many_values
from vinix_tui.calls.text import cut, printable
from vinix_tui.reports.redaction import REPLACED

FORMAT: Final = "vinix-tui/1"
DEEPEST: Final = 200
"""Levels of nesting that a file may have; a bundle of real legs has 9."""
MOST_LEGS: Final = 10_000

_KNOWN_OF_A_LEG = frozenset({
    "call_id", "interaction_id", "call_direction", "channel_created_time", "duration_seconds",
    "billing_seconds", "ringing_seconds", "hangup_cause", "hangup_code", "disposition",
    "caller_id_name", "caller_id_number", "callee_id_name", "callee_id_number", "from_uri",
    "to_uri", "local_sdp", "remote_sdp", "other_leg_call_id", "custom_channel_vars", "fax_info",
    "user_agent", "media_server",
})  # fmt: skip
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"{\0", b"[\0", b"\0{", b"\0[")


class NotLegs(ValueError):
    """A file holds no legs; str(e) is one sentence that names it and says what it holds."""


def read(
    data: bytes,
    name: str,
    *,
    saved_at: datetime | None = None,
    remark: Callable[[str], None] | None = None,
) -> Lookup:
    """The lookup in a file. A reply without legs is one without documents; see NotLegs.

    `saved_at` stands for the time of fetching where the content does not tell it; `remark` is told
    what else the user should know. Nothing of a reply's envelope comes along, least of all its
    token. Raises NotLegs with a sentence that begins with `name`.
    """
    try:
        return _read(data, saved_at or clock.now(), remark or (lambda _: None))
    except NotLegs as refused:
        raise NotLegs(f"{printable(name)} {refused}") from None


def read_bundle(data: bytes, name: str) -> tuple[Lookup, Mapping[str, Any]]:
    """The lookup in a bundle, and the bundle's other facts as a stranger wrote them.

    Raises NotLegs as `read` does, for a saved reply of the API as well.
    """
    try:
        content = _parsed(_decoded(data))
        if not _is_bundle(content):
            raise NotLegs("is no bundle, as `history export` and `show --format json` write them.")
        return _bundle(content, clock.now()), content
    except NotLegs as refused:
        raise NotLegs(f"{printable(name)} {refused}") from None


def _read(data: bytes, saved_at: datetime, remark: Callable[[str], None]) -> Lookup:
    content = _parsed(_decoded(data))
    if _is_bundle(content):
        return _bundle(content, saved_at)
    if isinstance(content, dict) and not _leg_like(content):
        documents = _envelope(content)
        if content.get("next_start_key"):
            remark("This is one page of a longer reply: the call has more legs than it holds.")
        saved_at = _moment(content.get("timestamp")) or saved_at
    else:
        documents = _documents(content)
    return _lookup(documents, saved_at)


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise NotLegs("is empty.")
    if data.startswith(_UTF16):
        raise NotLegs("is UTF-16 text; save it as UTF-8, as `curl -o FILE` does.")
    if data.startswith(b"\x1f\x8b"):
        raise NotLegs("is compressed; unpack it first, with gunzip.")
    if b"\0" in data:
        raise NotLegs("is a binary file, not JSON.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"is a binary file or not UTF-8 text (see its byte {error.start + 1:,})."
        raise NotLegs(reason) from error


def _parsed(text: str) -> object:
    if too_many_values(text.encode(errors="replace")):
        raise NotLegs("holds millions of values, which no call record does.")
    try:
        # Control characters in strings are wrong JSON that editors and loggers write all the same.
        content = json.loads(text, strict=False, parse_constant=lambda _: None)
    except RecursionError:
        raise NotLegs(_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        _explain(text, error)
    except ValueError as error:  # an integer of over 4300 digits
        raise NotLegs("holds a number that is too long to be read.") from error
    if _deeper_than(content, DEEPEST):
        raise NotLegs(_TOO_DEEP)
    return content


_TOO_DEEP = f"is nested deeper than {DEEPEST} levels, as no call record is."


def _explain(text: str, error: json.JSONDecodeError) -> NoReturn:
    begin = text.lstrip()[:200].lower()
    if begin.startswith("<"):
        kind = "an HTML page" if "<html" in begin or "<!doctype html" in begin else "XML or HTML"
        raise NotLegs(f"holds {kind}, not a reply of the API.") from error
    if begin.startswith("http/"):
        raise NotLegs("begins with HTTP headers; save the reply without them (curl without -i).")
    if not begin.startswith(("{", "[")):
        raise NotLegs("holds plain text, not JSON.") from error
    place = f"line {error.lineno}, column {error.colno}"
    if _cut_off(error, text[error.pos :].rstrip()):
        raise NotLegs(f"is cut off at the end: its JSON stops in the middle ({place}).") from error
    raise NotLegs(f"holds broken JSON at {place}: {error.msg}.") from error


def _cut_off(error: json.JSONDecodeError, rest: str) -> bool:
    """Whether the text ends where the reader stumbled, `rest` being what it did not read."""
    if error.msg.startswith("Unterminated string"):
        return True
    if "escape" in error.msg:
        return len(rest) < len("\\ud83d")
    return any(word.startswith(rest) for word in ("true", "false", "null", "-"))


def _deeper_than(content: object, deepest: int) -> bool:
    level = [content]
    for _ in range(deepest):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below.extend(item for item in value.values() if isinstance(item, (dict, list)))
            elif isinstance(value, list):
                below.extend(item for item in value if isinstance(item, (dict, list)))
        if not below:
            return False
        level = below
    return True


def _is_bundle(content: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(content, dict) and str(content.get("format", "")).startswith("vinix-tui/")


def _bundle(content: Mapping[str, Any], saved_at: datetime) -> Lookup:
    if content["format"] != FORMAT:
        made = cut(printable(str(content["format"])), 40)
        raise NotLegs(f"is a bundle in the format {made}; this program reads {FORMAT}.")
    legs = content.get("legs")
    documents = [mapping(leg).get("raw") for leg in legs] if isinstance(legs, list) else [None]
    if not all(isinstance(document, dict) for document in documents):
        raise NotLegs("is a bundle whose legs are missing or lack their `raw` documents.")
    source = mapping(content.get("source"))
    return _lookup(
        documents_in(documents),
        _moment(source.get("fetched_at")) or saved_at,
        words(content.get("account_id")),
        words(content.get("interaction_id")),
        words(source.get("base")),
        made_up=content.get("remark") == REPLACED,
    )


def _envelope(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    failed = content.get("status") in ("error", "fatal") or (
        "message" in content and ("error" in content or "code" in content)
    )
    if failed:
        raise NotLegs(_error_in_words(content))
    if "data" not in content and "status" not in content:
        raise NotLegs("holds a JSON object that is neither a leg nor a reply of the API.")
    data = content.get("data")
    signed_in = "auth_token" in content and "account_id" in mapping(data)
    if signed_in and not _leg_like(mapping(data)):
        raise NotLegs("holds the reply to a sign-in, with a token in it, and no legs.")
    return _documents(data)


def _error_in_words(content: Mapping[str, Any]) -> str:
    said = words(mapping(content.get("data")).get("message")) or words(content.get("message"))
    error = content.get("error")
    said = said or words(mapping(error).get("message"))
    code = words(content.get("code")) or (None if isinstance(error, dict) else words(error))
    what = ": ".join(cut(part.replace("_", " "), 80) for part in (code, said) if part)
    return f"holds an error that the API answered with, no legs: {what or 'it gives no reason'}."


def _documents(data: object) -> list[dict[str, Any]]:
    try:
        documents = documents_in(data)
    except ValueError as error:
        raise NotLegs(f"holds no legs: {error}.") from error
    if documents and not any(map(_leg_like, documents)):
        raise NotLegs("holds JSON objects that have nothing of a leg.")
    return documents


def _lookup(
    documents: list[dict[str, Any]],
    fetched_at: datetime,
    account_id: str | None = None,
    interaction_id: str | None = None,
    base: str | None = None,
    made_up: bool = False,
) -> Lookup:
    if len(documents) > MOST_LEGS:
        raise NotLegs(f"holds {len(documents):,} legs; at most {MOST_LEGS:,} can be shown.")
    for leg in map(Leg.of, documents):  # mostly the first one tells both
        account_id = account_id or leg.variable("account_id") or words(leg.extra.get("account_id"))
        interaction_id = interaction_id or leg.interaction_id
        if account_id and interaction_id:
            break
    ids = account_id or "", interaction_id or ""
    return Lookup(*ids, tuple(documents), "file", base or "", fetched_at, made_up)


def _leg_like(document: Mapping[str, Any]) -> bool:
    return any(str(key).lower().replace("-", "_") in _KNOWN_OF_A_LEG for key in document)


def _moment(value: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if when is None or not 1970 < when.year < 2200:  # no time zone can carry these over an edge
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)

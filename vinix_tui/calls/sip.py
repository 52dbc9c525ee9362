"""SIP as the call records write it: addresses, mostly without a scheme, and status codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address


@dataclass(frozen=True)
class Address:
    """One SIP address taken apart; a part that the text does not hold is None.

    Parts stay as they were sent: `%40` is not decoded, letters keep their case. An IPv6 host comes
    without its brackets. `params` holds what followed each `;` or `?`, in order, user parameters
    first: `("phone-context=example.com", "user=phone")`. For a channel name `scheme` is what runs
    it: "sofia", "loopback" or "verto.rtc".
    """

    display: str | None = None
    scheme: str | None = None
    user: str | None = None
    host: str | None = None
    port: int | None = None
    params: tuple[str, ...] = ()


def address(text: str | None) -> Address:
    """Take any address or channel name of a call record apart; never raises.

    Understands `[scheme:]user[;params]@host[:port][;params]`, the same in angle brackets behind a
    display name (RFC 3261 section 20.10), `sofia/profile/user@host` and `loopback/number-a`; a
    channel's profile, gateway or context is left out. The fillers `nouser` and `nodomain.com`,
    which the platform writes where it knows nothing, count as absent. A name without an `@` is a
    host if it is shaped like one or has a port, else a user.
    """
    display, uri, tail = _name_addr((text or "").strip())
    driver, uri = _channel(uri)
    scheme, uri = _scheme(uri)
    user, place, params = _parts(uri)
    if user is None and (scheme in ("tel", "urn") or not _is_place(place)):
        user, place = place, ""
    host, port = _host_and_port(place)
    known_host = bool(host) and host.casefold() != "nodomain.com"
    return Address(
        display=display or None,
        scheme=driver or scheme or None,
        user=user if user and user.casefold() != "nouser" else None,
        host=host if known_host else None,
        port=port if known_host else None,
        params=params + (_params(tail) if tail.startswith(";") else ()),
    )


def sip_code(value: object) -> int | None:
    """The SIP status (100 to 699) of a `hangup_code`: "sip:486", "486" or 486; else None.

    `q850:16` and `verto:...` name causes of other networks, and `sip:0` stands for no code.
    """
    if isinstance(value, int):
        return value if 100 <= value <= 699 else None  # so True and False, 1 and 0, are none either
    match = _SIP_CODE.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(match[1]) if match else None


def sip_words(code: int) -> str:
    """A status code with its meaning, "486 busy"; one that we do not know stands alone, "699"."""
    return f"{code} {SIP_CODES[code]}" if code in SIP_CODES else str(code)


SIP_CODES: dict[int, str] = {  # RFC 3261 section 21 unless noted
    180: "ringing",
    183: "progress before the answer",
    200: "ok",
    300: "several places to try",
    301: "moved for good",
    302: "moved for now",
    400: "request not understood",
    401: "login asked for",
    402: "payment required",
    403: "forbidden",
    404: "no such number or user",
    405: "method not allowed",
    406: "reply not acceptable",
    407: "login asked for by a proxy",
    408: "no reply in time",
    410: "gone, no longer in use",
    413: "message too large",
    414: "address too long",
    415: "content type not supported",
    416: "address type not supported",
    420: "extension not supported",
    421: "extension required",
    422: "session timer too short",  # RFC 4028
    423: "registration time too short",
    428: "caller signature required",  # RFC 8224, as are 436 to 438
    429: "referrer identity or signature missing",  # RFC 3892; the switch takes it for RFC 8224's
    433: "anonymous callers refused",  # RFC 5079
    436: "signing certificate not found",
    437: "signing certificate not accepted",
    438: "caller signature not valid",
    470: "consent needed",  # RFC 5360
    480: "not available now",
    481: "call not known there",
    482: "routing loop",
    483: "too many hops",
    484: "number incomplete",
    485: "number ambiguous",
    486: "busy",
    487: "cancelled before the answer",
    488: "media not acceptable",
    489: "event type not supported",  # RFC 6665
    491: "both sides changed the call at once",
    493: "encrypted message not readable",
    494: "security agreement required",  # RFC 3329
    500: "server error",
    501: "not supported by the server",
    502: "bad gateway",
    503: "overloaded or out of service",
    504: "no reply from the next server",
    505: "SIP version not supported",
    510: "required extension missing",  # RFC 2774; Kazoo's answer where a feature was refused
    513: "message too large",
    555: "push service not supported",  # RFC 8599
    580: "precondition not met",  # RFC 3312
    600: "busy everywhere",
    603: "declined",
    604: "does not exist anywhere",
    606: "media not acceptable anywhere",
    607: "unwanted by the callee",  # RFC 8197
    608: "blocked by call analytics",  # RFC 8688
}

_SIP_CODE = re.compile(r"(?:sips?:\s*)?([1-6][0-9]{2})", re.IGNORECASE)
_SCHEME = re.compile(r"\s*(sips?|tel|urn|im|pres):(?://)?", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"(?=\s|<)')
_INSIDE_A_PARAMETER = re.compile(r"[;?][\w.-]+\s*=\s*\"?$")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*\.?|localhost", re.IGNORECASE)


def _name_addr(text: str) -> tuple[str, str, str]:
    """Display name, address, and what follows the closing bracket."""
    quoted = _QUOTED.match(text)
    display = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else ""
    rest = text[quoted.end() :].strip() if quoted else text
    bare, bracket, _ = rest.partition("<")
    if not bracket or _INSIDE_A_PARAMETER.search(bare):
        return display.strip(), rest, ""
    inside = rest[len(bare) + 1 :]
    end = _closing(inside)
    display = display or bare.strip().strip('"')
    return display.strip(), inside[:end].strip(), inside[end + 1 :].strip()


def _closing(inside: str) -> int:
    """Where the bracket closes that opened before this text; its end if it never does."""
    depth = 1
    for index, character in enumerate(inside):
        depth += (character == "<") - (character == ">")
        if not depth:
            return index
    return len(inside)


def _channel(text: str) -> tuple[str, str]:
    """What runs the channel, and the address in its name; ("", text) if it is no channel name."""
    driver, slash, name = text.partition("/")
    driver = driver.lower()
    if not slash or driver not in ("sofia", "loopback", "verto.rtc"):
        return "", text
    if driver == "sofia":
        profile, slash, inner = name.partition("/")
        if profile == "gateway":
            _, slash, inner = inner.partition("/")
        return driver, inner if slash else name
    if driver == "loopback":  # its two ends are number-a and number-b; a context may follow
        return driver, re.sub(r"-[ab]$", "", name).partition("/")[0]
    return driver, name


def _scheme(uri: str) -> tuple[str, str]:
    match = _SCHEME.match(uri)
    return (match[1].lower(), uri[match.end() :]) if match else ("", uri)


def _parts(uri: str) -> tuple[str | None, str, tuple[str, ...]]:
    """User (None without an `@`), host with port, and the parameters of both.

    The last `@` before any parameter parts user from host: some users are mail addresses.
    """
    mask = _masked(uri)
    head = re.split("[;?]", mask, maxsplit=1)[0]
    at = head.rfind("@") if "@" in head else mask.find("@")
    end = at + 1 + len(re.split("[;?]", mask[at + 1 :], maxsplit=1)[0])
    place, params = uri[at + 1 : end].strip(), _params(uri[end:])
    if at < 0:
        return None, place, params
    user, _, user_params = uri[:at].partition(";")
    return user.strip(), place, _params(user_params) + params


def _params(text: str) -> tuple[str, ...]:
    ends = [index for index, sign in enumerate(_masked(text)) if sign in ";?"]
    starts = [0, *(index + 1 for index in ends)]
    pieces = (text[a:b].strip() for a, b in zip(starts, [*ends, len(text)], strict=True))
    return tuple(piece for piece in pieces if piece)


def _masked(text: str) -> str:
    """The text at the same length, with spaces for what angle brackets enclose."""
    depth = 0
    made = []
    for character in text:
        depth += character == "<"
        made.append(" " if depth else character)
        depth -= character == ">" and depth > 0
    return "".join(made)


def _is_place(text: str) -> bool:
    """Whether a name alone is a host: an IP address, a domain, or anything with a port."""
    host, port = _host_and_port(text)
    return port is not None or is_ip(host) or _DOMAIN.fullmatch(host) is not None


def _host_and_port(place: str) -> tuple[str, int | None]:
    """A host without brackets, and its port where that is one (1 to 65535)."""
    if place.startswith("["):
        host, _, port = place[1:].partition("]")
        return host.strip(), _port(port.strip().removeprefix(":"))
    if is_ip(place):
        return place, None
    host, _, port = place.rpartition(":")
    if not is_ip(host):  # where it is one, of eight bare IPv6 groups, a ninth must be the port
        host, _, port = place.partition(":")
    return host.strip(), _port(port)


def _port(text: str) -> int | None:
    digits = re.fullmatch("[0-9]{1,5}", text.strip())
    return int(digits[0]) if digits and 0 < int(digits[0]) < 65536 else None


def is_ip(text: str) -> bool:
    """Whether a text is an address of IPv4 or IPv6, and nothing else."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

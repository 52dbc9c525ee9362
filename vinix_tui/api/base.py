"""The server's address as people write it -> the one base that every path is appended to."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from vinix_tui.api.errors import BadBase

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PLACE = re.compile(r"(?:\[(?P<six>[^\[\]]*)\]|(?P<name>[^:\[\]]*))(?::(?P<port>.*))?")
_VERSION = re.compile(r"[vV]\d+")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.(?!-)[a-z0-9_-]{1,63})*\.?")
_SEGMENT = re.compile(r"([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+")
# What follows the version in an address copied from the documentation or a browser.
_RESOURCES = ("accounts", "user_auth", "api_auth", "token_auth")
_EXAMPLE = "Write it like https://api.vinixglobal.com/v2."


def normalise_base(text: str, insecure_http: bool = False) -> str:
    """`scheme://host[:port]/path` with a version at the end of the path and no slash after it.

    `/v2` is added where no version is given; another version is kept; what follows a version in a
    pasted address (`/accounts/…`) is dropped. Without a scheme it is https, and http on loopback,
    where the sandbox listens. Raises BadBase with one sentence; http to anything but loopback
    (127.0.0.0/8, ::1, localhost) is refused unless `insecure_http`, since the token would travel
    in the clear.
    """
    text = text.strip()
    if not text:
        raise BadBase("it is empty.", _EXAMPLE)
    if any(character.isspace() or not character.isprintable() for character in text):
        raise BadBase("it holds a space or an invisible character.", _EXAMPLE)
    if "?" in text or "#" in text:
        raise BadBase("it holds a “?” or “#”; only host and path belong there.", _EXAMPLE)
    named = _SCHEME.match(text)
    if named and named[1].lower() not in ("http", "https"):
        raise BadBase(f"{named[1].lower()}:// is no way to reach Vinix; https:// is.", _EXAMPLE)
    place, _, path = (text[named.end() :] if named else text.lstrip("/")).partition("/")
    if "@" in place:
        raise BadBase("it holds a user or a password; those go to the login instead.", _EXAMPLE)
    parts = _PLACE.fullmatch(place)
    if parts is None:
        raise BadBase("its host is not a name or an IP address.", _EXAMPLE)
    host, port = _host(parts["name"] or "", parts["six"]), _port(parts["port"] or "")
    scheme = named[1].lower() if named else "http" if is_loopback(host) else "https"
    if scheme == "http" and not insecure_http and not is_loopback(host):
        raise BadBase(
            f"http:// would send the token to {host} unencrypted.",
            "Use https://, or give --insecure-http if the way there is safe.",
        )
    default = {"http": 80, "https": 443}[scheme]
    origin = f"{scheme}://[{host}]" if ":" in host else f"{scheme}://{host}"
    return f"{origin}{'' if port in (None, default) else f':{port}'}{_path(path)}"


def is_loopback(host: str) -> bool:
    """True where a host (without brackets) can only be this machine itself."""
    address = _address(host)
    if isinstance(address, IPv6Address):
        return address == IPv6Address("::1")
    return host == "localhost" if address is None else address.is_loopback


def _host(name: str, six: str | None) -> str:
    host = (six or name).lower()
    if not host or host in ("http", "https"):  # as in `https:/host`
        raise BadBase("it has no host.", _EXAMPLE)
    if not host.isascii():
        raise BadBase(
            "its host has letters outside a–z.",
            "Write an international name in its xn-- form, so that it cannot be mistaken.",
        )
    is_name = six is None and len(host) <= 253 and _NAME.fullmatch(host)
    if not is_name and ("%" in host or not isinstance(_address(host), IPv6Address)):
        raise BadBase("its host is not a name or an IP address.", _EXAMPLE)
    return host


def _port(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise BadBase(
            "its port is not a number from 1 to 65535.",
            "Put an IPv6 address in brackets: [::1]:8642." if ":" in text else _EXAMPLE,
        )
    return int(text)


def _path(path: str) -> str:
    segments = [segment for segment in path.split("/") if segment]
    for segment in segments:
        if not _SEGMENT.fullmatch(segment) or segment in (".", ".."):
            raise BadBase("its path has a part that no address can have.", _EXAMPLE)
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        if _VERSION.fullmatch(segment) and (last or segments[index + 1] in _RESOURCES):
            return "/" + "/".join([*segments[:index], segment.lower()])
    return "/" + "/".join([*segments, "v2"])


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None

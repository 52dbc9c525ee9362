"""The way to the server: proxy, name, port, encryption, who answers there, and both clocks."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from vinix_tui.api.base import is_loopback, normalise_base
from vinix_tui.api.errors import BadBase
from vinix_tui.calls import clock
from vinix_tui.cli.doctor.check import Check, Here, fault, ok, warning

if TYPE_CHECKING:
    from vinix_tui.api.probe import Encryption

PATIENCE = 10.0
"""Seconds for each step."""
_SKEW = 60
"""Seconds that two clocks may differ: a token's age is told by them."""
_DAYS = 14
"""A certificate that ends within so many will be forgotten by somebody."""


def asked(here: Here) -> Iterator[Check]:
    """Whether the network is asked at all, and through which proxy."""
    if here.options.offline or here.options.demo:
        yield ok("network", f"not asked ({'--offline' if here.options.offline else '--demo'})")
        return
    base = _base(here)
    if base is None:
        fix = "Mend what is said under Settings first."
        yield warning("network", "not asked, since it is not clear whom.", fix)
        return
    way = _way(base)
    if way.proxy is None:
        yield ok("proxy", way.told)
    elif way.proxy:
        yield ok("proxy", f"{way.told}: name and port below are the proxy's")
    else:
        yield fault("proxy", way.told, "Check HTTPS_PROXY and ALL_PROXY; an http:// proxy works.")


def name(here: Here) -> Iterator[Check]:
    """Whether the name is found (DNS)."""
    base = _base(here)
    if base is None:
        return
    host, port = _way(base).place
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = getattr(error, "strerror", None) or "it cannot be one"
        fix = "Check the spelling, and the name server of this machine (/etc/resolv.conf)."
        yield fault("name", f"{host} cannot be found (DNS): {said.lower()}.", fix)
        return
    if host == str(found[0][4][0]):
        yield ok("name", f"{host} is an address, so no name is looked up")
        return
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    more = f" and {len(addresses) - 3} more" if len(addresses) > 3 else ""
    yield ok("name", f"{host} is {', '.join(addresses[:3])}{more}")


def port(here: Here) -> Iterator[Check]:
    """Whether anything listens there (TCP)."""
    base = _base(here)
    if base is None:
        return
    from vinix_tui.api.network import network_trouble

    host, number = _way(base).place
    try:
        socket.create_connection((host, number), PATIENCE).close()
    except OSError as error:
        trouble = network_trouble(_as_httpx(error), f"{host}:{number}", "")
        yield fault("port", trouble.detail, trouble.hint)
    else:
        yield ok("port", f"{number} is open")


def api(here: Here) -> Iterator[Check]:
    """Whether a Vinix answers: one request, without signing in."""
    base = _base(here)
    if base is None:
        return
    from vinix_tui.api.errors import BadCaFile, CertificateTrouble, RateLimited, VinixError
    from vinix_tui.api.probe import issuer_unverified, probe

    try:
        found = asyncio.run(probe(base, here.settings.profile.ca_file, PATIENCE))
    except BadCaFile:
        yield warning("api", "not asked.", "Mend the file of authorities first, as said above.")
        return
    except CertificateTrouble as trouble:
        way = _way(base)
        issuer = "" if way.proxy else issuer_unverified(*way.place, PATIENCE / 2)
        told = f" It says to come from “{issuer}”." if issuer else ""
        yield fault("tls", f"{trouble.detail}{told}", trouble.hint)
        return
    except VinixError as trouble:
        yield fault("api", f"{trouble.title}: {trouble.detail}", trouble.hint)
        return
    yield _encryption(base, found.encryption)
    yield _clocks(found.clock_ahead)
    took = f"{found.seconds:.2f} s, request {found.request_id}"
    if found.trouble is None:
        yield ok("api", f"a Vinix, which says {found.status} as it should without a token; {took}")
    elif isinstance(found.trouble, RateLimited):
        yield warning("api", f"{found.trouble.detail} ({took})", found.trouble.hint)
    else:
        said = f"{found.trouble.title}: {found.trouble.detail} ({took})"
        yield fault("api", said, found.trouble.hint)


def _encryption(base: str, found: Encryption | None) -> Check:
    if found is None:
        if is_loopback(urlsplit(base).hostname or ""):
            return ok("tls", "none, and none is needed on this machine")
        return warning("tls", "none: the token travels in the clear.", "Use https://.")
    told = f"{found.version}, verified; the certificate comes from {found.issuer or 'nobody'}"
    if found.expires_at is None:
        return ok("tls", told)
    days = (found.expires_at - clock.now()).days
    told += f" and ends in {days} days ({found.expires_at:%Y-%m-%d})"
    if days < _DAYS:
        return warning("tls", f"{told}.", "Tell whoever runs the server to renew it.")
    return ok("tls", told)


def _clocks(ahead: float | None) -> Check:
    if ahead is None:
        return ok("clock", "the server does not tell the time")
    if abs(ahead) <= _SKEW:
        return ok("clock", f"{abs(ahead):.0f} s from the server's")
    how = f"{clock.duration(abs(ahead))} {'ahead of' if ahead > 0 else 'behind'} the server's"
    found = f"this machine's clock is {how}: tokens seem to end early or late, times read wrong."
    return warning("clock", found, "Set it: timedatectl set-ntp true, or ask who runs this host.")


class _Way(NamedTuple):
    """The proxy in effect: None where there is none, "" where it cannot be used."""

    proxy: str | None
    told: str
    place: tuple[str, int]


def _base(here: Here) -> str | None:
    if here.options.offline or here.options.demo or here.trouble:
        return None
    try:
        return normalise_base(here.settings.profile.base, here.settings.insecure_http)
    except BadBase:
        return None


def _way(base: str) -> _Way:
    """How httpx goes there: by the variables of the environment, and never to loopback."""
    parts = urlsplit(base)
    host = parts.hostname or ""
    direct = (host, parts.port or {"http": 80, "https": 443}[parts.scheme])
    proxies = getproxies()
    given = proxies.get(parts.scheme) or proxies.get("all")
    if not given or is_loopback(host):
        told = "none, since it is this machine" if is_loopback(host) else "none is set"
        return _Way(None, told, direct)
    if proxy_bypass(host):
        return _Way(None, f"none for {host}, as NO_PROXY says", direct)
    try:
        proxy = urlsplit(given if "://" in given else f"http://{given}")
        place = (proxy.hostname or "", proxy.port or {"https": 443}.get(proxy.scheme, 80))
    except ValueError:
        return _Way("", "The proxy of this shell cannot be understood.", direct)
    told = f"{proxy.scheme}://{place[0]}:{place[1]}"
    if proxy.username or proxy.password:
        told += " with a user and password (left out here)"
    if proxy.scheme not in ("http", "https") or not place[0]:
        return _Way("", f"{told} is of a kind that this program cannot use.", direct)
    return _Way(told, told, place)


def _as_httpx(error: OSError) -> Exception:
    """An error of a socket as httpx would raise it, for the same words."""
    import httpx

    kind = httpx.ConnectTimeout if isinstance(error, TimeoutError) else httpx.ConnectError
    made = kind("")
    made.__cause__ = error
    return made

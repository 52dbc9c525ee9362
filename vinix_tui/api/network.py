"""What httpx raises -> words about names, connections, certificates and time-outs.

Its exceptions hold the request, and that holds the token: so nothing of them is kept.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from vinix_tui.api.errors import CertificateTrouble, NetworkTrouble
from vinix_tui.calls.text import cut, printable

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0

_TIME = "Check the clock of this machine; if it is right, tell whoever runs the server."
_NAME = "Check the spelling of the base address."
_AUTHORITY = (
    "If your company has its own authority, name its file with ca_file in the profile; else "
    "something on the way may be reading along."
)
_CERTIFICATE = {  # OpenSSL's X509_V_ERR numbers, as in x509_vfy.h
    9: ("is not valid yet", _TIME),
    10: ("has expired", _TIME),
    18: ("is signed by itself", _AUTHORITY),
    19: ("comes from an authority that this machine does not know", _AUTHORITY),
    20: ("comes from an authority that this machine does not know", _AUTHORITY),
    62: ("is for another name", _NAME),
    64: ("is for another address", _NAME),
}


def network_trouble(
    error: Exception, host: str, request_id: str, patience: float = READ_SECONDS
) -> NetworkTrouble:
    """The trouble behind an exception of httpx's, told for `host` (`name` or `name:port`).

    `patience` is how many seconds the server had for each byte.
    """
    causes = list(_causes(error))
    host = cut(printable(host), 100)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate(cause, host)
        if _is_tls(cause) and isinstance(error, httpx.ConnectError):
            return NetworkTrouble(
                f"{host} and this machine could not agree on encryption (TLS).",
                "Check the port, and whether it speaks https at all.",
            )
    if isinstance(error, httpx.ProxyError):
        return NetworkTrouble(
            f"the proxy on the way to {host} refused.",
            "Check HTTPS_PROXY and the proxy's user and password.",
        )
    if isinstance(error, (httpx.LocalProtocolError, httpx.InvalidURL, ValueError)):
        return NetworkTrouble(
            f"the request to {host} could not be written.",
            "Check the ids: one of them is too long or has odd characters.",
        )
    never_arrived = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
    number = None if never_arrived else request_id  # Vinix cannot look for what it never saw
    return NetworkTrouble(*_words(error, causes, host, patience), number, again=True)


def _words(
    error: Exception, causes: list[BaseException], host: str, patience: float
) -> tuple[str, str]:
    reach = "Check the network, the VPN and the firewall between this machine and Vinix."
    if isinstance(error, httpx.ConnectTimeout):
        return f"{host} could not be reached within {CONNECT_SECONDS:.0f} s.", reach
    if isinstance(error, httpx.TimeoutException):
        return f"{host} sent nothing for {patience:.0f} s.", "Try again in a moment."
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return (
            f"the name {host} cannot be found (DNS).",
            "Check the spelling of the base address, and the name server of this machine.",
        )
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return f"{host} refuses connections.", "Check the address and the port, or " + _lower(reach)
    if isinstance(error, httpx.ConnectError):
        return f"{host} cannot be reached.", reach
    if isinstance(error, httpx.RemoteProtocolError) and "connect" not in str(error):
        # The connection's end says "disconnected" or "closed connection"; the rest is no HTTP.
        return f"what listens at {host} does not speak HTTP.", "Check the address and the port."
    return f"{host} broke off the connection before the reply was whole.", "Try again in a moment."


def _certificate(error: ssl.SSLCertVerificationError, host: str) -> CertificateTrouble:
    unknown = f"cannot be verified ({cut(printable(error.verify_message), 100)})"
    words, hint = _CERTIFICATE.get(error.verify_code, (unknown, _AUTHORITY))
    return CertificateTrouble(f"the certificate of {host} {words} (TLS).", hint)


def _is_tls(cause: BaseException) -> bool:
    # An end of file is also how a dropped connection looks from within TLS.
    return isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it; anyio bundles the tries of several addresses."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting.extend(cause for cause in (current.__cause__, current.__context__) if cause)
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]

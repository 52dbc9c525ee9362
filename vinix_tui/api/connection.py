"""An httpx client as it must be: certificates checked, redirects refused, nothing added."""

from __future__ import annotations

import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx

from vinix_tui import __version__
from vinix_tui.api.base import is_loopback
from vinix_tui.api.body import PACKING
from vinix_tui.api.errors import BadCaFile, NetworkTrouble
from vinix_tui.api.network import CONNECT_SECONDS, READ_SECONDS

_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": PACKING,
    "User-Agent": f"vinix-tui/{__version__}",
}
_TIMEOUT = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
_LOCATION = "vinix_tui.location"


def open_client(
    host: str, ca_file: Path | None, transport: httpx.AsyncBaseTransport | None
) -> httpx.AsyncClient:
    """A client for one host; blocks for the 20 to 60 ms that reading the authorities takes.

    Raises BadCaFile, and NetworkTrouble for proxy settings of the environment that cannot work.
    """
    verify = authorities(ca_file) if transport is None or ca_file is not None else True
    if transport is None and is_loopback(host):
        # Plain http is allowed to loopback because it stays on this machine. A transport of our
        # own keeps it off the environment's proxies, which httpx would use even there.
        transport = httpx.AsyncHTTPTransport(verify=verify)
    problem = ""
    try:
        return httpx.AsyncClient(
            verify=verify,
            transport=transport,
            timeout=_TIMEOUT,
            headers=_HEADERS,
            follow_redirects=False,
            event_hooks={"response": [_put_location_aside]},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # the token is all
            # The environment may name proxies and SSL_CERT_FILE. This auth does nothing; it stands
            # here so that no .netrc, and no user in an address, ever becomes a header of ours.
            trust_env=True,
            auth=httpx.Auth(),
        )
    except ImportError:
        problem = "names a SOCKS proxy, which this program cannot use"
    except (ValueError, httpx.InvalidURL):
        problem = "cannot be understood"
    # Without the setting itself, which may hold a password; and out here, for the same reason.
    raise NetworkTrouble(
        f"the proxy setting of this shell {problem}.",
        "Check HTTPS_PROXY, ALL_PROXY and NO_PROXY; an http:// proxy works.",
    )


def headers_of(response: httpx.Response) -> dict[str, str]:
    """A reply's headers, with the Location that was put aside."""
    headers = dict(response.headers)
    if _LOCATION in response.extensions:
        headers["location"] = response.extensions[_LOCATION]
    return headers


async def _put_location_aside(response: httpx.Response) -> None:
    # httpx prepares the next request even where it is not to follow, and fails over a bad address.
    if response.has_redirect_location:
        response.extensions[_LOCATION] = response.headers.pop("Location")


def authorities(ca_file: Path | None) -> ssl.SSLContext:
    """Whom to trust: those of the file, or of SSL_CERT_FILE, or those that came along.

    Raises BadCaFile.
    """
    problem = ""
    try:
        if ca_file is not None:
            return ssl.create_default_context(cafile=ca_file)
        return httpx.create_ssl_context()
    except FileNotFoundError:
        problem = "it is not there"
    except ssl.SSLError:
        problem = "it holds no certificate in PEM form"
    except (OSError, ValueError):
        problem = "it cannot be read"
    name = ca_file or "the one that SSL_CERT_FILE names"
    raise BadCaFile(f"{name}: {problem}.", "Check ca_file in the profile, or SSL_CERT_FILE.")

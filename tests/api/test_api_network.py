"""Exceptions of the network in words, without what hangs on them."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import httpx
import pytest

from vinix_tui.api.network import network_trouble

HOST = "api.example.com:8443"


def told(error: Exception, cause: BaseException | None = None) -> Any:
    error.__cause__ = cause
    return network_trouble(error, HOST, "r1")


def certificate(code: int, message: str = "odd\x1b") -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code, error.verify_message = code, message
    return error


@pytest.mark.parametrize(
    ("error", "cause", "words"),
    [
        (httpx.ConnectTimeout("x"), None, "could not be reached within 10 s"),
        (httpx.ReadTimeout("x"), None, "sent nothing for 60 s"),
        (httpx.ConnectError("x"), socket.gaierror(-2, "no"), "(DNS)"),
        (httpx.ConnectError("x"), ConnectionRefusedError(), "refuses connections"),
        (httpx.ConnectError("x"), OSError(113, "no route"), "cannot be reached"),
        (httpx.ConnectError("x"), ssl.SSLEOFError(8, "EOF"), "cannot be reached"),
        (httpx.ReadError("x"), None, "broke off"),
        (httpx.ReadError("x"), ssl.SSLError(1, "bad record mac"), "broke off"),
        (
            httpx.RemoteProtocolError("Server disconnected without sending a response."),
            None,
            "broke off",
        ),
        (httpx.RemoteProtocolError("illegal status line: SSH-2.0"), None, "does not speak HTTP"),
    ],
)
def test_a_failure_is_told_by_its_cause_and_may_pass(
    error: Exception, cause: BaseException | None, words: str
) -> None:
    trouble = told(error, cause)
    assert words in trouble.detail
    assert HOST in trouble.detail
    assert trouble.hint
    assert trouble.again
    arrived = not isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout))
    assert trouble.request_id == ("r1" if arrived else None)


@pytest.mark.parametrize(
    ("code", "words"),
    [(9, "not valid yet"), (10, "has expired"), (18, "signed by itself"), (20, "authority"),
     (62, "another name"), (64, "another address"), (7, "cannot be verified (odd␛)")],
)  # fmt: skip
def test_a_certificate_is_told_and_never_tried_again(code: int, words: str) -> None:
    trouble = told(httpx.ConnectError("x"), certificate(code))
    assert words in trouble.detail
    assert ("ca_file" in trouble.hint) == (code in (18, 20, 7))
    assert ("clock" in trouble.hint) == (code in (9, 10))
    assert not trouble.again


def test_other_trouble_with_tls_is_told() -> None:
    trouble = told(httpx.ConnectError("x"), ssl.SSLError(1, "WRONG_VERSION_NUMBER"))
    assert "encryption" in trouble.detail
    assert not trouble.again


def test_a_proxy_is_told_without_its_address() -> None:
    trouble = told(httpx.ProxyError("407 for http://kim:pass@proxy.example.com"))
    assert "proxy" in trouble.detail
    assert "pass@" not in str(trouble)
    assert not trouble.again


def test_a_cause_is_found_among_the_tries_of_several_addresses() -> None:
    group = BaseExceptionGroup("tries", [OSError(101, "x"), ConnectionRefusedError()])
    outer = OSError("All connection attempts failed")
    outer.__cause__ = group
    group.__context__ = outer  # a circle, which must come to an end
    assert "refuses" in told(httpx.ConnectError("x"), outer).detail


@pytest.mark.parametrize(
    "error", [httpx.LocalProtocolError("x"), httpx.InvalidURL("x"), UnicodeError("x")]
)
def test_a_request_that_cannot_be_written_is_told(error: Exception) -> None:
    trouble = told(error)
    assert "could not be written" in trouble.detail
    assert not trouble.again

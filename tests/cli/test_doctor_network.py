"""What `doctor` says of the way to the server, over real sockets on loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from tests.api.answering import CERTIFICATE, ISSUER, answering, http
from vinix_tui.api import probe
from vinix_tui.calls import clock
from vinix_tui.cli.doctor import network
from vinix_tui.cli.outcome import FAILED, FINE
from vinix_tui.sandbox.serve import running
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.storage import paths

Run = Callable[..., Any]


async def test_the_sandbox_is_a_vinix_and_nobody_signs_in(examine: Run) -> None:
    sandbox = Sandbox()
    async with running(sandbox) as base:
        found = await asyncio.to_thread(examine, "--base", base)
    assert found.code == FINE
    assert "a Vinix, which says 401 Unauthorized as it should" in found["api"]["found"]
    assert found["clock"]["state"] == found["tls"]["state"] == found["port"]["state"] == "ok"
    assert found["proxy"]["found"] == "none, since it is this machine"


def test_a_closed_port_is_told_and_nothing_after_it_is_asked(examine: Run) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        found = examine("--base", f"http://127.0.0.1:{reserved.getsockname()[1]}")
    assert found.code == FAILED
    assert found["port"]["state"] == "fault" and "refuses connections" in found["port"]["found"]
    assert "api" not in found.names()


def test_a_name_that_nobody_knows_is_told(examine: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = examine("--base", "vinix.example.com")
    assert found.code == FAILED
    assert "vinix.example.com cannot be found (DNS): name or service" in found["name"]["found"]
    assert "port" not in found.names()


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (http("200 OK", b"<html>\x1b[2J</html>"), "200 OK and a web page or plain text"),
        (http("302 Found", Location="https://portal.example.com"), "https://portal.example.com"),
        (http("503 Service Unavailable"), "503 Service Unavailable"),
        (b"220 mail.example.com ready\r\n\r\n", "does not speak HTTP"),
    ],
)
def test_something_else_than_a_vinix_is_a_fault_of_the_network(
    examine: Run, reply: bytes, words: str
) -> None:
    with answering(reply) as port:
        found = examine("--base", f"http://127.0.0.1:{port}")
    assert found.code == FAILED and words in found["api"]["found"]


def test_https_to_a_port_without_it_is_told(examine: Run) -> None:
    with answering(b"400 what?\r\n\r\n") as port:
        found = examine("--base", f"https://127.0.0.1:{port}")
    assert found.code == FAILED and "could not agree on encryption" in found["api"]["found"]


def test_a_certificate_that_signs_itself_is_explained_with_who_made_it(examine: Run) -> None:
    with answering(http("200 OK"), tls=True) as port:
        found = examine("--base", f"https://127.0.0.1:{port}")
    assert found.code == FAILED
    assert "signed by itself" in found["tls"]["found"] and ISSUER in found["tls"]["found"]
    assert "ca_file" in found["tls"]["fix"]


def test_a_trusted_certificate_is_told_with_its_days(examine: Run) -> None:
    paths.config_file().parent.mkdir(parents=True)
    paths.config_file().write_text(f'profile = "a"\n[profiles.a]\nca_file = "{CERTIFICATE}"\n')
    with answering(http("429 Too Many Requests", b"{}"), tls=True) as port:
        found = examine("--base", f"https://localhost:{port}")
    assert found.code == FINE
    assert "TLSv1.3, verified" in found["tls"]["found"] and "(2120-01-01)" in found["tls"]["found"]
    assert found["api"]["state"] == "warning"  # it counts requests, so it is one


def test_a_certificate_that_ends_soon_is_a_warning() -> None:
    for days, state in ((13, "warning"), (15, "ok")):
        ends = clock.now() + timedelta(days=days, hours=1)
        found = network._encryption("https://x", probe.Encryption("TLSv1.3", ends, "Acme"))
        assert found.state == state and f"ends in {days} days" in found.found


@pytest.mark.parametrize(
    ("minutes", "state", "words"),
    [(0, "ok", "0 s from"), (5, "warning", "5:00 ahead of"), (-90, "warning", "1:30:00 behind")],
)
def test_a_clock_that_is_off_is_told_with_what_it_does(
    examine: Run, minutes: int, state: str, words: str
) -> None:
    now = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    date = format_datetime(now - timedelta(minutes=minutes), usegmt=True)
    with clock.stopped_at(now), answering(http("200 OK", Date=date)) as port:
        check = examine("--base", f"http://127.0.0.1:{port}")["clock"]
    assert check["state"] == state and words in check["found"]
    assert ("token" in check["found"]) == (state == "warning")


def test_a_server_that_says_nothing_is_given_up(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "PATIENCE", 0.2)
    with answering(b"") as port:
        found = examine("--base", f"http://127.0.0.1:{port}")
    assert found.code == FAILED and "sent nothing for 0 s" in found["api"]["found"]


@pytest.mark.parametrize(
    ("environ", "state", "words"),
    [
        ({}, "ok", "none is set"),
        ({"HTTPS_PROXY": "http://kim:hunter2@127.0.0.1:1"}, "ok", "http://127.0.0.1:1 with a user"),
        ({"ALL_PROXY": "socks5://127.0.0.1:1"}, "fault", "cannot use"),
        ({"HTTPS_PROXY": "http://x:y:z"}, "fault", "cannot be understood"),
        ({"HTTPS_PROXY": "127.0.0.1:1", "NO_PROXY": "example.com"}, "ok", "as NO_PROXY says"),
    ],
)
def test_the_proxy_in_effect_is_told_without_its_password(
    examine: Run,
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    state: str,
    words: str,
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    for name in ("https_proxy", "all_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    found = examine("--base", "https://vinix.example.com")
    assert found.code == FAILED
    assert found["proxy"]["state"] == state and words in found["proxy"]["found"]
    assert "hunter2" not in str(found.report)


def test_with_a_proxy_it_is_the_proxy_that_is_looked_for(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    found = examine("--base", "https://vinix.example.com")
    assert found.code == FAILED and "127.0.0.1:1 refuses" in found["port"]["found"]


def test_offline_and_the_demo_ask_nobody(examine: Run, run: Run) -> None:
    assert examine()["network"]["found"] == "not asked (--offline)"
    assert "not asked (--demo)" in run("--demo", "doctor").out

"""Commands run in this process or in one of their own, and what they said."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.api.client import VinixClient
from vinix_tui.calls.text import printable
from vinix_tui.cli import main
from vinix_tui.cli.demo import BASE
from vinix_tui.desk import Desk
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """Its one or two lines on standard error, checked to be harmless."""
        assert self.err.endswith("\n") and len(self.err.splitlines()) <= 2, self.err
        assert all(printable(line) == line for line in self.err.splitlines())
        assert self.err.startswith("vinix-tui: ") and "Traceback" not in self.err
        return self.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Run a command in this process: `run("show", "-", stdin=b"...")`."""

    def command(*argv: str | Path, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main([str(word) for word in argv])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


class Examined:
    """What `doctor` found, by the names of its checks."""

    def __init__(self, said: Said) -> None:
        assert said.err == "" and said.out.isascii()
        self.code = said.code
        self.report = json.loads(said.out)
        self.checks: list[dict[str, str]] = self.report["checks"]

    def __getitem__(self, name: str) -> dict[str, str]:
        """The worst check of that name."""
        named = [each for each in self.checks if each["name"] == name]
        assert named, f"no {name} among {[each['name'] for each in self.checks]}"
        return max(named, key=lambda each: ("ok", "warning", "fault").index(each["state"]))

    def names(self) -> set[str]:
        """The names of all checks."""
        return {each["name"] for each in self.checks}


@pytest.fixture
def examine(run: Callable[..., Said]) -> Callable[..., Examined]:
    """Run `doctor` in this process, without the network unless a base is given."""

    def command(*argv: str | Path) -> Examined:
        away = () if "--base" in argv else ("--offline",)
        return Examined(run("doctor", "--format", "json", *away, *argv))

    return command


@pytest.fixture
def program() -> Callable[..., Said]:
    """Run a command in a process of its own, with this test's environment."""

    def command(*argv: str | Path, stdin: bytes = b"", **extra: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "vinix_tui", *map(str, argv)],
            input=stdin,
            capture_output=True,
            env={**os.environ, **extra},
            timeout=60,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """A file with some content, JSON unless it is bytes."""

    def written(content: object, name: str = "reply.json") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return written


@pytest.fixture
def vinix(monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """The real desk over a pretend Vinix, whose faults may be switched on."""
    sandbox = Sandbox()

    def client(self: Desk, **given: Any) -> VinixClient:
        given.pop("base", None)
        return VinixClient(BASE, transport=SandboxTransport(sandbox), **given)

    monkeypatch.setattr(Desk, "client", client)
    return sandbox

"""What the command line prepares before the app starts, and what it makes of its end."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.cli import app as opening_app
from vinix_tui.cli import files
from vinix_tui.cli.app import prepare_environment
from vinix_tui.cli.options import parse
from vinix_tui.cli.outcome import Trouble
from vinix_tui.reports.bundle import bundle, dumps
from vinix_tui.reports.reading import NotLegs
from vinix_tui.reports.redaction import Redaction
from vinix_tui.sandbox.scenarios import ALL

CALL = "63962647202-00000002"
WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Started:
    """Stands in for the app, and tells how it was started."""

    last: ClassVar[Started]
    return_code: int | None = None
    fault = ""

    def __init__(self, desk: Any, **given: Any) -> None:
        self.desk = desk
        self.given = given
        self.mouse: bool | None = None
        Started.last = self

    def run(self, *, mouse: bool) -> None:
        """Note the mouse, and end at once."""
        self.mouse = mouse


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Started]:
    """Start the app as if at a terminal."""
    monkeypatch.setattr("vinix_tui.ui.app.VinixApp", Started)
    monkeypatch.setattr(opening_app, "_need_a_terminal", lambda: None)

    def started(*argv: object) -> Started:
        assert opening_app.run(parse([str(word) for word in argv])) == 0
        return Started.last

    return started


def test_alone_it_opens_on_nothing(start: Callable[..., Started]) -> None:
    app = start()
    assert app.given == {"wanted": None, "opening": None, "file": "", "animate": False}
    assert app.mouse is True and app.desk.demo == ()
    assert app.desk.demo_desk().demo


def test_its_options_reach_it(start: Callable[..., Started]) -> None:
    app = start("--demo", "open", CALL, "--no-mouse", "--animate", "--no-history")
    assert app.given["wanted"].id == CALL and app.given["animate"] is True
    assert app.mouse is False and app.desk.demo
    assert app.desk.settings.history.keep == "off"


def test_a_file_is_read_only_when_the_app_asks(
    start: Callable[..., Started], tmp_path: Path
) -> None:
    path = tmp_path / "calls.json"
    path.write_text("")
    opening = start("open", path).given["opening"]
    path.write_text(json.dumps([{"call_id": "a", "interaction_id": CALL}]))
    assert opening().interaction_id == CALL
    path.unlink()
    with pytest.raises(NotLegs, match="no such file"):
        opening()


def test_a_bundle_opens_without_any_network(start: Callable[..., Started], tmp_path: Path) -> None:
    told = next(told for told in ALL if told.id == CALL)
    lookup = Lookup("acc", CALL, told.documents, "api", "https://a.example.com/v2", WHEN)
    for redacted in (False, True):
        made = bundle(lookup, redaction=Redaction.by_setting(redacted))
        (tmp_path / "call.json").write_text(dumps(made))
        opening = start("open", tmp_path / "call.json").given["opening"]
        opened = opening()
        assert (opened.kind, opened.account_id, opened.interaction_id) == ("file", "acc", CALL)
        assert opened.fetched_at == WHEN
        assert [leg.raw for leg in opened.interaction.legs] == [leg["raw"] for leg in made["legs"]]


def test_a_wrong_file_is_refused_in_the_apps_own_words(
    start: Callable[..., Started], tmp_path: Path
) -> None:
    path = tmp_path / "calls.json"
    path.write_text("<html>")
    app = start("open", path)
    with pytest.raises(app.desk.refusals, match="HTML"):
        app.given["opening"]()


@pytest.mark.parametrize("what", ["missing.json", "nonsense", "/"])
def test_what_cannot_be_opened_is_refused_before_the_screen(
    start: Callable[..., Started], what: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        start("open", what)
    assert trouble.value.code == 2


def test_standard_input_makes_way_for_the_keyboard(
    start: Callable[..., Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(
        opening_app, "_give_standard_input_to_the_keyboard", lambda: done.append("yes")
    )
    content = io.BytesIO(json.dumps([{"call_id": "a", "interaction_id": CALL}]).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
    assert start("open", "-").given["opening"]().interaction_id == CALL
    assert done == ["yes"]


def test_without_any_terminal_standard_input_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_terminal(*_: object) -> int:
        raise OSError(6, "No such device or address")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[]")))
    monkeypatch.setattr(os, "open", no_terminal)
    with pytest.raises(Trouble, match="show WHAT"):
        opening_app.run(parse(["open", "-"]))


def test_an_unknown_theme_is_refused(start: Callable[..., Started]) -> None:
    with pytest.raises(Trouble, match="--theme: there is no theme"):
        start("--theme", "nosuch")


def test_an_unknown_key_command_is_refused_with_its_line(
    start: Callable[..., Started], home: Path
) -> None:
    settings = home / ".config/vinix-tui/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nhelp = "f1"\n\nfilt = "x"\n')
    with pytest.raises(Trouble, match=r'config.toml:4: \[keys\] filt.*"filter"'):
        start()
    settings.write_text('[keys]\nhelp = "f1"\n')
    assert start().desk.settings.keys == {"help": ("f1",)}


def test_a_slow_line_gets_fewer_frames_and_patient_escapes() -> None:
    environ = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    prepare_environment(environ)
    assert environ["TEXTUAL_FPS"] == "15" and environ["ESCDELAY"] == "250"
    chosen = {"SSH_CONNECTION": "x", "TEXTUAL_FPS": "60", "ESCDELAY": "50"}
    prepare_environment(chosen)
    assert chosen == {"SSH_CONNECTION": "x", "TEXTUAL_FPS": "60", "ESCDELAY": "50"}


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({}, None),
        ({"STY": "1.pts"}, "256"),
        ({"STY": "1.pts", "TMUX": "/tmp/tmux"}, None),
        ({"STY": "1.pts", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, "truecolor"),
    ],
)
def test_gnu_screen_gets_256_colours(environ: dict[str, str], colours: str | None) -> None:
    prepare_environment(environ)
    assert environ.get("TEXTUAL_COLOR_SYSTEM") == colours


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": "vt100"}, {"NO_COLOR": "1"}])
def test_a_terminal_without_colours_gets_none(environ: dict[str, str]) -> None:
    prepare_environment(environ)
    assert environ["NO_COLOR"] == "1"


@pytest.mark.parametrize("environ", [{"TERM": "xterm"}, {"TERM": "linux"}, {"NO_COLOR": ""}, {}])
def test_another_terminal_keeps_its_colours_and_an_empty_no_color_is_none(
    environ: dict[str, str],
) -> None:
    prepare_environment(environ)
    assert "NO_COLOR" not in environ


def test_a_file_is_known_from_an_id_by_its_looks(tmp_path: Path) -> None:
    (tmp_path / CALL).write_text("")
    assert files.named_by(str(tmp_path / CALL)) == tmp_path / CALL
    for wanted in (
        CALL,
        f"https://api.example.com/v2/accounts/{'0' * 32}/cdrs/legs/{CALL}",
        f"/v2/accounts/{'0' * 32}/cdrs/legs/{CALL}",
        f"{'0' * 32}/{CALL}",
        "202611-268743707_92220889@192.0.2.32",
        f"the call {CALL}\nwas cut",
        "",
    ):
        assert files.named_by(wanted) is None

"""The man page: up to date with the parser, and nothing in it that roff would trip over."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from vinix_tui import crash
from vinix_tui.cli import man, options, outcome
from vinix_tui.cli.options import COMMANDS
from vinix_tui.storage import paths

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "man/vinix-tui.1"


def test_it_is_what_the_parser_gives_today() -> None:
    assert PAGE.read_text() == man.page(), "python -m vinix_tui.cli.man >man/vinix-tui.1"


def test_it_has_each_command_and_option() -> None:
    page = man.page()
    assert set(re.findall(r"^\.SS (\S+)$", page, re.M)) == set(COMMANDS)
    for option in options.parser()._option_string_actions:
        assert option.replace("-", r"\-") in page


def test_it_has_each_variable_that_the_code_reads() -> None:
    code = "".join(path.read_text() for path in (ROOT / "vinix_tui").rglob("*.py"))
    read = set(re.findall(r"\bVINIX_[A-Z_]*[A-Z]\b", code))
    assert read == {name for name in man.VARIABLES if name.startswith("VINIX_")}


def test_it_has_each_exit_code_that_there_is() -> None:
    told = re.findall(r"^\.TP\n\\fB(\d+)\\fR$", man.page(), re.M)
    codes = {
        outcome.FINE, outcome.REACHED, outcome.USAGE, outcome.REFUSED, outcome.NOTHING,
        outcome.FAILED, outcome.INTERRUPTED, crash.EXIT_CODE,
    }  # fmt: skip
    assert set(map(int, told)) == codes


def test_it_has_each_place_on_the_disk(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = home / "run"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for what, path in paths.all():
        named = str(path).replace(str(runtime), "$XDG_RUNTIME_DIR").replace(str(home), "~")
        assert any(f"{named}/".startswith(f"{place.rstrip('/')}/") for place in man.FILES), what


def test_a_line_that_begins_like_a_request_is_text() -> None:
    assert man._plain(".TH x\n'y\\z") == "\\&.TH x\n\\(aqy\\ez"


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff here")
def test_groff_has_nothing_to_say_of_it() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", str(PAGE)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "vinix-tui COMMAND" in re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout)

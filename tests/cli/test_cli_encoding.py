"""What a terminal is sent, by the locale that its user has set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.cli.terminal import encoding

CALL = "63962647202-00000002"
NONE = {"LC_ALL": None, "LC_CTYPE": None, "LANG": None}
UNASKED = {"PYTHONUTF8": None, "PYTHONIOENCODING": None, **NONE}


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({}, "ascii"),
        ({"LANG": "C"}, "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "ascii"),
        ({"LC_ALL": "", "LC_CTYPE": "C", "LANG": "en_US.UTF-8"}, "ascii"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "C.utf8"}, "utf-8"),
        ({"LANG": "de_DE.UTF-8@euro"}, "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "UTF-8"}, "utf-8"),  # a Mac at the other end of the line
        ({"LANG": "en_US.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "ru_RU.KOI8-R"}, "koi8-r"),
        ({"LANG": "xx_XX.NO-SUCH-THING"}, "ascii"),
        ({"LANG": "C", "PYTHONUTF8": "1"}, "utf-8"),
        ({"LANG": "C", "PYTHONIOENCODING": "utf-8"}, "utf-8"),
    ],
)
def test_where_python_writes_utf_8_the_locale_decides(environ: dict[str, str], wanted: str) -> None:
    assert encoding("utf-8", environ) == wanted


def test_where_python_writes_something_else_it_has_read_the_locale() -> None:
    assert encoding("iso8859-15", {"LANG": "de_DE@euro"}) == "iso8859-15"
    assert encoding("ascii", {"LANG": "C.UTF-8"}) == "ascii"


@pytest.mark.parametrize(
    ("locale", "head", "escaped"),
    [
        ({}, "-> to", True),
        ({"LC_ALL": "C"}, "-> to", True),
        ({"LANG": "C"}, "-> to", True),
        ({"LANG": "en_US.ISO-8859-1"}, "-> to", True),
        ({"LANG": "C.UTF-8"}, "→ to", False),
    ],
    ids=str,
)
def test_show_at_a_terminal_speaks_as_the_locale_does(
    tmp_path: Path, locale: dict[str, str], head: str, escaped: bool
) -> None:
    file = tmp_path / "Jörg.json"
    file.write_text('[{"call_id": "a", "caller_id_name": "Jörg", "caller_id_number": "2001"}]')
    with Terminal([PROGRAM, "show", str(file)], env={**UNASKED, **locale}) as terminal:
        assert terminal.wait() == 0
    assert head in terminal.text
    assert ("J\\xf6rg" in terminal.text) == escaped
    assert ("Jörg" in terminal.text) != escaped
    assert terminal.bytes.isascii() == escaped


def test_a_pipe_gets_utf_8_in_the_locale_c_as_well(tmp_path: Path) -> None:
    """What is written to a file does not depend on whether cron or a person ran the command."""
    line = f"{PROGRAM} show --demo {CALL} >{tmp_path}/report"
    with Terminal(["bash", "-c", line], env={**UNASKED, "LC_ALL": "C"}) as terminal:
        assert terminal.wait() == 0
    assert "→ to" in (tmp_path / "report").read_text(encoding="utf-8")


def test_a_remark_in_the_locale_c_has_our_signs_and_a_strangers_escapes(tmp_path: Path) -> None:
    asked = [PROGRAM, "show", str(tmp_path / "Jörg.json")]
    with Terminal(asked, env={**UNASKED, "LC_ALL": "C"}) as terminal:
        assert terminal.wait() == 2
    assert terminal.bytes.isascii() and "there is no such file" in " ".join(terminal.text.split())


@pytest.mark.parametrize("arguments", [["--demo"], ["open", CALL, "--demo"], []])
def test_a_dumb_terminal_is_told_of_show_in_one_line(arguments: list[str]) -> None:
    with Terminal([PROGRAM, *arguments], env={"TERM": "dumb"}) as terminal:
        assert terminal.wait() == 2
    said = "vinix-tui: A terminal with TERM=dumb cannot draw the app; use: vinix-tui show WHAT\r\n"
    assert terminal.bytes.decode() == said

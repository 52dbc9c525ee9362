"""What a user can name, as the code has it, and what the documentation names."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import vinix_tui
from tests.help.made import TOPICS, subcommands
from vinix_tui.cli import options
from vinix_tui.storage import settings_keys
from vinix_tui.storage.themes import ThemeFile
from vinix_tui.ui import commands
from vinix_tui.ui.key_names import written

ROOT = Path(__file__).parents[2]
CODE = Path(vinix_tui.__file__).parent

BY_LIBRARIES = {
    # platformdirs
    "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR",
    "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE",  # httpx
    "COLORTERM",  # Rich
    "PEX_ROOT",  # pex, in the single file
}  # fmt: skip
"""Variables that no code of ours reads by name."""
NOT_FOR_USERS = {"PEX"}
"""What a program sets for itself: pex, for whoever is inside its file."""


# -- the code -------------------------------------------------------------------------------------


def command_names() -> set[str]:
    """What may follow `vinix-tui`: `show`, `history`, …"""
    return {
        parser.prog.removeprefix("vinix-tui ")
        for parser in subcommands(options.parser())
        if parser.prog != "vinix-tui"
    }


def option_names() -> set[str]:
    """Every option of every command, with both dashes."""
    return {
        name
        for parser in subcommands(options.parser())
        for action in parser._actions
        if action.help != argparse.SUPPRESS
        for name in action.option_strings
        if name.startswith("--")
    }


def key_names() -> set[str]:
    """Every key of every command, as people write it."""
    return {written(key) for command in commands.COMMANDS for key in command.keys.split(",")}


def setting_names() -> set[str]:
    """Every key of the settings file and of a theme's."""
    tables = {"history", "profiles", "keys"}
    theme = {*ThemeFile._fields} - {"name"}
    return {*settings_keys.TOP, *settings_keys.HISTORY, *settings_keys.PROFILE, *tables, *theme}


def variables() -> set[str]:
    """Every variable of the environment that our code names."""
    return {name for path in CODE.rglob("*.py") for name in _read_in(path)} - NOT_FOR_USERS


def _read_in(path: Path) -> Iterator[str]:
    """`VINIX_…` wherever it stands, and what is asked of a mapping called environ."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"VINIX_[A-Z_]*[A-Z]", node.value):
                yield node.value
        elif isinstance(node, ast.Subscript):
            if _is_environ(node.value):
                yield from _texts(node.slice)
        elif isinstance(node, ast.Call) and node.args:
            asked = node.func if isinstance(node.func, ast.Attribute) else None
            mapped = node.args[0] if isinstance(node.args[0], ast.Attribute) else None
            if asked and (_is_environ(asked.value) or asked.attr == "getenv"):
                if asked.attr in ("get", "setdefault", "getenv", "pop"):
                    yield from _texts(node.args[0])
            elif mapped and _is_environ(mapped.value):  # map(environ.get, ("LC_ALL", …))
                for argument in node.args[1:]:
                    yield from _texts(argument)
        elif isinstance(node, ast.Compare) and any(map(_is_environ, node.comparators)):
            yield from _texts(node.left)


def _is_environ(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in ("environ", "_environ")


def _texts(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from re.findall(r"^[A-Z][A-Z0-9_]+$", part.value)


# -- the documentation ----------------------------------------------------------------------------


def documents() -> dict[str, str]:
    """The README, every topic, and the man page, by their path from the top."""
    paths = [ROOT / "README.md", *sorted(TOPICS.glob("*.md")), *(ROOT / "man").glob("*.1")]
    told = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}
    return {
        name: re.sub(r"\\f[BIR]", "", text).replace("\\-", "-") if name.endswith(".1") else text
        for name, text in told.items()
    }


def blocks(markdown: str, *languages: str) -> list[str]:
    """The fenced blocks of some languages."""
    found = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", markdown, re.M | re.S)
    return [text for language, text in found if language in languages]


def prose(markdown: str) -> str:
    """Everything but the fenced blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", markdown, flags=re.M | re.S)


def spans(markdown: str) -> list[str]:
    """The pieces of code in running text."""
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose(markdown))]


def called(line: str) -> list[list[str]]:
    """The words behind each `vinix-tui` in a line of shell; placeholders filled in."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    found: list[list[str]] = []
    words: list[str] | None = None
    for word in lexer:
        if word.rpartition("/")[2] == "vinix-tui" and words is None:
            words = []
            found.append(words)
        elif set(word) <= set("|&;<>"):
            words = None
        elif words is not None:
            words.append(_FILLED_IN.get(word, "1") if re.fullmatch(_TO_FILL_IN, word) else word)
    return found


_TO_FILL_IN = r"[A-Z]+…?|\$\w+"
_FILLED_IN = {"COMMAND": "show"}

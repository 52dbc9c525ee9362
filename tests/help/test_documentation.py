"""The documentation against the code: what it names exists, and what exists is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.help import code_names
from tests.help.code_names import ROOT, blocks, called, documents, prose, spans
from tests.help.made import TOPICS, exit_codes, up_to_date
from vinix_tui import crash
from vinix_tui.calls.letters import SIGNS
from vinix_tui.cli import options, outcome
from vinix_tui.cli.outcome import Answer, Trouble
from vinix_tui.diagnosis.rule import CATALOGUE
from vinix_tui.help import topics
from vinix_tui.sandbox.faults import FAULTS, KINDS
from vinix_tui.storage import settings_keys, themes
from vinix_tui.storage.settings_file import read_settings
from vinix_tui.ui import commands

DOCUMENTS = documents()
MARKDOWN = {name: text for name, text in DOCUMENTS.items() if name.endswith(".md")}
README = DOCUMENTS["README.md"]
WHOLE = "\n".join(DOCUMENTS.values())
TOLD = "\n".join(text for name, text in DOCUMENTS.items() if name.startswith("vinix_tui/help/"))

every_document = pytest.mark.parametrize("name", DOCUMENTS)
every_page = pytest.mark.parametrize("name", MARKDOWN)


# -- what is made from the code -------------------------------------------------------------------


@every_page
def test_tables_are_what_the_code_gives_today(name: str) -> None:
    assert MARKDOWN[name] == up_to_date(MARKDOWN[name]), "python -m tests.help.made"


def test_every_rule_fault_theme_and_exit_code_is_told() -> None:
    shipped = [each.name for each in themes.listed() if not each.own]
    for name in (*FAULTS, *shipped, *exit_codes()):
        assert f"| `{name}` |" in TOLD
    assert {f"{kind}:NAME" for kind in KINDS} <= set(spans(TOLD))
    for rule in CATALOGUE.values():
        assert f"| {rule.id} | {rule.name} |" in TOLD


def test_the_exit_codes_told_are_those_that_there_are() -> None:
    codes = {value for name, value in vars(outcome).items() if name.isupper()}
    assert {int(code) for code in exit_codes()} == {*codes, crash.EXIT_CODE} - {outcome.TERMINATED}


# -- what the documentation names -----------------------------------------------------------------


@every_document
def test_every_option_named_exists(name: str) -> None:
    text = prose(DOCUMENTS[name])
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", _without_other_programs(text)))
    assert named <= code_names.option_names()


@every_document
def test_every_rule_named_exists(name: str) -> None:
    assert set(re.findall(r"\bR\d\d[a-z]?\b", DOCUMENTS[name])) - {"R99"} <= set(CATALOGUE)


@every_document
def test_every_variable_named_exists(name: str) -> None:
    known = code_names.variables() | code_names.BY_LIBRARIES
    named = set(re.findall(r"\b(?:VINIX|XDG|LC|TEXTUAL|PYTHON)_?[A-Z_]*[A-Z]\b", DOCUMENTS[name]))
    named |= set(re.findall(r"\$\{?([A-Z][A-Z_]+)", prose(DOCUMENTS[name])))
    assert named <= known


@every_page
def test_every_key_named_exists(name: str) -> None:
    words = re.findall(
        r"\b(?:Ctrl|Shift|Alt)\+\w+\b|\b(?:PgUp|PgDn|Esc|Enter|Tab)\b", MARKDOWN[name]
    )
    letters = [span for span in spans(MARKDOWN[name]) if re.fullmatch(r"[^\W_]|[^\s\w]", span)]
    assert {*words, *letters} - NO_KEYS <= code_names.key_names()


NO_KEYS = {"✗", "▲", "•", "░", "█", "-", "_", "."}
"""Marks of the screen, standard input, letters of names: no keys, although they look like some."""


@every_page
def test_every_command_id_named_exists(name: str) -> None:
    places = "|".join(commands.PLACES)
    told = [span for span in spans(MARKDOWN[name]) if re.fullmatch(rf"(?:{places})\.\w+", span)]
    assert set(told) - SETTINGS_WITH_A_TABLE <= commands.NAMES


SETTINGS_WITH_A_TABLE = {"history.db"}


@every_page
def test_every_call_of_the_program_is_one_that_it_takes(name: str) -> None:
    lines = [line for block in blocks(MARKDOWN[name], "sh") for line in block.splitlines()]
    lines = [line for line in lines if not line.startswith(("pip", "uv"))]
    for line in lines + [span for span in spans(MARKDOWN[name]) if span.startswith("vinix-tui ")]:
        for argv in called(line):
            if " ".join(argv) in code_names.command_names():
                continue  # a command's name, with or without what it takes
            try:
                options.parse(argv)
            except Answer:
                continue
            except Trouble as trouble:
                pytest.fail(f"{line}: {trouble}")


@every_page
def test_every_topic_that_help_is_asked_for_exists(name: str) -> None:
    for topic in re.findall(r"vinix-tui help ([a-z-]+)", MARKDOWN[name]):
        assert topic in topics() or topic in options.COMMANDS


@every_page
def test_every_setting_shown_is_one_that_is_taken(name: str, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(MARKDOWN[name], "toml")):
        file = tmp_path / f"{number}.toml"
        file.write_text(block, encoding="utf-8")
        if "primary" in tomllib.loads(block):
            assert themes.read_file(file)
        else:
            read_settings(file, commands.NAMES)


@every_page
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", MARKDOWN[name]):
        if not target.startswith("https://"):
            path, _, heading = target.partition("#")
            found = (ROOT / name).parent / path if path else ROOT / name
            assert found.exists(), target
            assert not heading or heading in _anchors(found.read_text(encoding="utf-8"))


# -- what the documentation has to name -----------------------------------------------------------


def test_every_command_and_option_is_told() -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TOLD))
    assert code_names.option_names() <= named
    for command in code_names.command_names():
        assert f"## `vinix-tui {command}`" in TOLD


def test_every_key_is_told_with_the_id_that_rebinds_it() -> None:
    keys = MARKDOWN["vinix_tui/help/keys.md"]
    assert {commands.binding_id(command) for command in commands.COMMANDS} <= set(spans(keys))
    assert code_names.key_names() <= set(spans(keys))


def test_every_variable_is_told() -> None:
    assert code_names.variables() | code_names.BY_LIBRARIES <= set(spans(TOLD))


def test_every_setting_is_told_with_the_words_that_it_takes() -> None:
    shown = "\n".join(blocks(TOLD, "toml"))
    for setting in code_names.setting_names() - {"ansi", "variables"}:
        assert re.search(rf"\b{setting}\b", shown), setting
    for table in (settings_keys.TOP, settings_keys.HISTORY, settings_keys.PROFILE):
        for setting, check in table.items():
            line = next((line for line in shown.splitlines() if line.startswith(setting)), "")
            for word in _words(check):
                assert re.search(rf"\b{word}\b", line), (setting, word)
    assert {"ansi = true", "[variables]"} <= set(spans(TOLD))


def _words(check: settings_keys.Check) -> list[str]:
    """The words that a setting takes, where it takes but a few."""
    try:
        check("?")
    except ValueError as refused:
        return re.findall(r'"([\w-]+)"', str(refused)) if "one of" in str(refused) else []
    return []


def test_every_topic_is_linked_in_the_readme() -> None:
    for topic in topics():
        assert f"](vinix_tui/help/{topic}.md)" in README


def test_every_file_of_the_documentation_begins_with_what_it_is_about() -> None:
    for topic, about in topics().items():
        assert re.fullmatch(r"[A-Z][^`*#]{17,60}[^.]", about), topic
        assert (TOPICS / f"{topic}.md").read_text(encoding="utf-8").startswith(f"# {about}\n\n")


# -- how it reads ---------------------------------------------------------------------------------


@every_page
def test_lines_that_can_be_broken_are_broken(name: str) -> None:
    for line in prose(MARKDOWN[name]).splitlines():
        assert len(line) <= 100 or line.startswith(("|", "![")) or "<!--" in line, line


@every_page
def test_blocks_to_be_copied_fit_a_small_terminal(name: str) -> None:
    if name != "README.md":
        for line in "\n".join(blocks(MARKDOWN[name], "", "sh", "toml")).splitlines():
            assert len(line) <= 78, line


@every_page
def test_every_letter_has_a_stand_in_where_there_is_no_utf_8(name: str) -> None:
    assert {letter for letter in MARKDOWN[name] if not letter.isascii()} <= set(SIGNS)


def _anchors(markdown: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", markdown, re.M)
    return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}


def _without_other_programs(text: str) -> str:
    """Without code that is another program's: `pip install --user`, `ssh -C`."""
    return re.sub(
        r"`([^`]+)`",
        lambda span: span[0] if re.match(r"--|vinix-tui |show |history ", span[1]) else "",
        text,
    )

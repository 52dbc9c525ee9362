"""`rules`: the catalogue, complete and as it is implemented."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.calls.text import cells, printable
from vinix_tui.cli import output
from vinix_tui.diagnosis import rules
from vinix_tui.diagnosis.rule import CATALOGUE

assert rules

Run = Callable[..., Any]

README = Path(__file__).parents[2] / "README.md"


def test_every_rule_is_listed_with_number_name_condition_and_source(run: Run) -> None:
    said = run("rules")
    assert said.code == 0 and said.err == ""
    whole = " ".join(said.out.split())
    for rule in CATALOGUE.values():
        assert f"{rule.id} {rule.name} {rule.fires} {rule.source}" in whole
    assert len(CATALOGUE) > 20


def test_rules_stand_in_their_chapters_by_number(run: Run) -> None:
    chapter, told = "", []
    for line in run("rules").out.splitlines():
        if re.match(r"R\d", line):
            told.append((chapter, line.split()[0]))
        elif line[:1].isalpha():
            chapter = line.lower()
    assert sorted(told) == sorted((rule.chapter, rule.id) for rule in CATALOGUE.values())
    for each in {chapter for chapter, _ in told}:
        numbers = [number for place, number in told if place == each]
        assert numbers == sorted(numbers, key=lambda number: CATALOGUE[number].order)
    assert len(told) == len(CATALOGUE)


def test_as_json_it_is_a_list_in_the_order_of_numbers(run: Run) -> None:
    said = run("rules", "--format", "json")
    listed = json.loads(said.out)
    assert said.out.isascii()
    assert [each["id"] for each in listed] == [
        rule.id for rule in sorted(CATALOGUE.values(), key=lambda rule: rule.order)
    ]
    assert all(list(each) == ["id", "name", "chapter", "fires", "source"] for each in listed)
    assert all(all(each.values()) for each in listed)


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_it_keeps_to_the_width(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr(output, "width", lambda: width)
    for line in run("rules").out.splitlines():
        assert cells(line) <= width and printable(line) == line


def test_it_needs_neither_screen_nor_network_nor_legs() -> None:
    code = (
        "import sys\nfrom vinix_tui.cli import main\nmain(['rules'])\n"
        "heavy = ('textual', 'httpx', 'pydantic', 'sqlite3', 'platformdirs')\n"
        "print(*[name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.split() == [] and "R30" in done.stdout


def test_the_readme_leads_to_it() -> None:
    assert "vinix-tui rules" in README.read_text()

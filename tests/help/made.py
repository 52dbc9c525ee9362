"""The tables in the documentation that are made from the code: `python -m tests.help.made`.

They stand in the Markdown, so that it reads on GitHub as well, between `<!-- made: NAME -->` and
`<!-- end -->`. A test fails when one is out of date.
"""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import dedent, fill

import vinix_tui.help
from vinix_tui.cli import man, options
from vinix_tui.diagnosis.rule import CATALOGUE
from vinix_tui.diagnosis.rules import __all__ as chapters  # importing them fills the catalogue
from vinix_tui.sandbox.faults import FAULTS
from vinix_tui.storage import themes
from vinix_tui.ui import commands
from vinix_tui.ui.key_names import written

assert chapters

TOPICS = Path(vinix_tui.help.__file__).parent
_SLOT = re.compile(r"(?<=^<!-- made: )(.+?)( -->\n)(.*?)(?=^<!-- end -->$)", re.M | re.S)


def up_to_date(markdown: str) -> str:
    """The same text with its tables as they are today."""
    return _SLOT.sub(lambda slot: f"{slot[1]}{slot[2]}{MADE[slot[1]]()}", markdown)


def subcommands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser, its commands, and theirs."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in dict.fromkeys(action.choices.values()):
                yield from subcommands(command)


def exit_codes() -> dict[str, str]:
    """Each exit code and its meaning, as --help has them."""
    told = " ".join((options.parser().epilog or "").partition("exit codes:")[2].split())
    return dict(re.findall(r"(\d+) ([^,]+)", told))


def _keys() -> str:
    sections = []
    for place, title in commands.PLACES.items():
        rows = [
            (
                " ".join(f"`{written(key)}`" for key in command.keys.split(",")),
                f"`{commands.binding_id(command)}`",
                command.help,
            )
            for command in commands.of(place)
        ]
        sections.append(f"### {title}\n\n{_table(('keys', 'id', 'what it does'), rows)}")
    return "\n".join(sections)


def _rules() -> str:
    lines = []
    listed = sorted(CATALOGUE.values(), key=lambda rule: rule.order)
    for chapter in dict.fromkeys(rule.chapter for rule in listed):
        rows = [(rule.id, rule.name, rule.fires) for rule in listed if rule.chapter == chapter]
        table = _table(("rule", "name", "fires on"), rows)
        lines.append(f"## {chapter.capitalize()}\n\n{table}")
    return "\n".join(lines)


def _a_rule() -> str:
    return f"```python\n{inspect.getsource(CATALOGUE['R02'].judge)}```\n"


def _commands() -> str:
    return "\n".join(map(_command, subcommands(options.parser())))


def _command(parser: argparse.ArgumentParser) -> str:
    """What it is for, and its arguments and options; those of the app are named only."""
    actions = [a for a in parser._actions if not isinstance(a, _TOLD_ELSEWHERE)]
    above = {name for action in options.parser()._actions for name in action.option_strings}
    own = [a for a in actions if parser.prog == "vinix-tui" or not above & {*a.option_strings}]
    rows = [(f"`{_form(a)}`", (a.help or "%(default)s unless given") % vars(a)) for a in own]
    again = [f"`{action.option_strings[0]}`" for action in actions if action not in own]
    told = (parser.description or _help_line(parser)).rstrip().split("\n\n")
    parts = [
        f"## `{parser.prog}`\n",
        *(
            f"```\n{dedent(part)}\n```\n" if part.startswith(" ") else fill(part, 100) + "\n"
            for part in told
        ),
        _table(("", "what it is"), rows) if rows else "",
        fill(f"Also, as of `vinix-tui` itself: {', '.join(again)}.", 100) + "\n" if again else "",
    ]
    return "\n".join(filter(None, parts))


_TOLD_ELSEWHERE = (argparse._SubParsersAction, options._Help)


def _help_line(parser: argparse.ArgumentParser) -> str:
    """What the list of commands says of one."""
    for action in options.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for listed in action._choices_actions:
                if parser.prog.endswith(f" {listed.dest}"):
                    told = listed.help or ""
                    return f"{told[:1].upper()}{told[1:]}."
    return ""


def _form(action: argparse.Action) -> str:
    value = action.metavar or "|".join(map(str, action.choices or (action.dest.upper(),)))
    names = ", ".join(action.option_strings)
    return f"{names} {'' if action.nargs == 0 else value}".strip()


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [[cell.replace("|", "\\|") for cell in row] for row in (heads, *rows)]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * len(heads), *lines[1:]]) + "\n"


def _pairs(*heads: str, of: Callable[[], Iterable[tuple[str, str]]]) -> Callable[[], str]:
    return lambda: _table(heads, ((f"`{name}`", meaning) for name, meaning in of()))


MADE: dict[str, Callable[[], str]] = {
    "keys": _keys,
    "rules": _rules,
    "a rule": _a_rule,
    "commands": _commands,
    "variables": _pairs(
        "variable",
        "meaning",
        of=lambda: [pair for pair in man.VARIABLES.items() if pair[0].startswith("VINIX_")],
    ),
    "exit codes": _pairs("code", "meaning", of=lambda: exit_codes().items()),
    "faults": _pairs("fault", "what it does", of=FAULTS.items),
    "themes": _pairs(
        "theme",
        "what it is for",
        of=lambda: [(e.name, e.about) for e in themes.listed() if not e.own],
    ),
}
"""What each slot is filled with."""


if __name__ == "__main__":
    for path in TOPICS.glob("*.md"):
        path.write_text(up_to_date(path.read_text(encoding="utf-8")), encoding="utf-8")

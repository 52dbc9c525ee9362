"""The man page, made from the parser: `python -m vinix_tui.cli.man >man/vinix-tui.1`.

It holds what --help says, and what the parser does not know: variables and files.
"""

from __future__ import annotations

import argparse
import re

from vinix_tui import __version__
from vinix_tui.cli import options

VARIABLES = {
    "VINIX_BASE": "The server; https://api.vinixglobal.com/v2 unless set.",
    "VINIX_ACCOUNT_NAME": "The account's name, realm or phone number.",
    "VINIX_USERNAME": "The user.",
    "VINIX_PASSWORD": "The user's password.",
    "VINIX_API_KEY": "An API key, instead of a user.",
    "VINIX_AUTH_TOKEN": "A token that you have already.",
    "VINIX_ACCOUNT_ID": "The account whose calls are looked up; the login's own unless set.",
    "VINIX_PROFILE": "Which profile of the settings.",
    "NO_COLOR": "When set and not empty: no colours.",
    "PAGER": "What shows a tab as plain text; less or more unless set.",
}
FILES = {
    "~/.config/vinix-tui/config.toml": "The settings.",
    "~/.config/vinix-tui/themes/": "Your own themes.",
    "~/.cache/vinix-tui/": "The lookups that were made; those of the demo are kept apart.",
    "~/.local/state/vinix-tui/": "The last theme, crash reports, copies that were too long.",
    "$XDG_RUNTIME_DIR/vinix-tui/": "Kept tokens, an hour at most.",
}


def page() -> str:
    """The man page in roff's man macros. It has no date, so that the same parser gives the same."""
    parser = options.parser()
    signing_in, exit_codes = (parser.epilog or "").split("exit codes:")
    lines = [
        f'.TH VINIX-TUI 1 "" "vinix-tui {__version__}" "User Commands"',
        ".nh", ".ad l",  # an option's name is never broken
        ".SH NAME", r"vinix\-tui \- inspect phone calls on the Vinix voice platform",
        ".SH SYNOPSIS", _usage(parser), ".br", rf"\fB{_plain(parser.prog)}\fR \fICOMMAND\fR ...",
        ".SH DESCRIPTION", _plain(parser.description or ""), ".PP", _plain(signing_in.strip()),
        ".SH OPTIONS", *_listed(parser, ()),
        ".SH COMMANDS", *_commands(parser, _strings(parser)),
        ".SH EXIT STATUS",
    ]  # fmt: skip
    for code, meaning in re.findall(r"(\d+) ([^,]+)", " ".join(exit_codes.split())):
        lines += _item(code, meaning)
    lines += [".SH ENVIRONMENT", *(line for pair in VARIABLES.items() for line in _item(*pair))]
    lines += [".SH FILES", _plain("vinix-tui paths tells where they are for you. Usually:")]
    lines += [line for pair in FILES.items() for line in _item(*pair)]
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser, above: tuple[str, ...]) -> list[str]:
    """The commands of a parser, and theirs, each under its name as it is typed."""
    lines = []
    for group in (a for a in parser._actions if isinstance(a, argparse._SubParsersAction)):
        for listed in group._choices_actions:
            command = group.choices[listed.dest]
            about = command.description or f"{listed.help}."
            lines += [f".SS {_plain(command.prog.partition(' ')[2])}", _usage(command)]
            lines += [".PP", _plain(about[:1].upper() + about[1:]), *_listed(command, above)]
            if command.epilog and "exit codes:" not in command.epilog:
                lines += [".PP", ".nf", _plain(command.epilog.rstrip()), ".fi"]
            lines += _commands(command, above)
    return lines


def _usage(parser: argparse.ArgumentParser) -> str:
    given = _own(parser)
    options_too = any("--help" not in a.option_strings for a in given if a.option_strings)
    takes = [r"[\fIOPTIONS\fR]"] if options_too else []
    takes += [_form(action) for action in given if not action.option_strings]
    return " ".join([rf"\fB{_plain(parser.prog)}\fR", *takes])


def _listed(parser: argparse.ArgumentParser, above: tuple[str, ...]) -> list[str]:
    """Its arguments and options with their help; those that were told `above` by name only."""
    lines, again = [], []
    for action in _own(parser):
        if not action.option_strings or action.option_strings[0] not in above:
            told = (action.help or "%(default)s unless given") % vars(action)
            lines += [".TP", _form(action), _plain(told)]
        elif "--help" not in action.option_strings:
            again.append(action.option_strings[0])
    return [*lines, ".PP", f"Also, as above: {_plain(', '.join(again))}"] if again else lines


def _own(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What is typed for a parser itself: no commands, nothing that --help hides."""
    hidden = argparse._SubParsersAction
    return [
        action for action in parser._actions
        if not isinstance(action, hidden) and action.help != argparse.SUPPRESS
    ]  # fmt: skip


def _strings(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    return tuple(name for action in parser._actions for name in action.option_strings)


def _form(action: argparse.Action) -> str:
    """An option with its value, or an argument, as it is typed."""
    value = action.metavar or "|".join(map(str, action.choices or (action.dest.upper(),)))
    typed = rf"\fI{_plain(str(value))}\fR"
    if action.option_strings:
        names = ", ".join(rf"\fB{_plain(name)}\fR" for name in action.option_strings)
        return names if action.nargs == 0 else f"{names} {typed}"
    return f"[{typed}]" if action.nargs == "?" else typed


def _item(term: str, text: str) -> list[str]:
    return [".TP", rf"\fB{_plain(term)}\fR", _plain(text)]


def _plain(text: str) -> str:
    """Text as it is: no line of it a request, its hyphens and quotes not those of print."""
    return re.sub(r"^(?=\.)", r"\\&", text.translate(_AS_TYPED), flags=re.M)


_AS_TYPED = str.maketrans(
    {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "~": r"\(ti", "^": r"\(ha"}
)

if __name__ == "__main__":
    print(page(), end="")  # noqa: T201

"""The command line: its commands, their options, and what --help says."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any, NoReturn

from vinix_tui.cli.outcome import USAGE, Answer, Trouble

COMMANDS = (
    "open", "show", "recent", "history", "rules", "keys", "themes", "screenshots", "sandbox",
    "paths", "doctor", "completion", "help",
)  # fmt: skip

_WHAT = "an interaction id, a CDR id, a URL or text that holds one, a file, or - for standard input"
_NEXT_IS_A_VALUE = frozenset({"--base", "--account", "--profile", "--theme"})
_ENDING = """\
Without the app, signing in takes VINIX_ACCOUNT_NAME, VINIX_USERNAME and VINIX_PASSWORD, or
VINIX_API_KEY, or VINIX_AUTH_TOKEN, or a profile of the settings, or a token kept by the app.

exit codes: 0 fine, 1 --fail-on was reached, 2 usage or configuration, 3 sign-in refused,
            4 nothing found, 5 network or server, 70 a fault of the program itself,
            130 interrupted
"""
_TIMES = """\
T is today, yesterday, 10:30, 2026-11-23, 2026-11-23 10:30, or 2h, 3d, 1w for so long ago, in the
time zone of the settings. A day alone is all of it.
"""
_INSTALLING = """\
bash, from the next login on, with the package bash-completion:
  dir=~/.local/share/bash-completion/completions
  mkdir -p $dir && vinix-tui completion bash >$dir/vinix-tui
bash without it: this line in ~/.bashrc
  eval "$(vinix-tui completion bash)"
zsh: this line in ~/.zshrc, below the one with compinit
  eval "$(vinix-tui completion zsh)"
tcsh: the first line once, the second in ~/.tcshrc
  vinix-tui completion tcsh >~/.vinix-tui.tcsh
  source ~/.vinix-tui.tcsh
"""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options. Raises Trouble for a wrong command line, Answer for --help and --version."""
    _refuse_strays(argv)
    options = parser().parse_args(argv)
    return argparse.Namespace(**{**_DEFAULTS, **vars(options)})


_DEFAULTS: dict[str, Any] = {
    "command": None, "what": None, "demo": False, "base": None, "account": None, "profile": None,
    "history": None, "theme": None, "mouse": None, "animate": False, "insecure_http": False,
    "offline": False,
}  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one line, and leaves ending the program to `main`."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**given, add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action=_Help, nargs=0, help="show this and end")

    def error(self, message: str) -> NoReturn:
        """A wrong command line."""
        raise Trouble(f"{message}\nSee: {self.prog} --help", USAGE)


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from vinix_tui.cli.demo import calls

        text = parser.format_help()
        if any("--demo" in action.option_strings for action in parser._actions):
            listed = "".join(f"  {call.id}  {call.name}: {call.shows}\n" for call in calls())
            text += f"\nThe demo's calls, to be used with --demo:\n{listed}"
        raise Answer(text)


class _Version(argparse.Action):
    def __call__(self, *_: object) -> None:
        from vinix_tui.cli.places import version

        raise Answer(version())


def parser() -> argparse.ArgumentParser:
    """The parser: the one source of --help, the completions and the man page."""
    parser = _Parser(
        prog="vinix-tui",
        description="Inspect phone calls on the Vinix voice platform. Without a command: the app.",
        epilog=_ENDING,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the versions and end")
    _whom(parser)
    _look(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _open(commands)
    _show(commands)
    _recent(commands)
    _history(commands)
    _rules(commands)
    _sandbox(commands)
    commands.add_parser("keys", help="list the keys, as they are bound here")
    drawn = commands.add_parser(
        "screenshots", help="draw every screen as SVG, with the demo's calls"
    )
    drawn.add_argument("directory", metavar="DIR", help="where to; made when missing")
    commands.add_parser("paths", help="show where everything is kept")
    _doctor(commands)
    commands.add_parser("themes", help="list the colours to choose from, and where to put your own")
    _completion(commands)
    helped = commands.add_parser("help", help="read about a topic, or a command's options")
    helped.add_argument("topic", metavar="TOPIC", nargs="?", help="without it: the topics")
    return parser


def _open(commands: Any) -> None:
    opened = commands.add_parser("open", help="open the app on a call", **_SILENT)
    opened.add_argument("what", metavar="WHAT", help=_WHAT)
    _whom(opened)
    _look(opened)


def _show(commands: Any) -> None:
    shown = commands.add_parser(
        "show",
        help="print a call and what is wrong with it",
        description="Print a call: its verdict, the findings with their evidence, and its legs.",
        epilog=_ENDING,
        **_SILENT,
    )
    shown.add_argument("what", metavar="WHAT", help=_WHAT)
    shown.add_argument(
        "--format",
        choices=("text", "json", "markdown", "csv"),
        default="text",
        help="text (default) or markdown for a ticket, json to open again, csv: one row a leg",
    )
    shown.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        default=None,
        help="end with exit code 1 if the worst finding is that bad; the call is still printed",
    )
    _redact(shown)
    _whom(shown)
    _insecure(shown)


def _recent(commands: Any) -> None:
    listed = commands.add_parser(
        "recent",
        help="list an account's calls",
        description="List an account's calls in a range of time, the newest first.",
        epilog=f"{_TIMES}\n{_ENDING}",
        **_SILENT,
    )
    said: dict[str, Any] = {"metavar": "T", "default": None}
    listed.add_argument("--from", dest="start", help="from when on (default: today)", **said)
    listed.add_argument("--to", dest="end", help="up to when (default: now)", **said)
    listed.add_argument(
        "--number",
        metavar="N",
        default=None,
        help="only calls from or to it, however it is written",
    )
    listed.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="text (default), json with the server's own rows, csv with all their fields",
    )
    _redact(listed)
    _whom(listed)
    _insecure(listed)


_HISTORY = """\
List lookups that hold every word of TEXT; or remove lookups, or take them to
another machine:

  vinix-tui history [TEXT]
  vinix-tui history clear [--older-than DAYS] [--pinned-too]
  vinix-tui history export PLACE [TEXT]
      PLACE: a directory for a JSON bundle each, a file .jsonl with one on
      each line, or - for standard output
  vinix-tui history import FILE...
      bundles, such files or directories, or -

For words that begin with clear, export or import: history --find TEXT
"""


def _history(commands: Any) -> None:
    listed = commands.add_parser(
        "history",
        help="list, clear, export or import lookups made before",
        description=_HISTORY,
    )
    listed.add_argument(
        "words", metavar="TEXT", nargs="*", help="words to look for; or clear, export or import"
    )
    listed.add_argument("--find", metavar="TEXT", help="words to look for, whatever they are")
    listed.add_argument("--format", choices=("text", "json"), default="text")
    listed.add_argument(
        "--older-than", metavar="DAYS", type=_days, help="with clear: only those fetched before"
    )
    listed.add_argument("--pinned-too", action="store_true", help="with clear: pinned ones as well")
    _redact(listed, "with export: ")


def _rules(commands: Any) -> None:
    listed = commands.add_parser(
        "rules",
        help="list what can be found in a call",
        description="List the rules of the diagnosis: number, name, what each fires on, source.",
    )
    listed.add_argument("--format", choices=("text", "json"), default="text")


def _doctor(commands: Any) -> None:
    checked = commands.add_parser(
        "doctor",
        help="look at all that the program stands on, for a ticket",
        description=(
            "Check terminal, disk, settings and the way to the server, each with a fix.\n"
            "Nothing is changed, nobody signs in, and no secret is shown."
        ),
        epilog="exit codes: 0 no fault, 2 a fault on this machine, 5 of the network or server",
    )
    checked.add_argument("--format", choices=("text", "json"), default="text")
    checked.add_argument("--offline", action="store_true", help="leave the network out")
    _server(checked)
    _insecure(checked)


def _sandbox(commands: Any) -> None:
    served = commands.add_parser(
        "sandbox",
        help="serve a pretend Vinix on a port of this machine",
        description="Serve a pretend Vinix, and print what signs in to it. Ctrl-C stops it.",
    )
    served.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    served.add_argument(
        "--port", type=_port, default=8642, help="default: 8642; 0 takes a free one"
    )
    served.add_argument(
        "--fault",
        metavar="NAME",
        action="append",
        default=[],
        help="what is to go wrong; repeatable",
    )


def _completion(commands: Any) -> None:
    printed = commands.add_parser(
        "completion",
        help="print what completes this command line in your shell",
        description="Print the completions of commands, options, files and names for a shell.",
        epilog=_INSTALLING,
    )
    printed.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell you use")


# A subcommand's unused option must not undo one given before the command's name.
_SILENT: dict[str, Any] = {"argument_default": argparse.SUPPRESS}


def _whom(parser: argparse.ArgumentParser) -> None:
    said: dict[str, Any] = {"default": argparse.SUPPRESS}
    parser.add_argument("--demo", action="store_true", help="made-up calls, no network", **said)
    _server(parser)
    parser.add_argument(
        "--no-history", dest="history", action="store_false", help="store nothing", **said
    )


def _server(parser: argparse.ArgumentParser) -> None:
    said: dict[str, Any] = {"default": argparse.SUPPRESS}
    parser.add_argument("--base", metavar="URL", help="the server", **said)
    parser.add_argument("--account", metavar="ID", help="the account's id", **said)
    parser.add_argument("--profile", metavar="NAME", help="a profile of the settings", **said)


def _look(parser: argparse.ArgumentParser) -> None:
    said: dict[str, Any] = {"default": argparse.SUPPRESS}
    parser.add_argument(
        "--theme", metavar="NAME", help="colours; vinix-tui themes lists them", **said
    )
    parser.add_argument(
        "--no-mouse", dest="mouse", action="store_false", help="leave the mouse alone", **said
    )
    parser.add_argument("--animate", action="store_true", help="smooth scrolling", **said)
    _insecure(parser)


def _redact(parser: argparse.ArgumentParser, when: str = "") -> None:
    parser.add_argument(
        "--redact",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=f"{when}leave keys, passwords, tokens and dialled digits out (default: as the settings"
        " say)",
    )


def _insecure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--insecure-http",
        action="store_true",
        help="allow http:// to other machines; the token travels unencrypted",
        default=argparse.SUPPRESS,
    )


def _days(text: str) -> int:
    return _whole(text, 0, 36_500)


def _port(text: str) -> int:
    return _whole(text, 0, 65_535)


def _whole(text: str, low: int, high: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high:
        return int(text)
    raise argparse.ArgumentTypeError(f"must be a whole number from {low} to {high}")


def _refuse_strays(argv: Sequence[str]) -> None:
    """A first word that is no command: mostly an id or a file, with `open` or `show` forgotten."""
    words = iter(argv)
    for word in words:
        if word in _NEXT_IS_A_VALUE:
            next(words, None)
        elif word == "-" or not word.startswith("-"):
            if word not in COMMANDS:
                raise Trouble(f"{_stray(word)}\nSee: vinix-tui --help", USAGE)
            return


def _stray(word: str) -> str:
    import difflib  # 5 ms, for the sad case only
    import shlex

    near = difflib.get_close_matches(word, COMMANDS, n=1)
    if near:
        return f"there is no command {word}; did you mean: vinix-tui {near[0]}"
    if word == "-" or os.path.lexists(word) or any(sign.isdigit() for sign in word):
        return f"did you mean: vinix-tui open {shlex.quote(word)}"
    return f"there is no command {word}; there are {', '.join(COMMANDS)}"
